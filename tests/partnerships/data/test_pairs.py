"""Every side of every pair is exactly one of the shipped places."""

import pytest

from cms.entities.folding import fold

from .shipped import APP, SIDES, all_of, named, pairs, places_of, records


def test_the_pairs_are_all_there():
    assert len(pairs()) == 123
    assert len({(row["german_name"], row["russian_name_de"]) for row in pairs()}) == 123


@pytest.mark.parametrize("country", list(SIDES))
def test_each_side_is_one_place(country: str):
    unclear = {row[SIDES[country][0]]: [place["key"] for place in places_of(row, country)] for row in pairs()}
    assert {name: keys for name, keys in unclear.items() if len(keys) != 1} == {}


@pytest.mark.parametrize("country", list(SIDES))
def test_each_side_is_one_place_by_its_name_alone(country: str):
    name, region, _ = SIDES[country]
    unclear = {}
    for row in pairs():
        regions = named(all_of("region"), row[region], country=country)
        assert len(regions) == 1, row[region]
        found = named(all_of("place"), row[name], country=country, region=regions[0]["key"])
        if [place["key"] for place in found] != [place["key"] for place in places_of(row, country)]:
            unclear[row[name]] = [place["key"] for place in found]
    assert unclear == {}


@pytest.mark.parametrize(("column", "language"), [("russian_name_ru", "ru"), ("russian_name_en", "en")])
def test_the_russian_side_has_the_names_of_the_csv_in_every_language(column: str, language: str):
    strange = set()
    for row in pairs():
        (place,) = places_of(row, "ru")
        known = {fold(name["text"]) for name in place["names"] if name["language"] == language}
        # "Дмитровский район (городской округ)": what stands in brackets is a remark.
        if not {fold(row[column]), fold(row[column].partition(" (")[0])} & known:
            strange.add((place["key"], row[column]))
    assert strange == set()


def test_exact_places_have_the_population_and_coordinates_of_the_csv():
    for row in pairs():
        for country, (_, _, prefix) in SIDES.items():
            (place,) = places_of(row, country)
            exact = row[f"{prefix}_geo_match"].startswith("exact:")
            assert ("geonames_id" in place) == ("population" in place) == exact, place["key"]
            assert place.get("population_source") == ("GeoNames, 2026-11-24" if exact else None)
            if exact:
                assert place["population"] == int(row[f"{prefix}_population"])
                assert place["latitude"] == pytest.approx(float(row[f"{prefix}_lat"]), abs=0.02)
                assert place["longitude"] == pytest.approx(float(row[f"{prefix}_lon"]), abs=0.02)


def test_every_shipped_place_and_region_of_the_app_is_used():
    used = {place["key"] for row in pairs() for country in SIDES for place in places_of(row, country)}
    assert {place["key"] for place in records(APP, "place")} - used == set()
    regions = {place["region"] for place in all_of("place")}
    assert {region["key"] for region in all_of("region")} - regions == set()


def test_each_file_names_its_source_and_licence():
    text = (APP / "README.md").read_text(encoding="utf-8")
    for file in APP.iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in text
    assert "CC BY 4.0" in text
