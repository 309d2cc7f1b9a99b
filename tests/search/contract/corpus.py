"""What the contract suite searches: records and the entities whose names are known, small enough to be read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from search.records import SearchRecord
from tests.factories.entities import PlaceFactory, TopicFactory

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
# Of no app, so that what apps call their types finds nothing here.
PAIR, ARTICLE, EDITION = "contract.pair", "contract.article", "contract.edition"

WOLGOGRAD = ("Wolgograd", "Волгоград", "Volgograd", "Stalingrad", "Сталинград", "Zarizyn")
CHEMNITZ = ("Chemnitz", "Хемниц", "Karl-Marx-Stadt")
KALUGA = ("Kaluga", "Калуга")
NISCHNI = ("Nischni Nowgorod", "Нижний Новгород", "Nizhny Novgorod", "Gorki", "Горький")
KALININGRAD = ("Kaliningrad", "Калининград", "Königsberg", "Кёнигсберг")


def entities() -> None:
    """Names in all languages and of all times; texts that have one of them are found by the others."""
    PlaceFactory(
        key="wolgograd",
        names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
        other_names=[("de", "former", "Stalingrad"), ("ru", "former", "Сталинград"), ("de", "former", "Zarizyn")],
    )
    PlaceFactory(
        key="chemnitz", names={"de": "Chemnitz", "ru": "Хемниц"}, other_names=[("de", "former", "Karl-Marx-Stadt")]
    )
    PlaceFactory(
        key="nischni",
        names={"de": "Nischni Nowgorod", "ru": "Нижний Новгород", "en": "Nizhny Novgorod"},
        other_names=[("ru", "former", "Горький"), ("de", "former", "Gorki")],
    )
    TopicFactory(key="youth", names={"de": "Jugend", "ru": "Молодёжь", "en": "Youth"})


def pair(
    key: str, title: str, names: tuple[str, ...], since: date, point: tuple[float, float], region: str, *topics: str,
    **fields: Any,
) -> SearchRecord:  # fmt: skip
    facets = {"type": [PAIR], "place": [region], "topic": topics}
    return record(
        key, title, PAIR, names=names, date=since, latitude=point[0], longitude=point[1], facets=facets, weight=1.5,
        **fields,
    )  # fmt: skip


def article(key: str, title: str, lead: str = "", text: str = "", **fields: Any) -> SearchRecord:
    topics = fields.pop("topics", ())
    kind = fields.pop("kind", ARTICLE)
    facets = {"type": [kind], "topic": topics, "_place": ["7"]}
    return record(key, title, kind, lead=lead, text=text, facets=facets, **fields)


def record(key: str, title: str, kind: str, locale: str = "de", **fields: Any) -> SearchRecord:
    return SearchRecord(key, kind, locale, f"/{key}/", title, **fields)


RECORDS = (
    pair("chemnitz", "Chemnitz – Wolgograd", CHEMNITZ + WOLGOGRAD, date(1988, 5, 20), (50.8357, 12.9292), "sachsen",
         "culture", lead="Seit 1988 verbunden."),
    pair("koeln", "Köln – Wolgograd", ("Köln", "Кёльн", "Cologne", *WOLGOGRAD), date(1988, 9, 1), (50.9375, 6.9603),
         "nrw", "youth", "culture"),
    pair("duesseldorf", "Düsseldorf – Moskau", ("Düsseldorf", "Дюссельдорф", "Moskau", "Москва", "Moscow"),
         date(1992, 6, 3), (51.2217, 6.7762), "nrw", "economy"),
    pair("suhl", "Suhl – Kaluga", ("Suhl", "Зуль", *KALUGA), date(1969, 1, 15), (50.6091, 10.694), "thueringen",
         "youth"),
    pair("essen", "Essen – Nischni Nowgorod", ("Essen", "Эссен", *NISCHNI), date(1991, 5, 1), (51.4566, 7.0123),
         "nrw", "culture"),
    pair("kiel", "Kiel – Kaliningrad", ("Kiel", "Киль", *KALININGRAD), date(1992, 2, 2), (54.3233, 10.1394), "sh",
         "environment"),
    article("dueren", "Jugendkonferenz in Düren", "Ein Treffen der Städte.",
            "Die Konferenzen begannen 2024. Gäste kamen aus der Straße der Einheit.", date=date(2024, 5, 1),
            topics=("youth",), kind=EDITION),
    article("klima", "Klimaschutz vor Ort", "Städtepartnerschaften helfen dem Klima.",
            "Feuerwehr und Energieversorgung in Kaluga.", date=date(2023, 3, 10), topics=("environment",)),
    article("vertrag", "Ein neuer Vertrag", "Städte-Partnerschaft seit zehn Jahren", "Unterschrieben in Moskau.",
            date=date(2022, 7, 7)),
    article("freunde", "Freundschaft und Partnerschaft", "",
            "Der Jugendaustausch ruht. Der Schüleraustausch geht weiter.", date=date(2021, 1, 1), topics=("youth",)),
    article("gassen", "Große Straßen, kleine Gassen", "", "Fußball am Schloß. Maß halten.", date=date(2020, 1, 1)),
    article("loeschzug", "Feuerwehren helfen", "Ein Löschzug für Kaluga", "", date=date(2019, 1, 1)),
    article("tschechow", "Tschechow in Badenweiler", "", "Tschaikowski, Gorbatschow und Schtscholkowo.",
            date=date(2018, 1, 1)),
    article("runde", "Runder Tisch", "der Städte", "", date=date(2017, 2, 1)),
    article("tisch", "Tisch, runder", "", "", date=date(2017, 1, 1)),
    article("forum", "Forum 2017", "", "XVII. Konferenz, 500.000 Euro, E-Mail an das Büro. C++ und R&D, 100 %.",
            date=date(2017, 6, 1), kind=EDITION),
    article("undatiert", "Ohne Datum", "", "Ein Bericht aus Kaluga."),
    article("gerade", "Eben erschienen", "", "Der Morgen in Saratow.", visible_from=NOW, date=date(2026, 11, 1)),
    article("gesperrt", "Geheimsache Wolgograd", "", "Verschlossenheit.", visible_from=LATER, topics=("youth",)),
    article("vorbei", "Kaluga ist vorbei", "", "Vergangenes in Pensa.", expires_at=NOW),
    article("noch", "Gilt noch", "", "Der Abend in Pskow.", expires_at=LATER),
    article("konf-ru", "Конференция городов-партнёров", "Встреча в Королёве", "Молодёжь едет в Wolgograd.",
            locale="ru", date=date(2024, 5, 1), topics=("youth",)),
    pair("suhl-ru", "Зуль – Калуга", ("Suhl", "Зуль", *KALUGA), date(1969, 1, 15), (50.6091, 10.694), "thueringen",
         "youth", locale="ru"),
    pair("chemnitz-ru", "Хемниц – Волгоград", CHEMNITZ + WOLGOGRAD, date(1988, 5, 20), (50.8357, 12.9292), "sachsen",
         "culture", locale="ru"),
    article("yolki", "Ёлки и ежи", "", "Всё ещё зелёные.", locale="ru", date=date(2020, 1, 1)),
    article("mir", "Дружба народов", "Объявление о встречах", "Мы за мир.", locale="ru", date=date(2019, 1, 1)),
    article("youth-en", "Youth exchange in Volgograd", "Conferences of cities", "Partnerships last for years.",
            locale="en", date=date(2024, 5, 1), topics=("youth",)),
    pair("suhl-en", "Suhl – Kaluga", ("Suhl", "Зуль", *KALUGA), date(1969, 1, 15), (50.6091, 10.694), "thueringen",
         "youth", locale="en"),
)  # fmt: skip
