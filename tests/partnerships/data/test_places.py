"""Names are complete, in the right script and dated; places lie where they should."""

import re
from collections import Counter

import pytest

from .shipped import APP, Record, all_of, records, texts

LANGUAGES = ("de", "ru", "en")
KINDS = ("official", "alias", "former")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
# Bounds in degrees: south, north, west, east.
BOUNDS = {"de": (47.2, 55.1, 5.8, 15.1), "ru": (41.1, 70.0, 19.6, 180.0)}
# Where towns with namesakes elsewhere must lie.
NAMESAKES = {
    "gebiet-kaliningrad": (54.3, 55.3, 19.6, 22.9),
    "gebiet-leningrad": (58.4, 61.4, 27.7, 35.7),
    "gebiet-moskau": (54.2, 57.0, 35.1, 40.3),
    "moskau": (55.1, 56.1, 36.8, 38.0),
    "sankt-petersburg": (59.6, 60.3, 29.4, 30.8),
    "berlin": (52.3, 52.7, 13.0, 13.8),
    "mecklenburg-vorpommern": (53.0, 54.7, 10.5, 14.5),
}
FORMER = {
    "kaliningrad": ("Königsberg", "Кёнигсберг", "1255", "1946"),
    "sowetsk": ("Tilsit", "Тильзит", "", "1946"),
    "tschernjachowsk": ("Insterburg", "Инстербург", "", "1946"),
    "baltijsk": ("Pillau", "Пиллау", "", "1946"),
    "bagrationowsk": ("Preußisch Eylau", "Прейсиш-Эйлау", "", "1946"),
    "primorsk": ("Fischhausen", "Фишхаузен", "", "1946"),
    "prawdinsk": ("Friedland in Ostpreußen", "Фридланд", "", "1946"),
    "osjorsk": ("Darkehmen", "Даркемен", "", "1938"),
    "wolgograd": ("Stalingrad", "Сталинград", "1925", "1961"),
    "sankt-petersburg": ("Leningrad", "Ленинград", "1924", "1991"),
    "chemnitz": ("Karl-Marx-Stadt", "Карл-Маркс-Штадт", "1953", "1990"),
    "nischni-nowgorod": ("Gorki", "Горький", "1932", "1990"),
    "twer": ("Kalinin", "Калинин", "1931", "1990"),
    "samara": ("Kuibyschew", "Куйбышев", "1935", "1991"),
    "perm": ("Molotow", "Молотов", "1940", "1957"),
    "sergijew-possad": ("Sagorsk", "Загорск", "1930", "1991"),
    "krasnodar": ("Jekaterinodar", "Екатеринодар", "1793", "1920"),
    "uljanowsk": ("Simbirsk", "Симбирск", "", "1924"),
    "puschkin": ("Detskoje Selo", "Детское Село", "1918", "1937"),
    "kingissepp": ("Jamburg", "Ямбург", "1703", "1922"),
    "toljatti": ("Stawropol an der Wolga", "Ставрополь-на-Волге", "1737", "1964"),
}
SHIPPED = [(kind, record) for kind in ("region", "place") for record in all_of(kind)]


def inside(place: Record, south: float, north: float, west: float, east: float) -> bool:
    """Whether the place lies between these degrees."""
    return south <= place["latitude"] <= north and west <= place["longitude"] <= east


def test_keys_are_unique_latin_slugs():
    for kind in ("region", "place"):
        keys = Counter(record["key"] for record in all_of(kind))
        assert [key for key, count in keys.items() if count > 1] == []
        assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)] == []


def test_each_has_one_official_name_per_language():
    assert [
        (kind, record["key"])
        for kind, record in SHIPPED
        if [len(texts(record, language, "official")) for language in LANGUAGES] != [1, 1, 1]
    ] == []


def test_no_name_stands_twice_in_a_language():
    for kind, record in SHIPPED:
        rows = Counter((row["language"], row["text"]) for row in record["names"] if row.get("kind") != "former")
        assert [row for row, count in rows.items() if count > 1] == [], (kind, record["key"])


def test_the_script_is_that_of_the_language():
    for kind, record in SHIPPED:
        for row in record["names"]:
            foreign = LATIN if row["language"] == "ru" else CYRILLIC
            own = CYRILLIC if row["language"] == "ru" else LATIN
            assert not foreign.search(row["text"]), (kind, record["key"], row)
            assert own.search(row["text"]), (kind, record["key"], row)
            assert row["text"] == row["text"].strip()


def test_rows_have_known_languages_kinds_and_years():
    for kind, record in SHIPPED:
        for row in record["names"]:
            assert row["language"] in LANGUAGES
            assert row.get("kind", "official") in KINDS
            years = [row[field] for field in ("valid_from", "valid_to") if field in row]
            assert all(re.fullmatch(r"\d{4}", year) for year in years), (kind, row)
            assert years == sorted(years), (kind, row)
            # When the village of Hermsdorf was renamed is not known.
            dated = row.get("kind") == "former" and row["text"] not in ("Hermsdorf", "Хермсдорф")
            assert bool(years) == dated, (kind, record["key"], row)


def test_former_names_of_russian_places_stand_in_every_language_with_the_same_years():
    for kind, record in SHIPPED:
        dated = {
            language: [
                (row.get("valid_from"), row.get("valid_to"))
                for row in record["names"]
                if row["language"] == language and row.get("kind") == "former"
            ]
            for language in LANGUAGES
        }
        if record["country"] == "ru":
            assert dated["de"] == dated["ru"] == dated["en"], (kind, record["key"])
        else:
            # "Cassel", "Crefeld", "Mühlhausen Thomas-Müntzer-Stadt": Russian never had a name of its own for them.
            assert dated["de"] == dated["en"], (kind, record["key"])
            assert set(dated["ru"]) <= set(dated["de"]), (kind, record["key"])


@pytest.mark.parametrize("key", list(FORMER))
def test_well_known_former_names(key: str):
    german, russian, start, end = FORMER[key]
    (place,) = (place for place in all_of("place") if place["key"] == key)
    found = [
        (row["language"], row.get("valid_from", ""), row["valid_to"])
        for row in place["names"]
        if row.get("kind") == "former" and row["text"] in (german, russian) and row["language"] != "en"
    ]
    assert found == [("de", start, end), ("ru", start, end)]


def test_places_lie_in_their_country_and_namesakes_in_their_region():
    for place in all_of("place"):
        assert inside(place, *BOUNDS[place["country"]]), place["key"]
        if place["region"] in NAMESAKES and place["kind"] != "region":
            assert inside(place, *NAMESAKES[place["region"]]), place["key"]


def test_regions_of_places_exist_in_the_same_country():
    regions = {region["key"]: region["country"] for region in all_of("region")}
    assert {place["key"] for place in all_of("place") if regions[place["region"]] != place["country"]} == set()


def test_a_whole_region_as_partner_has_every_name_of_the_region():
    regions = {region["key"]: region for region in records(APP, "region")}
    wholes = [place for place in records(APP, "place") if place["kind"] == "region" and place["key"] in regions]
    assert len(wholes) == 14
    for place in wholes:
        assert place["region"] == place["key"]
        missing = [row for row in regions[place["key"]]["names"] if row not in place["names"]]
        assert missing == [], place["key"]


def test_no_geonames_id_stands_twice():
    ids = Counter(place["geonames_id"] for place in all_of("place") if "geonames_id" in place)
    assert [number for number, count in ids.items() if count > 1] == []
