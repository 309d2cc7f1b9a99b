"""The abstract base of every page type."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page, Revision, get_page_models

from cms.blocks.fields import OpenStreamField
from cms.pages.fields import UntouchedField
from cms.pages.forms import CopyWithDerivedTitleForm, ForumPageForm
from cms.pages.refusals import PublishRefused
from cms.pages.signals import page_write_begins, publish_begins, publish_requested, write_surroundings
from cms.plugins.registry import registry

from .derived import DerivedTextsMixin
from .mixins import ListingMixin, MaintenanceMixin, SharingMixin
from .places import PlacesMixin

# The preview mode in which a separate front end shows the draft; whoever serves it registers a hook of this name.
FRONT_END = "front_end"
SERVE_FRONT_END = "serve_front_end_preview"
# Written by Wagtail alone; Django would look up each of them at every validation.
UNCHANGEABLE = ("path", "content_type", "translation_key", "locale", "latest_revision", "live_revision")


class ForumPage(ListingMixin, SharingMixin, MaintenanceMixin, DerivedTextsMixin, PlacesMixin, Page):
    """Title, lead, body, related pages, topics; a page type adds its fields and their panels.

    `detail_panels` stand above the body in the form, `closing_panels` below it.

    `translation_policies` says per field what is shown before its words are approved:
    "block", "source" (default) or "withhold" (see cms.translation).

    `translations_follow`: the translations are published with the source, unless a text of policy "block" waits
    for its words.
    """

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences, also shown in lists and search."))
    body = OpenStreamField(verbose_name=_("body"), blank=True)

    search_fields = [*Page.search_fields, *PlacesMixin.place_search_fields]
    override_translatable_fields = [
        UntouchedField("slug"),
    ]
    translation_policies = {
        "title": "block",
        "lead": "block",
        **MaintenanceMixin.maintenance_policies,
    }

    relation_panels = (
        MultiFieldPanel(
            (
                InlinePanel("page_topics", label=_("Topic"), heading=_("Topics")),
                InlinePanel("page_tags", label=_("Tag"), heading=_("Tags")),
                InlinePanel("related_page_links", label=_("Related page"), heading=_("Related pages")),
            ),
            heading=_("Topics, tags and related pages"),
        ),
    )
    detail_panels: tuple = ()
    closing_panels: tuple = ()
    # Apps name no page of another app as parent: a section stands below any page that holds sections.
    holds_sections = False
    is_section = False
    translations_follow = False
    # Whether this object is the content of a revision, and not the row as it is stored.
    from_revision = False
    # Whether this object was composed from its source, which has been checked: it is made without checks,
    # and its history begins with whatever made it.
    is_composed = False

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Compose the editing form of each page type from its field groups."""
        super().__init_subclass__(**kwargs)
        cls.content_panels = [
            *([] if "title" in cls.derived_fields else Page.content_panels),
            *([] if "lead" in cls.derived_fields else [FieldPanel("lead")]),
            *cls.detail_panels,
            FieldPanel("body"),
            *cls.closing_panels,
            *cls.relation_panels,
        ]
        cls.override_translatable_fields = [
            *(field for field in cls.override_translatable_fields if field.field_name not in cls.derived_fields),
            *map(UntouchedField, cls.derived_fields),
        ]
        if "title" in cls.derived_fields:
            cls.copy_form_class = CopyWithDerivedTitleForm
        cls.promote_panels = [*Page.promote_panels, *cls.listing_panels, *cls.sharing_panels]
        cls.settings_panels = [*Page.settings_panels, *cls.maintenance_panels]

    base_form_class = ForumPageForm

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """The parents that the type names and, for a section, all types that hold sections."""
        named = super().clean_parent_page_models()
        if not cls.is_section:
            return named
        return [*named, *(model for model in get_page_models() if getattr(model, "holds_sections", False))]

    def with_content_json(self, content: dict[str, Any]) -> "ForumPage":
        """Remembers which revision was live, so that `save` knows a publish from any other write."""
        page = super().with_content_json(content)
        # Wagtail leaves what the revision was saved with: a draft of the time when the page was withdrawn would, by
        # being scheduled, withdraw it once more.
        page.live_revision_id = page._revision_live_before = self.live_revision_id
        page.from_revision = True
        if "locale" in self._state.fields_cache:
            page._state.fields_cache["locale"] = self._state.fields_cache["locale"]
        return page

    def full_clean(self, exclude: Collection[str] | None = None, **kwargs: Any) -> None:
        """What no form can change of a stored page is not looked up again; the database's constraints hold."""
        stored = UNCHANGEABLE if self.pk and not self._state.adding else ()
        super().full_clean(exclude={*(exclude or ()), *stored}, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every publish ends here, the admin's own action included, which does not call `publish`."""
        if self.is_composed and self._state.adding:
            super().save(*args, **{**kwargs, "clean": False, "log_action": None})
            return
        before = getattr(self, "_revision_live_before", self.live_revision_id)
        if not self.live or before == self.live_revision_id:
            super().save(*args, **kwargs)
            return
        publish_requested.send(sender=type(self), page=self)
        try:
            super().save(*args, **kwargs)
        except ValidationError as error:
            raise PublishRefused.of_invalid(self, error) from error

    def get_context(self, request: object, *args: object, **kwargs: object) -> dict:
        """Wagtail's context and what the page type's plugin contributes as views.page_contexts."""
        context = super().get_context(request, *args, **kwargs)
        build = registry.read("page_contexts").get(type(self))
        if build is not None:
            context.update(build(self, request))
        return context

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """This site's own pages and, where there is one, a separate front end."""
        own = ("", _("This site"))
        return [own, (FRONT_END, _("Separate front end"))] if settings.PREVIEW_URLS else [own]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == FRONT_END and settings.PREVIEW_URLS:
            (serve,) = hooks.get_hooks(SERVE_FRONT_END)
            return serve(self, request)
        return super().serve_preview(request, mode_name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wagtail's own actions hold no transaction around the page and what its signals cause."""
        with transaction.atomic(), ExitStack() as surroundings:
            for surround in write_surroundings:
                surroundings.enter_context(surround())
            page_write_begins.send(sender=type(self), page=self)
            yield

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with self.writing():
            self.fill_derived()
            return super().save_revision(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        with self.writing():
            publish_begins.send(sender=type(self), page=self, revision=revision)
            if revision.content.get("go_live_at"):
                # Scheduling makes no page live, so that `save` would not notice.
                publish_requested.send(sender=type(self), page=revision.as_object())
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with self.writing():
            return super().unpublish(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> Any:
        with self.writing():
            return super().move(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with self.writing():
            return super().delete(*args, **kwargs)
