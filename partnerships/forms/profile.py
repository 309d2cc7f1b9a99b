"""The editing form of profiles: in their history, what has been published is shown and no longer edited."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.models import Page

from cms.pages.forms import ForumPageForm

HISTORY = "status_changes"
# What no longer has a field once it has been published.
DOCUMENTS = ("letter", "answer")
SETTLED = ("state", "starts", "decided_by", "as_of", "sources", *DOCUMENTS)


class StatusChangeForm(WagtailAdminModelForm):
    """An entry; of a published one only the wording and `withdrawn` can be edited."""

    is_published = False

    def settle(self) -> None:
        """Take the fields of facts away, and the possibility to delete the entry."""
        self.is_published = True
        for name in SETTLED:
            self.fields.pop(name, None)
        self.fields[DELETION_FIELD_NAME].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_published and self.data.get(self.add_prefix(DELETION_FIELD_NAME)):
            message = _("What has been published stays. Mark it as withdrawn when it was a mistake.")
            self.add_error("withdrawn", ValidationError(message))
        return cleaned


class SettledPanel(FieldPanel):
    """A fact as text; a dash where nothing is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value: Any) -> Any:
        return "–" if value in (None, "") else super().format_value_for_display(value)


class StatusChangesPanel(InlinePanel):
    """The entries of a history; published ones show their facts as text."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        rows = self.child_edit_handler.get_form_options()
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=StatusChangeForm,
            fields=rows["fields"],
            defer_required_on_fields=rows.get("defer_required_on_fields", []),
        )
        return options

    @cached_property
    def settled_edit_handler(self) -> MultiFieldPanel:
        """The panel of an entry that has been published."""
        shown = {name: SettledPanel(name) for name in SETTLED}
        panels = (
            FieldRowPanel((shown["state"], shown["starts"], shown["decided_by"], shown["as_of"])),
            shown["sources"],
            FieldRowPanel((shown["letter"], shown["answer"])),
            FieldPanel("continues"),
            FieldPanel("condition"),
            FieldPanel("note"),
            FieldPanel("withdrawn"),
        )
        return MultiFieldPanel(panels, heading=self.heading).bind_to_model(self.db_field.related_model)

    class BoundPanel(InlinePanel.BoundPanel):
        """Each entry with the panel that fits it."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None:
                self.children = [self._fitting(child) for child in self.children]

        def _fitting(self, child: Any) -> Any:
            if not child.form.is_published:
                return child
            return self.panel.settled_edit_handler.get_bound_panel(
                instance=child.instance, request=self.request, form=child.form, prefix=child.prefix
            )


class PartnershipForm(ForumPageForm):
    """A profile has no field for its title: that is made of the names of its places."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        published = list(instance.published_changes) if instance is not None else []
        if published:
            bring_back(instance, published)
        super().__init__(*args, **kwargs)
        known = {entry.change for entry in published}
        for form in self.formsets[HISTORY].forms if HISTORY in self.formsets else ():
            if form.instance.translation_key in known:
                form.settle()


def bring_back(page: Page, published: Sequence[Any]) -> None:
    """Give a page whatever has been published of its history: an older version, or a draft, may lack entries."""
    rows = list(getattr(page, HISTORY).all())
    present = {row.translation_key: row for row in rows}
    for entry in published:
        row = present.get(entry.change)
        if row and entry.withdrawn:
            row.withdrawn = True
        for name, value in entry.facts.items() if row else ():
            if name not in DOCUMENTS:
                setattr(row, name, value)
    if all(entry.change in present for entry in published):
        return
    model = getattr(page, HISTORY).model
    stored = dict(model.objects.filter(page=page.pk).values_list("translation_key", "pk"))
    kept = [present.get(entry.change) or _restored(model, entry, stored, page) for entry in published]
    kept += [row for row in rows if row not in kept]
    for order, row in enumerate(kept):
        row.sort_order = order
    getattr(page, HISTORY).set(kept)


def _restored(model: type, entry: Any, stored: dict, page: Page) -> Any:
    facts = {f"{name}_id" if name in DOCUMENTS else name: value for name, value in entry.facts.items()}
    row = model(
        translation_key=entry.change, locale_id=page.locale_id, withdrawn=entry.withdrawn, **facts, **entry.words
    )
    row.pk = stored.get(entry.change)
    return row
