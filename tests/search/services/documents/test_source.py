"""A document is found as long as a public page of the language shows it and everybody may have it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.media.models import DocumentFile
from news.models import NewsIndexPage
from search.models import DocumentText
from search.query import SearchQuery
from search.services.documents.reading import file_of
from search.services.indexing import refresh_everywhere
from search.services.searching import search
from tests.factories.media import DocumentFileFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture
def index(db: None) -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))


@pytest.fixture
def document(db: None) -> DocumentFile:
    found = DocumentFileFactory(title="Abschlusserklärung")
    DocumentText.objects.create(
        document=found, file=file_of(found), outcome="read", text="Wir vereinbaren Kläranlagen."
    )
    return found


def shown(index: NewsIndexPage, document: DocumentFile, **fields: object) -> Page:
    block = {"type": "document", "value": {"document": document.pk, "title": ""}, "id": "d1"}
    return publish(ArticlePageFactory(parent=index, body=[block], **fields))


def hits(text: str, locale: str = "de") -> list[str]:
    return [hit.card["type"] for hit in search(SearchQuery(text, locale, as_typed=True)).hits]


def test_found_by_title_and_text_while_a_page_shows_it(index: NewsIndexPage, document: DocumentFile) -> None:
    refresh_everywhere("documentfile", str(document.pk))
    assert hits("Kläranlagen") == []
    page = shown(index, document, title="Treffen")
    result = search(SearchQuery("Kläranlage", "de"))
    assert [hit.card for hit in result.hits] == [
        {
            "type": "media.document", "locale": "de", "url": document.url, "title": "Abschlusserklärung",
            "id": document.pk, "format": "txt", "size": 8, "credit": "Forum",
        }
    ]  # fmt: skip
    assert "".join(f"[{part.text}]" if part.marked else part.text for part in result.hits[0].excerpt) == (
        "Wir vereinbaren [Kläranlagen]."
    )
    assert str(result.hits[0].kind) == "Dokument"
    assert hits("Abschlusserklärung") == ["media.document", "news.article"]
    assert hits("Kläranlagen", "ru") == []
    page.unpublish()
    assert hits("Kläranlagen") == []


def test_text_that_is_read_later_is_found(index: NewsIndexPage, document: DocumentFile) -> None:
    DocumentText.objects.update(text="")
    shown(index, document, title="Treffen")
    assert hits("Talsperre") == []
    DocumentText.objects.update(text="Talsperre")
    refresh_everywhere("documentfile", str(document.pk))
    assert hits("Talsperre") == ["media.document"]
    DocumentFile.objects.filter(pk=document.pk).update(file_hash="0" * 40)
    refresh_everywhere("documentfile", str(document.pk))
    assert hits("Talsperre") == []


def test_not_from_private_collections(index: NewsIndexPage, document: DocumentFile) -> None:
    shown(index, document, title="Treffen")
    document.collection = Collection.get_first_root_node().add_child(name="Intern")
    document.save()
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert hits("Kläranlagen") == []
    restriction.delete()
    assert hits("Kläranlagen") == ["media.document"]


def test_not_after_its_last_day_or_that_of_its_page(index: NewsIndexPage, document: DocumentFile) -> None:
    now = timezone.now()
    document.expires_on = timezone.localdate(now) + timedelta(days=2)
    document.save()
    page = shown(index, document, title="Treffen")
    query = SearchQuery("Kläranlagen", "de", as_typed=True)
    assert [len(search(query, now + timedelta(days=days)).hits) for days in (0, 3)] == [1, 0]
    page.expire_at = now + timedelta(days=1)
    publish(page)
    assert [len(search(query, now + timedelta(days=days)).hits) for days in (0, 1)] == [1, 0]
    document.expires_on = timezone.localdate(now) - timedelta(days=1)
    document.save()
    assert hits("Kläranlagen") == []
