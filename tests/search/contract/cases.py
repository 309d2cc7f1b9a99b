"""The cases of the contract: a query and exactly what is found by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from search.query import Near, SearchQuery

from .corpus import ARTICLE, EDITION, PAIR


@dataclass(frozen=True)
class Case:
    """Keys of the hits, in order where that is part of the case; `differs` says what is otherwise on an engine."""

    group: str
    query: SearchQuery
    hits: tuple[str, ...]
    ordered: bool = False
    words: str = "all"
    corrected: str | None = None
    total: int | None = None
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    differs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def on(self, engine: str) -> "Case":
        """The case as it is on the engine."""
        return replace(self, **self.differs.get(engine, {}))

    def __str__(self) -> str:
        narrowed = [name for name in ("facets", "since", "until", "near") if getattr(self.query, name)]
        pieces = [self.group, self.query.locale, self.query.text[:40], self.query.order, *narrowed]
        return "-".join([*pieces, str(self.query.page)])


def group(name: str, cases: Mapping[str, str], locale: str = "de", **options: Any) -> Iterator[Case]:
    """One case for each text; options are fields of the case, or else of the query."""
    of_case = {
        option: options.pop(option)
        for option in list(options)
        if option in Case.__dataclass_fields__ and option != "facets"
    }
    for text, hits in cases.items():
        yield Case(name, SearchQuery(text, locale, page_size=50, **options), tuple(hits.split()), **of_case)


def corrected(cases: Mapping[str, tuple[str, str]], locale: str = "de") -> Iterator[Case]:
    """{typed: (read, hits)}."""
    for typed, (read, hits) in cases.items():
        yield from group("typo", {typed: hits}, locale, corrected=read)


def counted(text: str, hits: str, facets: Mapping[str, Any], counts: Mapping[str, Mapping[str, int]]) -> Case:
    """One case with facets chosen and counted."""
    (case,) = group("facet", {text: hits}, facets=facets)
    return replace(case, facets=counts)


SCRIPTS = {
    "Wolgograd": "chemnitz koeln",
    "wolgograd": "chemnitz koeln",
    "WOLGOGRAD": "chemnitz koeln",
    "Volgograd": "chemnitz koeln",
    "Волгоград": "chemnitz koeln",
    "волгоград": "chemnitz koeln",
    "Хемниц": "chemnitz",
    "Chemnitz": "chemnitz",
    "Дюссельдорф": "duesseldorf",
    "Москва": "duesseldorf",
    "Moscow": "duesseldorf",
    "Нижний Новгород": "essen",
    "Nizhny Novgorod": "essen",
    "Nischni Nowgorod": "essen",
    "nishnij nowgorod": "essen",
    "Калуга": "klima loeschzug suhl undatiert",
    "Кёльн": "koeln",
    "Кельн": "koeln",
    "Cologne": "koeln",
    "Tschechow": "tschechow",
    "Chekhov": "tschechow",
    "Чехов": "tschechow",
    "Gorbachev": "tschechow",
    "Горбачёв": "tschechow",
    "Горбачев": "tschechow",
    "Gorbačëv": "tschechow",
    "Щёлково": "tschechow",
    "Shchyolkovo": "tschechow",
}
FORMER = {
    "Stalingrad": "chemnitz koeln",
    "Сталинград": "chemnitz koeln",
    "Zarizyn": "chemnitz koeln",
    "Karl-Marx-Stadt": "chemnitz",
    "karl marx stadt": "chemnitz",
    "Gorki": "essen",
    "Горький": "essen",
    "Königsberg": "kiel",
    "Koenigsberg": "kiel",
    "Кёнигсберг": "kiel",
}
UMLAUTS = {
    "Düren": "dueren",
    "Dueren": "dueren",
    "Duren": "dueren",
    "DÜREN": "dueren",
    "Du\u0308ren": "dueren",
    "Köln": "koeln",
    "Koeln": "koeln",
    "Koln": "koeln",
    "Straße": "dueren gassen",
    "Strasse": "dueren gassen",
    "STRASSE": "dueren gassen",
    "Schloß": "gassen",
    "Schloss": "gassen",
    "Fussball": "gassen",
    "Löschzug": "loeschzug",
    "Loeschzug": "loeschzug",
    "Büro": "forum",
    "Buero": "forum",
}
STEMS = {
    "Konferenz ": "dueren forum",
    "Konferenzen": "dueren forum",
    "Vertrages": "vertrag",
    "Feuerwehren": "klima loeschzug",
    "Partnerschaften": "freunde klima vertrag",
    "Straßen": "dueren gassen",
    "Freundschaften": "freunde",
}
COMPOUNDS = {
    "Partnerschaft": "freunde klima vertrag",
    "Städtepartnerschaft": "klima vertrag",
    "Städtepartnerschaften": "klima vertrag",
    "Staedtepartnerschaft": "klima vertrag",
    "Städte Partnerschaft": "klima vertrag",
    "Partnerschaft Städte": "klima vertrag",
    "Städte-Partnerschaften": "klima vertrag",
    "Austausch": "freunde",
    "Schüler Austausch": "freunde",
    "Konferenz Jugend": "dueren",
    "Versorgung": "klima",
    "Schutz": "klima",
    "Stadt": "chemnitz dueren klima runde vertrag",
    "Partner": "freunde vertrag",
}
PREFIXES = {
    "Wolgogr": "chemnitz koeln",
    "Wolg": "chemnitz koeln",
    "волго": "chemnitz koeln",
    "Kal": "kiel klima loeschzug suhl undatiert",
    "Kali": "kiel",
    "Jugendk": "dueren",
    "in Dür": "dueren",
    "Nischni Now": "essen",
    "Klimaschutz v": "klima",
    "Feuerw Kaluga": "klima loeschzug",
    "Nisch Now": "essen",
    "rgograd": "",
    "2017": "forum",
    "201": "forum",
}
PHRASES = {
    '"Runder Tisch"': "runde",
    '"Tisch runder"': "tisch",
    '"runder tisch"': "runde",
    '"Tisch der"': "",
    '"der Städte"': "dueren runde",
    '"Straße der Einheit"': "dueren",
    '"strasse der einheit"': "dueren",
    '"Konferenz"': "forum",
    '"Wolgogr"': "",
    '"Stalingrad"': "chemnitz koeln",
    '"Karl-Marx-Stadt"': "chemnitz",
    '"Wolgograd Волгоград"': "",
    '"Runder Tisch" Städte': "runde",
    'Kaluga "Ein Löschzug"': "loeschzug",
    '"500.000 Euro"': "forum",
}
OPERATORS = {
    "Kaluga -Suhl": "klima loeschzug undatiert",
    "Kaluga -Feuerwehr": "suhl undatiert",
    "Kaluga -Stalingrad": "klima loeschzug suhl undatiert",
    'Städte -"Runder Tisch"': "chemnitz dueren klima vertrag",
    "Partnerschaft -Städte": "freunde klima",
    "-Kaluga": "",
    '-"Runder Tisch"': "",
    "Kaluga -": "klima loeschzug suhl undatiert",
    "Kaluga -Kaluga": "",
    "Feuerwehr Kaluga": "klima loeschzug",
    "Kaluga + Feuerwehr": "klima loeschzug",
}
STOP_WORDS = {
    "die Konferenz in Düren": "dueren",
    "Was ist in Düren": "dueren",
    "Welche Partnerschaft gibt es mit Kaluga": "klima",
    "der": "dueren freunde gerade noch runde",
    "und": "forum freunde klima tschechow",
    "wer mit wem": "",
}
PLAIN = {
    "Kaluga": "klima loeschzug suhl undatiert",
    "Moskau": "duesseldorf vertrag",
    "Kaluga Energieversorgung": "klima",
    "500.000": "forum",
    "500 000": "forum",
    "XVII": "forum",
    "E-Mail": "forum",
    "Saratow": "gerade",
    "Pskow": "noch",
}
RUSSIAN = {
    "конференции": "konf-ru",
    "Конференция ": "konf-ru",
    "городов-партнёров": "konf-ru",
    "городов партнеров": "konf-ru",
    "Королёв": "konf-ru",
    "Королев": "konf-ru",
    "королеве": "konf-ru",
    "молодежь": "konf-ru",
    "Молодёжь": "konf-ru",
    "елки": "yolki",
    "Ёлки": "yolki",
    "ежи": "yolki",
    "ёжи": "yolki",
    "еще зеленые": "yolki",
    "встреча": "konf-ru mir",
    "объявления": "mir",
    "обьявление": "mir",
    "Kaluga": "suhl-ru",
    "Калуга": "suhl-ru",
    "Сталинград": "chemnitz-ru konf-ru",
    "Stalingrad": "chemnitz-ru konf-ru",
    "Волгограда": "chemnitz-ru konf-ru",
    "Jugend": "konf-ru",
}
ENGLISH = {
    "conference": "youth-en",
    "conferences": "youth-en",
    "partnership": "youth-en",
    "Stalingrad": "youth-en",
    "city": "youth-en",
    "the youth of Volgograd": "youth-en",
    "Kaluga": "suhl-en",
    "Wolgograd": "youth-en",
}
HIDDEN = {
    "Geheimsache": "",
    "Verschlossenheit": "",
    "Pensa": "",
    "vorbei": "",
    "Молодёжь едет": "",
}
TYPOS = {
    "wolgogrod": ("Wolgograd", "chemnitz koeln"),
    "Wolgograt": ("Wolgograd", "chemnitz koeln"),
    "Wologograd": ("Wolgograd", "chemnitz koeln"),
    "Волгограт": ("Wolgograd", "chemnitz koeln"),
    "Вологоград": ("Wolgograd", "chemnitz koeln"),
    "Chemnits": (None, "chemnitz"),
    "Chemniz": (None, "chemnitz"),
    "Chmenitz": ("Chemnitz", "chemnitz"),
    "Kaliningrd": ("Kaliningrad", "kiel"),
    "Kaliningard": ("Kaliningrad", "kiel"),
    "Калининргад": ("Kaliningrad", "kiel"),
    "Düsseldof": ("Düsseldorf", "duesseldorf"),
    "Duseldorf": (None, "duesseldorf"),
    "Kalgua": ("Kaluga", "klima loeschzug suhl undatiert"),
    "Nischni Nowgorot": ("Nischni Nowgorod", "essen"),
    "Nischninowgorod": ("Nischni Nowgorod", "essen"),
    "Stalinggrat": ("Stalingrad", "chemnitz koeln"),
    "Feuerwer Kaluga": ("Feuerwehr Kaluga", "klima loeschzug"),
    "Feuerwhr Kalluga": ("Feuerwehr Kalluga", "klima loeschzug"),
    "Energieversorgnug": ("Energieversorgung", "klima"),
    "jugendkonferens": (None, "dueren"),
    "Tschechof": ("Tschechow", "tschechow"),
    "email": ("Mail", "forum"),
}
NO_TYPOS = {
    "2018": "",
    "Bon": "",
    '"wolgogrod"': "",
    "Verschlossenheid": "",
    "Geheimsach Pensa": "",
    "Qwertzuiop": "",
}
SOME = {
    "Düren Saratow": "dueren gerade",
    "Kaluga Feuerwehr Saratow": "klima loeschzug",
    "Kaluga xylophon": "klima loeschzug suhl undatiert",
    "Kaluga AND Feuerwehr": "klima loeschzug",
    "NEAR(kaluga suhl, 2)": "suhl",
    "Kaluga' OR '1'='1": "klima loeschzug suhl undatiert",
}
INJECTIONS = {
    "'; DROP TABLE search_tokens; --": "",
    "%": "",
    "_": "",
    "\\": "",
    '"': "",
    '""': "",
    "*": "",
    "(": "",
    "<-> & | !": "",
    "\x00": "",
    "\ud800": "",
    "{!xmlparser}": "",
    '{"match_all": {}}': "",
    "": "",
    "   ": "",
    "😀": "",
    "langeswort" * 500: "",
    "kaluga " * 40: "klima loeschzug suhl undatiert",
    "title:Kaluga": "",
    "Kaluga*": "klima loeschzug suhl undatiert",
    "Kal*ga": "",
    "<script>Kaluga</script>": "",
    "Kaluga\x00": "klima loeschzug suhl undatiert",
    "Kaluga\u200b": "klima loeschzug suhl undatiert",
}
COUNTED = (
    counted("Wolgograd", "chemnitz koeln", {}, {
        "type": {PAIR: 2}, "topic": {"culture": 2, "youth": 1}, "place": {"nrw": 1, "sachsen": 1},
    }),
    counted("Wolgograd", "koeln", {"place": ("nrw",)}, {
        "type": {PAIR: 1}, "topic": {"culture": 1, "youth": 1}, "place": {"nrw": 1, "sachsen": 1},
    }),
    counted("Wolgograd", "koeln", {"topic": ("youth",), "type": (PAIR,)}, {
        "type": {PAIR: 1}, "topic": {"culture": 2, "youth": 1}, "place": {"nrw": 1},
    }),
    counted("Wolgograd", "chemnitz koeln", {"place": ("nrw", "sachsen")}, {"place": {"nrw": 1, "sachsen": 1}}),
    counted("Wolgograd", "", {"place": ("atlantis",)}, {"place": {"nrw": 1, "sachsen": 1}}),
    counted("Wolgograd", "", {"place": ("nrw",), "topic": ("economy",)}, {"topic": {"culture": 1, "youth": 1}}),
    counted("Kaluga", "klima loeschzug undatiert", {"type": (ARTICLE,)}, {
        "type": {ARTICLE: 3, PAIR: 1}, "topic": {"environment": 1},
    }),
    counted("Konferenz ", "dueren forum", {}, {"type": {EDITION: 2}, "topic": {"youth": 1}}),
    counted("Moskau", "vertrag", {"type": (ARTICLE, EDITION)}, {"type": {ARTICLE: 1, PAIR: 1}, "topic": {}}),
)  # fmt: skip
LEIPZIG = (51.3397, 12.3731)
# From Leipzig it is 68 km to Chemnitz and 380 km to Köln.
RANGES = (
    *group("range", {"Wolgograd": "chemnitz"}, until=date(1988, 5, 20)),
    *group("range", {"Wolgograd": "koeln"}, since=date(1988, 5, 21)),
    *group("range", {"Wolgograd": ""}, since=date(1988, 5, 21), until=date(1988, 8, 31)),
    *group("range", {"Kaluga": "klima loeschzug"}, since=date(2000, 1, 1)),
    *group("range", {"Kaluga": "suhl"}, until=date(2000, 1, 1)),
    *group("near", {"Wolgograd": "chemnitz"}, near=Near(*LEIPZIG, 70)),
    *group("near", {"Wolgograd": ""}, near=Near(*LEIPZIG, 66)),
    *group("near", {"Wolgograd": "chemnitz koeln"}, near=Near(*LEIPZIG, 400), order="distance", ordered=True),
    *group("near", {"Wolgograd": "koeln chemnitz"}, near=Near(50.9, 7.0, 1000), order="distance", ordered=True),
    *group("near", {"Kaluga": "suhl"}, near=Near(50.6091, 10.694, 1)),
)
SORTED = (
    *group("sort", {"Kaluga": "klima loeschzug suhl undatiert"}, order="-date", ordered=True),
    *group("sort", {"Kaluga": "suhl loeschzug klima undatiert"}, order="date", ordered=True),
    *group("sort", {"Kaluga": "loeschzug klima undatiert suhl"}, order="title", ordered=True),
    *group("sort", {"Wolgograd": "chemnitz koeln"}, order="title", ordered=True),
    *group("rank", {"Kaluga -Energieversorgung": "suhl loeschzug undatiert"}, ordered=True),
    *group("rank", {"Feuerwehr ": "loeschzug klima"}, ordered=True),
    *group("rank", {"Moskau": "duesseldorf vertrag"}, ordered=True),
    *group("rank", {"Runder Tisch": "runde tisch"}, ordered=True),
    *group("rank", {"Tisch, runder": "tisch runde"}, ordered=True),
    *group("rank", {"Konferenz ": "forum dueren"}),
)


def pages() -> Iterator[Case]:
    """The same hits on pages of two."""
    for number, hits in ((1, "klima loeschzug"), (2, "suhl undatiert"), (9, "suhl undatiert")):
        (case,) = group("page", {"Kaluga": hits}, order="-date", ordered=True, total=4)
        yield replace(case, query=replace(case.query, page=number, page_size=2))


# Compounds that no list knows are read as the words that something has.
TAKEN_APART = (
    *group(
        "taken apart",
        {
            "Sachsenpartnerschaft": "freunde klima vertrag",
            "Straßenpartnerschaft": "dueren freunde gassen klima vertrag",
            "Straßenfeuerwehren": "dueren gassen klima loeschzug",
            "Loeschzugparade": "loeschzug",
            "Zugvogelquark": "",
        },
        words="some",
    ),
    *group("taken apart", {"Klimaschuzt": "klima"}, corrected="Klimaschutz"),
)

CASES = (
    *group("script", SCRIPTS),
    *group("former", FORMER),
    *group("umlaut", UMLAUTS),
    *group("stem", STEMS),
    *group("compound", COMPOUNDS, as_typed=True),
    *group("prefix", PREFIXES),
    *group("phrase", PHRASES),
    *group("operator", OPERATORS),
    *group("stop", STOP_WORDS),
    *group("plain", PLAIN),
    *group("russian", RUSSIAN, "ru"),
    *group("english", ENGLISH, "en"),
    *group("hidden", HIDDEN),
    *corrected(TYPOS),
    *group("no typo", NO_TYPOS),
    *group("as typed", {"wolgogrod": "", "Kalgua": ""}, as_typed=True),
    *group("some", SOME, words="some", as_typed=True),
    *group("injection", INJECTIONS),
    *TAKEN_APART,
    *COUNTED,
    *RANGES,
    *SORTED,
    *pages(),
)
