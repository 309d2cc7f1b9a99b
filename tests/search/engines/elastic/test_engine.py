"""The engine on a real server finds, counts and orders as the database does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from search.engines.database.engine import DatabaseEngine
from search.engines.elastic import indexes, writing
from search.engines.elastic.engine import ElasticEngine
from search.models import SearchDocument
from search.query import Near, SearchQuery
from search.questions import EngineUnavailable, Found, Question
from search.records import SearchRecord
from search.services import storing
from search.services.expanding import expand
from search.services.facets import groups
from search.tokens import word_tokens, words
from tests.factories.entities import PlaceFactory
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import closed_port, recording

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FORMER = ("Wolgograd", "Stalingrad", "Volgograd", "Волгоград", "Сталинград", "Zarizyn")
RECORDS = [
    SearchRecord(
        "page:1", "news.article", "de", "/1/", "Jugend und Klima in Düren", lead="Ein Treffen der Städte.",
        text="Die Konferenzen begannen 2024. Städtepartnerschaften helfen dem Klimaschutz.", date=date(2024, 5, 1),
        facets={"type": ["news.article"], "topic": ["youth", "climate"], "_place": ["7"]}, weight=1.0,
    ),
    SearchRecord(
        "page:2", "partnerships.partnership", "de", "/2/", "Chemnitz – Wolgograd", names=("Chemnitz", *FORMER),
        lead="Seit 1988.", date=date(1988, 5, 20), latitude=50.8357, longitude=12.9292,
        facets={"type": ["partnerships.partnership"], "place": ["chemnitz", "wolgograd"]}, weight=1.5,
    ),
    SearchRecord(
        "page:3", "partnerships.partnership", "de", "/3/", "Köln – Wolgograd", names=("Köln", *FORMER),
        lead="Seit 1988.", date=date(1988, 9, 1), latitude=50.9375, longitude=6.9603,
        facets={"type": ["partnerships.partnership"], "place": ["koeln", "wolgograd"]}, weight=1.5,
    ),
    SearchRecord(
        "page:4", "news.press_release", "de", "/4/", "Jugendkonferenz in Köln", text="Gesperrt: Geheimnisvoll.",
        visible_from=datetime(2026, 12, 1, tzinfo=UTC), facets={"type": ["news.press_release"]},
    ),
    SearchRecord(
        "page:5", "news.article", "de", "/5/", "Jugend ist vorbei", expires_at=datetime(2026, 10, 1, tzinfo=UTC),
        facets={"type": ["news.article"], "topic": ["youth"]},
    ),
    SearchRecord("page:6", "news.article", "de", "/6/", "Ein Jahr der Jugend", facets={"topic": ["youth"]}),
    SearchRecord("page:8", "news.article", "de", "/8/", "Das Quarxklimaxum tagt"),
    SearchRecord(
        "page:7", "news.article", "ru", "/7/", "Конференция городов в Королёве", lead="Молодёжь встречается.",
        facets={"type": ["news.article"]},
    ),
]  # fmt: skip
QUERIES = {
    "Jugend": SearchQuery("Jugend", "de"),
    "a prefix": SearchQuery("Jug", "de"),
    "an ending": SearchQuery("Konferenz ", "de"),
    "an umlaut as it is typed elsewhere": SearchQuery("dueren", "de"),
    "without it": SearchQuery("DUREN ", "de"),
    "a former name": SearchQuery("Stalingrad", "de"),
    "another script": SearchQuery("Волгоград", "de"),
    "two words": SearchQuery("Köln Wolgograd", "de"),
    "a phrase": SearchQuery('"Klima in Düren"', "de"),
    "a phrase that is not there": SearchQuery('"Düren in Klima"', "de"),
    "an excluded word": SearchQuery("Wolgograd -Köln", "de"),
    "Russian": SearchQuery("конференции королев", "ru"),
    "another language's": SearchQuery("Конференция", "de"),
    "a facet": SearchQuery("Jugend", "de", facets={"type": ("news.article",)}),
    "two facets": SearchQuery("Wolgograd", "de", facets={"place": ("koeln",), "type": ("partnerships.partnership",)}),
    "values of one facet": SearchQuery("Wolgograd", "de", facets={"place": ("koeln", "chemnitz")}),
    "an unknown value": SearchQuery("Wolgograd", "de", facets={"place": ("nowhere",)}),
    "days": SearchQuery("Wolgograd", "de", since=date(1988, 6, 1), until=date(1990, 1, 1)),
    "the neighbourhood": SearchQuery("Wolgograd", "de", near=Near(50.83, 12.92, 10), order="distance"),
    "by distance": SearchQuery("Wolgograd", "de", near=Near(50.83, 12.92, 1000), order="distance"),
    "the newest first": SearchQuery("Jugend", "de", order="-date"),
    "the oldest first": SearchQuery("Wolgograd", "de", order="date"),
    "by title": SearchQuery("Wolgograd", "de", order="title"),
    "the second page": SearchQuery("Wolgograd", "de", order="title", page=2, page_size=1),
    "injection": SearchQuery('Jugend" OR * {"match_all": {}} ~:/\\', "de"),
    "nothing": SearchQuery("Zugvogel", "de"),
}


def question_of(query: SearchQuery) -> Question:
    expansion = expand(query)
    return Question(
        groups=(expansion.wanted,), typed=tuple(token for word in words(query.text) for token in word_tokens(word)),
        excluded=expansion.excluded, locale=query.locale, facets=query.facets,
        counted=tuple(groups()), since=query.since, until=query.until, near=query.near, order=query.order,
        offset=(query.page - 1) * query.page_size, limit=query.page_size,
    )  # fmt: skip


@pytest.fixture
def documents(db: None) -> list[SearchDocument]:
    """The records in the database."""
    SearchDocument.objects.all().delete()
    PlaceFactory(key="wolgograd", names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
                 other_names=[("de", "former", "Stalingrad")])  # fmt: skip
    storing.write(RECORDS)
    return list(SearchDocument.objects.order_by("pk"))


@pytest.fixture
def find(elastic: str, documents: list[SearchDocument]) -> Callable[[Question], Found]:
    """Asks the server, which holds the records."""
    for language in indexes.languages():
        indexes.switch(language, indexes.create(language))
    assert writing.send(documents) == {}
    for language in indexes.languages():
        indexes.refresh(indexes.alias(language))
    return lambda question: ElasticEngine().find(question, NOW)


def test_both_engines_answer_alike(find: Callable[[Question], Found]) -> None:
    database = DatabaseEngine(lambda *_: {})
    asked = {name: question_of(query) for name, query in QUERIES.items()}
    expected = {name: database.find(question, NOW) for name, question in asked.items()}
    found = {name: find(question) for name, question in asked.items()}
    for answers in (expected, found):
        # Both are as good; among equals each engine has a rank of its own.
        answers["a prefix"] = replace(answers["a prefix"], keys=sorted(answers["a prefix"].keys))
    assert found == expected
    assert found["a former name"].keys == ["page:3", "page:2"]
    assert found["Jugend"].facets == {"type": {"news.article": 1}, "topic": {"youth": 2, "climate": 1}}
    assert found["by distance"].keys == ["page:2", "page:3"]


def test_one_of_several_groups_is_enough(find: Callable[[Question], Found]) -> None:
    clauses = expand(SearchQuery("Jugend Klima Wolgograd", "de")).wanted
    pairs = Question(groups=((clauses[0], clauses[1]), (clauses[0], clauses[2]), (clauses[1], clauses[2])), locale="de")
    anyone = Question(groups=tuple((clause,) for clause in clauses), locale="de")
    uneven = Question(groups=((clauses[0], clauses[1]), (clauses[2],)), locale="de")
    assert [sorted(find(question).keys) for question in (pairs, anyone, uneven)] == [
        ["page:1"],
        ["page:1", "page:2", "page:3", "page:6"],
        ["page:1", "page:2", "page:3"],
    ]


def test_the_language_helps_where_it_is_asked_to(find: Callable[[Question], Found]) -> None:
    """By the server's analysis: what stands anywhere within a word, of which our own list knows no end."""
    question = question_of(SearchQuery("Klima tagt", "de"))
    assert (find(question).keys, find(replace(question, freely=True)).keys) == ([], ["page:8"])
    for text in ('Klima "tagt morgen"', "Klima tagt -Das"):
        assert find(replace(question_of(SearchQuery(text, "de")), freely=True)).keys == []


