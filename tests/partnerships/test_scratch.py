import time, cProfile, pstats
from pathlib import Path
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from cms.management.demo.entities import EntityLoader
import partnerships
from partnerships.models import *
from partnerships.services.importing import runs
from tests.factories.site import build_site, home_of
from tests.factories.pages import publish_section
from tests.factories.translation import translate
from wagtail.models import Page
from collections import Counter
DATA = Path(partnerships.__file__).parent / "data"

def test_all(site, django_user_model):
    l = EntityLoader(); l.load(); l.load_folder(DATA)
    from cms.entities.models import Place
    print(Place.objects.count())
    from tests.factories.partnerships import DirectoryPageFactory
    from tests.factories.translation import publish_family
    directory = publish_family(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"), ru={"title":"Каталог","lead":"К"}, en={"title":"Directory","lead":"D"})
    run = runs.begin(directory, "partnerships.csv", (DATA/"partnerships.csv").read_bytes(), None)
    t=time.time(); q=CaptureQueriesContext(connection)
    with q:
        for r in runs.go_on(run.pk): pass
    print("read", time.time()-t, len(q)); run.refresh_from_db(); print(run.state, run.problem, runs.counts(run))
    for row in run.rows.exclude(outcome="new"): print(row.number, row.outcome, row.raw.get("german_name"), row.raw.get("russian_name_de"), row.plan)
    for row in run.rows.all():
        if any(n["code"]!="says_suspended" for n in row.plan["notes"]): print(row.plan)
    runs.confirm(run, None)

    import os, resource
    cpu=lambda: time.process_time()
    PROFILE = os.environ.get("PROF")
    t=time.time(); c=cpu(); pr=cProfile.Profile()
    n=0
    if PROFILE: pr.enable()
    for r in runs.go_on(run.pk):
        n+=1
        print(n, r.state, time.time()-t, cpu()-c, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
        if PROFILE and n==3: break
    if PROFILE:
        pr.disable()
        pstats.Stats(pr).sort_stats("cumtime").print_stats(90)
        pstats.Stats(pr).sort_stats("tottime").print_stats(30)
    print(Page.objects.count(), Counter(run.rows.values_list("written", flat=True)))
    from cms.content_store.services import sweeping
    t=time.time(); c=cpu()
    print(sweeping.sweep(), time.time()-t, cpu()-c)
