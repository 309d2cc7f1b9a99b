import pytest

from partnerships.services.importing.columns import Column, column, vocabulary


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("german_name", Column("name", 1, country="DE")),
        ("German Name", Column("name", 1, country="DE")),
        ("Deutscher Ort", Column("name", 1, country="DE")),
        ("russian_name_ru", Column("name", 2, "ru", "RU")),
        ("russian_region", Column("region", 2, country="RU")),
        ("Russische Region", Column("region", 2, country="RU")),
        ("german_state", Column("region", 1, country="DE")),
        ("german_geo_match", Column("geonames", 1, country="DE")),
        ("place_3_name_en", Column("name", 3, "en")),
        ("Ort 2", Column("name", 2)),
        ("Ort 2 Länge", Column("longitude", 2)),
        ("place_1_key", Column("key", 1)),
        ("key", Column("key")),
        ("Art der Beziehung", Column("kind")),
        ("since_year", Column("since")),
        ("Seit", Column("since")),
        ("status_as_of", Column("as_of")),
        ("Stand vom", Column("as_of")),
        ("QUELLE", Column("sources")),
        ("Ort 7", None),
        ("russian_colour", None),
        ("colour", None),
        ("", None),
    ],
)
def test_names_in_english_and_german(name: str, meant: Column | None):
    assert column(name) == meant


def test_no_word_means_two_things():
    tables = [vocabulary()["row"], vocabulary()["side"], *vocabulary()["values"].values()]
    for table in tables:
        words = [word for words in table.values() for word in words]
        assert sorted(words) == sorted(set(words))