def test_facets_are_counted_to_the_last(find: Callable[[Question], Found]) -> None:
    storing.write(
        SearchRecord(f"page:{number}", "news.article", "de", "", "Vielfalt", facets={"topic": [f"t{number % 130}"]})
        for number in range(1000, 1260)
    )
    writing.send(list(SearchDocument.objects.filter(title="Vielfalt")))
    indexes.refresh(indexes.alias("de"))
    question = question_of(SearchQuery("Vielfalt", "de"))
    found, expected = find(question), DatabaseEngine(lambda *_: {}).find(question, NOW)
    assert (found.total, found.facets) == (260, expected.facets)
    assert (len(found.facets["topic"]), set(found.facets["topic"].values())) == (100, {2})


@pytest.mark.usefixtures("db")
def test_an_engine_that_cannot_answer_says_so(elastic: str) -> None:
    question = question_of(SearchQuery("Jugend", "de"))
    with pytest.raises(EngineUnavailable, match="404"):
        ElasticEngine().find(question, NOW)
    indexes.switch("de", indexes.create("de"))
    with pytest.raises(EngineUnavailable, match="empty"):
        ElasticEngine().find(question, NOW)


@pytest.mark.usefixtures("db")
def test_both_clients_are_asked_alike() -> None:
    question = question_of(QUERIES["two facets"])
    asked = []
    for backend in ("opensearch3", "elasticsearch9"):
        with recording() as server, searching_on(server.address, backend):
            with pytest.raises(EngineUnavailable, match="something else answers"):
                ElasticEngine().find(question, NOW)
            asked.append(server.requests)
    assert asked[0] == asked[1]
    assert [(method, path) for method, path, *_ in asked[0]] == [("POST", "/test-de/_msearch")]
    with searching_on(closed_port()), pytest.raises(EngineUnavailable):
        ElasticEngine().find(question, NOW)
