import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.accounts.services.roles import EDITORS, MODERATORS, grant_roles
from cms.content_store.services import turns
from partnerships.models import DirectoryPage, ImportRun, PartnershipPage, RunState
from partnerships.services.importing import runs
from partnerships.services.importing.columns import check_head
from partnerships.views import imports
from partnerships.views.import_forms import UploadForm
from tests.factories.accounts import UserFactory
from tests.factories.entities import PlaceFactory
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, csv_of, go_on, import_read, import_written
from tests.factories.translation import edit

ROW = CHEMNITZ_VOLGOGRAD


@pytest.fixture
def ready(directory: DirectoryPage, chemnitz: object, volgograd: object) -> DirectoryPage:
    grant_roles()
    return directory


@pytest.fixture
def client(ready: DirectoryPage) -> Client:
    client = Client()
    client.force_login(UserFactory(role=MODERATORS))
    return client


def upload(client: Client, content: bytes, directory: DirectoryPage, name: str = "pairs.csv") -> object:
    data = {"file": SimpleUploadedFile(name, content), "directory": directory.pk}
    return client.post(reverse("partnerships_import_upload"), data)


def text_of(response: object, selector: str = "main") -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one(selector).get_text(" ").split())


def test_the_upload_says_its_limits_in_the_language_of_the_reader(ready: DirectoryPage):
    said = []
    for code in ("de", "ru", "en"):
        with translation.override(code):
            said.append(UploadForm(directories=[ready]).fields["file"].help_text.partition(";")[2])
    assert said == [" höchstens 20.000 Zeilen.", " не более 20\u00a0000 строк.", " at most 20,000 rows."]


def test_upload_report_confirm_undo(client: Client, ready: DirectoryPage):
    response = upload(client, csv_of(ROW), ready)
    run = ImportRun.objects.get()
    address = reverse("partnerships_import", args=[run.pk])
    assert (response.status_code, response["Location"], run.state) == (302, address, RunState.READING)
    assert "data-at-work" in client.get(address).content.decode()
    go_on(run)
    shown = client.get(address)
    assert "1 Zeile schreiben" in text_of(shown)
    assert "Chemnitz – Wolgograd neu" in text_of(shown, "tbody")
    assert "data-at-work" not in shown.content.decode()
    assert client.post(reverse("partnerships_import_confirm", args=[run.pk]))["Location"] == address
    assert go_on(run).confirmed_by is not None
    assert PartnershipPage.objects.get().live
    assert "Import rückgängig machen" in text_of(client.get(address))
    client.post(reverse("partnerships_import_undo", args=[run.pk]))
    assert go_on(run).state == RunState.UNDONE
    assert not PartnershipPage.objects.exists()
    assert "pairs.csv" in text_of(client.get(reverse("partnerships_imports")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"x,y\n1,2\n", "In der ersten Zeile wurde keine bekannte Spalte gefunden"),
        (csv_of(ROW, encoding="utf-16"), "Die Datei ist in UTF-16 kodiert"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 9, "Das ist eine Datei einer alten Excel-Version"),
    ],
)
def test_bad_files_are_refused_in_the_form(client: Client, ready: DirectoryPage, content: bytes, message: str):
    response = upload(client, content, ready)
    assert response.status_code == 200
    assert message in text_of(response)
    assert not ImportRun.objects.exists()


def test_nobody_waits_while_a_file_is_looked_at(client: Client, ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch):
    held = []

    def looked_at(head: list[str]) -> list[str]:
        # The transaction of the test is one without a savepoint.
        held.append((list(connection.savepoint_ids), turns.gathered()))
        return check_head(head)

    monkeypatch.setattr(imports, "check_head", looked_at)
    assert upload(client, csv_of(ROW), ready).status_code == 302
    assert held == [([], None)]


def test_what_is_found_later_stands_on_the_page_of_the_run(client: Client, ready: DirectoryPage):
    upload(client, csv_of(ROW) + b"\xff", ready)
    run = go_on(ImportRun.objects.get())
    shown = text_of(client.get(reverse("partnerships_import", args=[run.pk])))
    assert "nicht in UTF-8 kodiert (zuerst bemerkt in Zeile 3)" in shown
    assert "Nichts wurde geändert." in shown


def test_rows_are_filtered_and_paged(client: Client, ready: DirectoryPage):
    run = import_read(ready, *({**ROW, "german_name": f"Ort {number}"} for number in range(51)), ROW)
    address = reverse("partnerships_import", args=[run.pk])
    rows = [len(BeautifulSoup(client.get(address + query).content, "html.parser").select("tbody tr"))
            for query in ("", "?p=2", "?show=new", "?show=problem&p=2", "?show=nonsense")]  # fmt: skip
    assert rows == [50, 2, 1, 1, 50]


def test_a_question_is_answered(client: Client, ready: DirectoryPage, chemnitz: object):
    twin = PlaceFactory(country=chemnitz.country, names={"de": "Chemnitz"})
    run = import_read(ready, ROW)
    address = reverse("partnerships_import_row", args=[run.pk, 2])
    assert "Welcher Ort ist mit Chemnitz gemeint?" in text_of(client.get(address))
    client.post(address, {"place_1": str(twin.pk)})
    row = run.rows.get()
    assert (row.outcome, row.choices) == ("new", {"places": {"1": str(twin.pk)}})
    assert client.post(address, {"place_1": "99999"}).status_code == 200
    assert run.rows.get().choices == {"places": {"1": str(twin.pk)}}


