"""Places are on earth."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from cms.entities.models import Place
from tests.factories.entities import PlaceFactory

ON_EARTH = ((90.0, 180.0), (-90.0, -180.0), (None, None))
NOWHERE = ((505.8, 1.0), (-90.1, 1.0), (1.0, 180.1), (1.0, -181.0))


@pytest.mark.django_db
def test_points_off_the_earth_are_refused_and_those_stored_before_forgotten() -> None:
    for latitude, longitude in NOWHERE:
        place = PlaceFactory(latitude=latitude, longitude=longitude)
        with pytest.raises(ValidationError) as refused:
            place.full_clean()
        wrong = "longitude" if abs(latitude) <= 90 else "latitude"
        assert list(refused.value.error_dict) == [wrong]
    for latitude, longitude in ON_EARTH:
        PlaceFactory(latitude=latitude, longitude=longitude).full_clean()
    import_module("cms.entities.migrations.0003_places_are_on_earth").forget_points_off_the_earth(apps, None)
    points = Place.objects.order_by("pk").values_list("latitude", "longitude")
    assert list(points) == [*[(None, None)] * len(NOWHERE), *ON_EARTH]
