"""Facts come from the source at once; words stay until their translator speaks."""

from datetime import UTC, date, datetime

import pytest
from wagtail.models import Page

from cms.translation.services.states import foreign_paths
from conference.models import EditionPage
from news.models import ArticlePage
from tests.factories.conference import DeadlineFactory, EditionPageFactory, SeriesPageFactory
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.pages import add_topics
from tests.factories.site import home_of
from tests.factories.translation import edit, in_language, path_of, publish_family, states_of, translate


@pytest.fixture
def worded(translated: ArticlePage) -> ArticlePage:
    """Also every text of the body, and the pictures', in Russian."""
    translate(
        translated,
        "ru",
        {
            "hero_picture_alt": "Площадь",
            path_of(translated, 0, "text"): "Заголовок",
            path_of(translated, 1): '<p><a href="https://example.org/de">Абзац</a></p>',
            path_of(translated, 2, "text"): "Мы знаем друг друга.",
            path_of(translated, 3, "alt_text"): "Мост",
        },
    )
    return translated


def raw(page: Page) -> list[dict]:
    return list(page.body.raw_data)


def test_facts_are_live_in_all_languages_at_once(worded: ArticlePage) -> None:
    translate(worded, "en", {"title": "The year begins", "lead": "A sentence."})
    place, picture, topic = PlaceFactory(key="kaluga"), PictureFactory(), TopicFactory(key="youth")
    page = ArticlePage.objects.get(pk=worded.pk)
    page.date, page.dateline_place, page.listing_picture = date(2018, 5, 1), place, picture
    page.listing_picture_alt, page.kind = "Neues Bild", "announcement"
    add_topics(page, topic)
    page.links.set([page.links.get()])
    page.links.get().url = "https://example.org/neu"
    page.save_revision().publish()
    for language, title in (("ru", "Год начинается"), ("en", "The year begins")):
        found = in_language(worded, language)
        assert (found.title, found.date, found.dateline_place, found.listing_picture, found.kind) == (
            title,
            date(2018, 5, 1),
            place,
            picture,
            "announcement",
        )
        assert [row.topic for row in found.page_topics.all()] == [topic]
        assert [(row.label, row.url) for row in found.links.all()] == [("Programm", "https://example.org/neu")]


def test_the_moment_of_a_deadline_is_a_fact_and_its_label_a_word(article: ArticlePage) -> None:
    series = publish_family(SeriesPageFactory(parent=home_of("de")), ru={"title": "Серия", "lead": "Раз в два года."})
    edition = EditionPageFactory(parent=series)
    DeadlineFactory(page=edition, locale=edition.locale)
    label = f"deadlines.{edition.deadlines.get().translation_key}.label"
    russian = {"title": "Конференция", "lead": "Три дня.", label: "Аккредитация"}
    edition = publish_family(EditionPage.objects.get(pk=edition.pk), ru=russian)
    row = edition.deadlines.get()
    row.moment, edition.deadlines = datetime(2021, 6, 9, 21, 59, tzinfo=UTC), [row]
    edition.save_revision().publish()
    found = in_language(edition, "ru").deadlines.get()
    assert (found.moment, found.label) == (datetime(2021, 6, 9, 21, 59, tzinfo=UTC), "Аккредитация")


def test_a_changed_text_keeps_its_old_words_and_a_new_one_is_marked(worded: ArticlePage) -> None:
    changed = raw(worded)
    changed[2]["value"]["text"] = "Wir kennen uns."
    page = edit(
        worded, body=[*changed, {"type": "rich_text", "value": "<p>Neu.</p>", "id": "5" * 8}], change_note="Neu"
    )
    russian = in_language(page, "ru")
    states = states_of(russian)
    quote, new = path_of(page, 2, "text"), path_of(page, 4)
    assert (russian.body[2].value["text"], states[quote]) == ("Мы знаем друг друга.", "outdated")
    assert (russian.body[4].value.source, states[new], foreign_paths(russian)[new]) == ("<p>Neu.</p>", "source", "de")
    assert (russian.change_note, states["change_note"]) == ("", "withheld")
    assert states["title"] == "approved"


def test_what_is_removed_goes_everywhere_and_finds_its_words_when_it_returns(worded: ArticlePage) -> None:
    before = raw(worded)
    edit(worded, body=before[:1], links=[], page_topics=[])
    russian = in_language(worded, "ru")
    assert ([child.value["text"] for child in russian.body], russian.links.count()) == (["Заголовок"], 0)
    # Moved to the front under the same id, and entered again under a new one.
    again = {**before[2], "id": "0a7d4e8e-0000-4000-8000-000000000001"}
    edit(worded, body=[before[3], again, before[0]])
    russian = in_language(worded, "ru")
    assert russian.body[0].value["alt_text"] == "Мост"
    assert russian.body[1].value["text"] == "Мы знаем друг друга."
    assert russian.body[2].value["text"] == "Заголовок"


def test_an_alternative_text_belongs_to_its_picture(worded: ArticlePage) -> None:
    body = raw(worded)
    body[3]["value"]["picture"] = PictureFactory().pk
    page = edit(worded, body=body, hero_picture=PictureFactory())
    russian = in_language(page, "ru")
    # The text is the same in German; about the new picture nobody has said anything in Russian.
    assert (russian.body[3].value["alt_text"], russian.hero_picture_alt) == ("Eine Brücke", "Ein Platz")
    foreign = foreign_paths(russian)
    assert (foreign[path_of(page, 3, "alt_text")], foreign["hero_picture_alt"]) == ("de", "de")


def test_an_emptied_field_is_empty_everywhere_and_remembers(worded: ArticlePage) -> None:
    edit(worded, lead="")
    assert in_language(worded, "ru").lead == ""
    edit(worded, lead="Ein Satz.")
    assert in_language(worded, "ru").lead == "Одно предложение."


def test_block_keys_and_targets_are_no_words(worded: ArticlePage) -> None:
    body = raw(worded)
    body[1]["value"] = '<p data-block-key="zzzzz">Ein <a href="https://example.org/neu">Absatz</a>.</p>'
    page = edit(worded, body=body)
    russian = in_language(page, "ru")
    assert russian.body[1].value.source == '<p><a href="https://example.org/neu">Абзац</a></p>'
    assert states_of(russian)[path_of(page, 1)] == "approved"
