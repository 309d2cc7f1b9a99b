"""Rich text in templates: links lead where the store's own renderings lead, to nothing that is not public."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from .services.recorder import StoreRecorder
from .services.rich_text import Attributes, document_links, page_links
from .services.tags import tag_of
from .services.visibility import presenter_of
from .services.writing import touch


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
