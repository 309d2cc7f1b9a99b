"""The app's places load beside the host's, in few queries and once."""

from pathlib import Path
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.entities.models import Place, Region
from cms.management.demo.entities import EntityLoader

from .shipped import APP, all_of

pytestmark = pytest.mark.django_db


def test_places_and_regions_load_once_and_are_found_by_any_name():
    loader = EntityLoader()
    loader.load()
    started = process_time()
    with CaptureQueriesContext(connection) as queries:
        loader.load_folder(Path(APP))
    assert process_time() - started < 1
    assert len(queries) < 40
    assert Place.objects.count() == len(all_of("place"))
    assert Region.objects.count() == len(all_of("region"))
    assert loader.load_folder(APP) == 0
    for text, key in (("Königsberg", "kaliningrad"), ("Тильзит", "sowetsk"), ("Tchaikovsky", "tschaikowski")):
        assert key in [place.key for place in Place.objects.search(text)]
    assert str(loader.get("place", "rajon-slawsk")) == "Rajon Slawsk"
