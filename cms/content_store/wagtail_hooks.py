"""Links in templates lead where the store's renderings lead; what is served is presented; drafts in a front end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from cms.pages.models.forum_page import SERVE_FRONT_END

from .services import previews
from .services.recorder import StoreRecorder
from .services.rich_text import Attributes, document_links, page_links
from .services.tags import tag_of
from .services.visibility import presenter_of
from .services.writing import touch
from .views import front_end_preview, withdraw_previews

hooks.register(SERVE_FRONT_END, front_end_preview)


class PublicPageLinkHandler(PageLinkHandler):
    """Links to pages in the language shown."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return page_links(attrs_list, StoreRecorder(get_language(), timezone.now()))


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents that everybody may have."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return document_links(attrs_list, StoreRecorder(get_language(), timezone.now()))


# After Wagtail's own, which bear the same names.
@hooks.register("register_rich_text_features", order=1000)
def link_to_what_is_public(features: FeatureRegistry) -> None:
    """Every richtext filter uses these."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("before_serve_page")
def serve_what_is_presented(page: Page, request: HttpRequest, args: Sequence, kwargs: Mapping) -> None:
    """Not a page whose plugin is gone, which Wagtail would show without its content, nor one under embargo."""
    presenter = presenter_of(page)
    if presenter is None:
        raise Http404
    visible_from = presenter.visible_from(page)
    if visible_from is not None and visible_from > timezone.now():
        raise Http404


@hooks.register("after_bulk_action")
def follow_moved_files(request: HttpRequest, action_type: str, objects: Iterable[Model], action: object) -> None:
    """Files put into another collection by the dozen are updated without a signal; that one may be private."""
    if action_type == "add_to_collection":
        touch({tag_of(file) for file in objects})


@hooks.register("register_admin_urls")
def preview_addresses() -> list[Any]:
    """Where previews are taken back."""
    return [path("pages/<int:page_id>/withdraw-previews/", withdraw_previews, name="cms_withdraw_previews")]


@hooks.register("register_page_header_buttons")
def withdraw_button(page: Page, user: AbstractBaseUser, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    """While somebody could see a draft of the page in a front end."""
    if settings.PREVIEW_URLS and page.pk and previews.of(page.pk).exists():
        yield Button(
            _("Withdraw previews"), reverse("cms_withdraw_previews", args=[page.pk]), icon_name="view", priority=70
        )