def test_a_conflict_and_a_state_are_decided(client: Client, ready: DirectoryPage):
    import_written(ready, ROW)
    edit(PartnershipPage.objects.get(), since="1989")
    run = import_read(ready, {**ROW, "since_year": "1990", "status_note": "ausgesetzt"})
    address = reverse("partnerships_import_row", args=[run.pk, 2])
    shown = text_of(client.get(address))
    assert "inzwischen hier geändert; bleibt, wie es ist" in shown
    client.post(address, {"take_since": "file", "state": "resting"})
    row = run.rows.get()
    assert (row.outcome, row.choices) == ("changed", {"take": ["since"], "state": "resting"})


def test_a_question_and_a_conflict_of_one_row_are_both_decided(client: Client, ready: DirectoryPage, chemnitz: object):
    import_written(ready, ROW)
    edit(PartnershipPage.objects.get(), since="1989")
    twin = PlaceFactory(country=chemnitz.country, region=chemnitz.region, names={"de": "Chemnitz"})
    run = import_read(ready, {**ROW, "since_year": "1990"})
    address = reverse("partnerships_import_row", args=[run.pk, 2])
    client.post(address, {"place_1": str(chemnitz.pk)})
    assert run.rows.get().outcome == "conflict"
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one(".import-choices")
    asked = [(field["name"], field["value"], field.has_attr("checked")) for field in form.select("[type=radio]")]
    assert asked == [
        *(("place_1", str(pk), pk == chemnitz.pk) for pk in sorted([chemnitz.pk, twin.pk])), ("place_1", "new", False),
        ("take_since", "", True), ("take_since", "file", False),
    ]  # fmt: skip
    both = {"places": {"1": str(chemnitz.pk)}, "take": ["since"]}
    for data in ({"place_1": str(chemnitz.pk), "take_since": "file"}, {"take_since": "file"}):
        client.post(address, data)
        row = run.rows.get()
        assert (row.outcome, row.choices) == ("changed", both)
    # Another place is another profile, of which nobody has decided anything.
    client.post(address, {"place_1": str(twin.pk), "take_since": "file"})
    row = run.rows.get()
    assert (row.outcome, row.choices) == ("new", {"places": {"1": str(twin.pk)}})


def test_what_has_moved_on_is_told(client: Client, ready: DirectoryPage):
    run = import_read(ready, ROW)
    runs.discard(run)
    response = client.post(reverse("partnerships_import_confirm", args=[run.pk]), follow=True)
    assert "Der Import ist inzwischen fortgeschritten" in text_of(response, "body")
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


def test_a_later_import_is_to_be_undone_first(client: Client, ready: DirectoryPage):
    first = import_written(ready, ROW)
    second = import_written(ready, {**ROW, "since_year": "1990"})
    address = reverse("partnerships_import_undo", args=[first.pk])
    assert client.post(address)["Location"] == address
    page = BeautifulSoup(client.get(address).content, "html.parser").select_one("main")
    assert "hat seither Profile dieses Imports geändert. Machen Sie zuerst jenen Import rückgängig." in page.get_text()
    assert (page.select("button.serious"), page.select_one("a.button")["href"]) == (
        [], reverse("partnerships_import", args=[second.pk]),
    )  # fmt: skip
    first.refresh_from_db()
    assert first.state == RunState.DONE


def test_discarded_runs_lose_their_rows(client: Client, ready: DirectoryPage):
    run = import_read(ready, ROW)
    address = reverse("partnerships_import_discard", args=[run.pk])
    assert "Der Bericht wird gelöscht. Nichts daraus wurde geschrieben." in text_of(client.get(address))
    client.post(address)
    assert run.rows.count() == 0


def test_a_run_that_is_being_read_can_be_discarded(client: Client, ready: DirectoryPage):
    run = runs.begin(ready, "x.csv", csv_of(ROW), None)
    shown = client.get(reverse("partnerships_import", args=[run.pk]))
    address = reverse("partnerships_import_discard", args=[run.pk])
    assert [link["href"] for link in BeautifulSoup(shown.content, "html.parser").select("a.button.no")] == [address]
    assert "nichts zu schreiben" not in text_of(shown)
    assert "Die Datei wird nicht weiter gelesen" in text_of(client.get(address))
    assert client.post(address)["Location"] == reverse("partnerships_imports")
    assert (go_on(run).state, run.rows.count()) == (RunState.DISCARDED, 0)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_exports_are_files(client: Client, ready: DirectoryPage, ending: str):
    response = client.get(reverse(f"partnerships_export_{ending}"))
    assert response["Content-Disposition"] == f'attachment; filename="partnerships.{ending}"'


def test_who_may_not_publish_may_not_import(client: Client, ready: DirectoryPage):
    run = import_read(ready, ROW)
    editor = Client()
    editor.force_login(UserFactory(role=EDITORS))
    assert upload(editor, csv_of(ROW), ready)["Location"] == "/admin/"
    assert editor.post(reverse("partnerships_import_confirm", args=[run.pk]))["Location"] == "/admin/"
    run.refresh_from_db()
    assert (run.state, ImportRun.objects.count()) == (RunState.READY, 1)
    menu = reverse("partnerships_imports").encode()
    assert menu not in editor.get("/admin/").content
    assert menu in client.get("/admin/").content


def test_the_report_costs_the_same_queries_for_one_and_for_three_rows(
    client: Client, ready: DirectoryPage, django_assert_max_num_queries: object
):
    counts = []
    for number in (1, 3):
        run = import_read(ready, *({**ROW, "german_name": f"Ort {n}"} for n in range(number)))
        address = reverse("partnerships_import", args=[run.pk])
        client.get(address)
        with django_assert_max_num_queries(60) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
