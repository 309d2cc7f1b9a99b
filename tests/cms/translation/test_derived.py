"""Titles that are data: computed per language, offered to nobody, up to date at every door."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.segments.extract import extract_segments

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from cms.content_store.services.writing import gathering
from cms.entities.models import Place
from cms.translation.models import TranslationProgress
from cms.translation.services.deriving import refresh_derived
from cms.translation.services.drafting import save_draft
from cms.translation.services.rows import rows_for
from cms.translation.services.starting import start_translation
from cms.translation.services.states import foreign_paths
from tests.factories.accounts import AdminFactory
from tests.factories.pairs import chemnitz, new_pair, volgograd
from tests.factories.translation import in_language
from tests.plugins.pairs.models import PairPage, PairPlace

GERMAN, RUSSIAN, ENGLISH = "Chemnitz – Wolgograd", "Хемниц – Волгоград", "Chemnitz – Volgograd"


def titles(page: Page) -> dict[str, tuple[str, str, str]]:
    """{language: (title, draft title, title of the latest revision)}."""
    pages = Page.objects.filter(translation_key=page.translation_key).select_related("locale", "latest_revision")
    return {
        found.locale.language_code: (found.title, found.draft_title, found.latest_revision.content["title"])
        for found in pages
    }


def rename(language: str, text: str) -> None:
    """Correct the name of Volgograd."""
    row = Place.objects.get(key="volgograd").names.get(language=language, kind="official")
    row.text = text
    row.save()


def test_a_draft_has_its_title_and_slug_from_rows_that_are_saved_with_it(draft: PairPage) -> None:
    stored = PairPage.objects.get(pk=draft.pk)
    assert (stored.title, stored.draft_title, stored.slug) == (GERMAN, GERMAN, "chemnitz-wolgograd")


def test_the_slug_follows_the_title_until_readers_know_it(home: Page) -> None:
    page = new_pair(home, chemnitz())
    assert (page.title, page.slug) == ("Chemnitz", "chemnitz")
    page.places.add(PairPlace(place=volgograd(), sort_order=1))
    page.save_revision().publish()
    page = PairPage.objects.get(pk=page.pk)
    assert (page.title, page.slug) == (GERMAN, "chemnitz-wolgograd")
    page.places.set([page.places.first()])
    page.save_revision().publish()
    page = PairPage.objects.get(pk=page.pk)
    assert (page.title, page.slug) == ("Chemnitz", "chemnitz-wolgograd")


def test_a_slug_that_somebody_typed_stays(home: Page) -> None:
    page = new_pair(home, chemnitz(), slug="karl-marx-stadt")
    page.places.add(PairPlace(place=volgograd(), sort_order=1))
    page.save_revision().publish()
    assert PairPage.objects.get(pk=page.pk).slug == "karl-marx-stadt"


def test_without_facts_it_is_called_by_its_type(home: Page) -> None:
    page = PairPage(title="", locale=home.locale)
    home.add_child(instance=page)
    page.full_clean()
    assert (page.title, page.slug) == ("Paar", "paar")
    assert new_pair(home).slug == "paar-1"


def test_every_language_has_its_own_title_and_slug(pair: PairPage) -> None:
    assert titles(pair) == {
        "de": (GERMAN, GERMAN, GERMAN),
        "ru": (RUSSIAN, RUSSIAN, RUSSIAN),
        "en": (ENGLISH, ENGLISH, ENGLISH),
    }
    assert {language: in_language(pair, language).slug for language in ("ru", "en")} == {
        "ru": "khemnits-volgograd",
        "en": "chemnitz-volgograd",
    }


def test_a_derived_title_is_no_text_for_translators(pair: PairPage) -> None:
    russian = in_language(pair, "ru")
    assert [row.path for row in rows_for(pair, russian)] == ["lead"]
    assert [segment.path for segment in extract_segments(pair)] == ["lead"]
    assert foreign_paths(russian) == {"lead": "de"}
    assert reading.detail_of(russian.pk).data["foreign_text"] == {"lead": "de"}
    progress = TranslationProgress.objects.get(page=russian)
    assert (progress.outdated, progress.untranslated) == (0, 1)


def test_a_begun_translation_and_a_translators_draft_have_it(draft: PairPage) -> None:
    draft.save_revision()
    russian = start_translation(draft, Locale.objects.get(language_code="ru"))
    assert (russian.title, russian.draft_title) == (RUSSIAN, RUSSIAN)
    revision = save_draft(draft, russian, {"lead": "С 1988 года."}, None)
    assert (revision.content["title"], revision.content["lead"]) == (RUSSIAN, "С 1988 года.")


def test_another_place_is_another_title_in_every_language(pair: PairPage) -> None:
    pair.places.set([pair.places.last()])
    pair.save_revision().publish()
    assert titles(pair) == {
        "de": ("Wolgograd",) * 3,
        "ru": ("Волгоград",) * 3,
        "en": ("Volgograd",) * 3,
    }


def test_a_changed_name_is_a_changed_title_at_once(pair: PairPage) -> None:
    russian = in_language(pair, "ru")
    revisions = russian.revisions.count()
    rename("ru", "Сталинград")
    after = "Хемниц – Сталинград"
    assert titles(pair) == {
        "de": (GERMAN, GERMAN, GERMAN),
        "ru": (after, after, after),
        "en": (ENGLISH, ENGLISH, ENGLISH),
    }
    assert (russian.revisions.count(), in_language(pair, "ru").slug) == (revisions, "khemnits-volgograd")
    assert ContentItem.objects.get(pk=russian.pk).title == after
    german = reading.detail_of(pair.pk).data
    assert [link["title"] for link in german["translations"]] == [after, ENGLISH]
    entry = PageLogEntry.objects.get(action="wagtail.rename")
    assert (entry.page_id, entry.data["title"]) == (russian.pk, {"old": RUSSIAN, "new": after})


def test_names_changed_together_are_followed_once(pair: PairPage) -> None:
    with gathering():
        rename("ru", "Сталинград")
        rename("en", "Stalingrad")
        assert in_language(pair, "ru").title == RUSSIAN
    assert (in_language(pair, "ru").title, in_language(pair, "en").title) == (
        "Хемниц – Сталинград",
        "Chemnitz – Stalingrad",
    )


def test_a_draft_keeps_its_own_title(pair: PairPage) -> None:
    pair.places.set([pair.places.last()])
    pair.save_revision()
    rename("de", "Stalingrad")
    assert titles(pair)["de"] == ("Chemnitz – Stalingrad", "Stalingrad", "Stalingrad")


def test_nothing_changes_twice(pair: PairPage) -> None:
    assert refresh_derived(Page.objects.filter(translation_key=pair.translation_key)) == []
    rename("de", "Stalingrad")
    assert refresh_derived(Page.objects.filter(translation_key=pair.translation_key)) == []


def test_a_pair_whose_names_cannot_be_read_stops_nobody(pair: PairPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PairPage, "derive", lambda page, language: 1 / 0)
    rename("de", "Stalingrad")
    assert Place.objects.get(key="volgograd").name_in("de") == "Stalingrad"
    assert Page.objects.get(pk=pair.pk).title == GERMAN


def form_data(*places: Place, **values: str) -> dict[str, str]:
    """What the form of a pair sends."""
    data = {"slug": "", "lead": "", "since": "", "motto": "", "body-count": "0", "seo_title": "", **values}
    for name in ("page_topics", "page_tags", "related_page_links", "notes", "places"):
        data |= {f"{name}-{part}": "0" for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        data[f"{name}-MAX_NUM_FORMS"] = "1000"
    data["places-TOTAL_FORMS"] = str(len(places))
    for order, place in enumerate(places):
        data |= {f"places-{order}-place": str(place.pk), f"places-{order}-id": "", f"places-{order}-ORDER": str(order)}
    return data


@pytest.fixture
def staff(home: Page, client: Client) -> Client:
    client.force_login(AdminFactory())
    return client


def add_address(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["pairs", "pairpage", parent.pk])


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_the_form_asks_for_no_title(staff: Client, draft: PairPage, action: str) -> None:
    places = list(Place.objects.filter(key__in=["chemnitz", "volgograd"]).order_by("-key"))
    shown = staff.get(add_address(draft)).content.decode()
    assert ('name="title"' in shown, 'name="slug"' in shown) == (False, True)
    answer = staff.post(add_address(draft), form_data(*places, **({action: "1"} if action else {})))
    assert answer.status_code == 302
    made = PairPage.objects.get(slug="wolgograd-chemnitz")
    assert (made.title, made.draft_title, made.live) == ("Wolgograd – Chemnitz", "Wolgograd – Chemnitz", bool(action))
    assert made.latest_revision.content["title"] == made.title


def test_what_is_saved_by_itself_has_its_title_too(staff: Client, draft: PairPage) -> None:
    answer = staff.post(add_address(draft), form_data(chemnitz_again()), headers={"accept": "application/json"})
    made = PairPage.objects.get(pk=json.loads(answer.content)["pk"])
    assert (made.title, made.slug) == ("Chemnitz", "chemnitz")
    address = reverse("wagtailadmin_pages:edit", args=[made.pk])
    both = [chemnitz_again(), Place.objects.get(key="volgograd")]
    answer = staff.post(address, form_data(*both), headers={"accept": "application/json"})
    assert json.loads(answer.content)["success"]
    made.refresh_from_db()
    assert (made.draft_title, made.get_latest_revision_as_object().slug) == (GERMAN, "chemnitz-wolgograd")


def chemnitz_again() -> Place:
    return Place.objects.get(key="chemnitz")


def test_a_copy_keeps_the_title_of_its_facts(staff: Client, pair: PairPage) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[pair.pk])
    data = {"new_title": "Anderes", "new_slug": "kopie", "new_parent_page": str(pair.pk)}
    assert staff.post(address, data).status_code == 302
    copy = PairPage.objects.get(slug="kopie")
    assert (copy.title, copy.draft_title) == (GERMAN, GERMAN)
