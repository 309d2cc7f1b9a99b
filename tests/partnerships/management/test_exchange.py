import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import DirectoryPage, ImportRun, PartnershipPage
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, csv_of
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.site import home_of

SAID = "1 new, 0 changed, 0 unchanged, 0 changed here meanwhile, 0 place unclear, 0 problem; 0 to look at"


def run(name: str, *arguments: Any) -> list[str]:
    out = io.StringIO()
    call_command(name, *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path, directory: DirectoryPage, chemnitz: object, volgograd: object) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_bytes(csv_of(CHEMNITZ_VOLGOGRAD))
    return path


def test_a_dry_run_then_confirm_then_undo(file: Path):
    said = run("import_partnerships", file)
    number = ImportRun.objects.get().pk
    assert said == [
        f"Import {number}: being read",
        "  0 of 1",
        "  1 of 1",
        "row 2: new; Chemnitz – Wolgograd",
        f"Import {number} (waits for confirmation): {SAID}",
        f"Nothing is written yet: manage.py import_partnerships --confirm {number}",
    ]
    assert not PartnershipPage.objects.exists()
    assert run("import_partnerships", "--confirm", number)[-1] == f"Import {number} (written): {SAID}"
    assert PartnershipPage.objects.get().live
    assert run("import_partnerships", "--report", number)[0] == "row 2: new; Chemnitz – Wolgograd; written"
    assert run("import_partnerships", "--undo", number)[-1] == f"Import {number} (undone): {SAID}"
    assert not PartnershipPage.objects.exists()
    with pytest.raises(CommandError, match="That is not possible now: the import is undone"):
        run("import_partnerships", "--confirm", number)


@pytest.mark.slow
def test_at_once(file: Path):
    run("import_partnerships", file, "--yes")
    assert PartnershipPage.objects.get().live


@pytest.mark.slow
def test_differences_are_printed(file: Path):
    run("import_partnerships", file, "--yes")
    file.write_bytes(csv_of({**CHEMNITZ_VOLGOGRAD, "since_year": "1989", "Farbe": "rot"}))
    said = run("import_partnerships", file)
    assert "row 2: changed; Chemnitz – Wolgograd; since: '1988' -> '1989'" in said
    assert "Columns left out: Farbe" in said
    first, second = ImportRun.objects.order_by("pk").values_list("pk", flat=True)
    run("import_partnerships", "--confirm", second)
    with pytest.raises(
        CommandError, match=rf"^Import {second} \(pairs\.csv\) has changed profiles of this one since\."
    ):
        run("import_partnerships", "--undo", first)


def test_bad_files_and_wrong_words(file: Path, tmp_path: Path):
    file.write_bytes(b"x,y\n1,2\n")
    with pytest.raises(CommandError, match="No known column was found"):
        run("import_partnerships", file)
    with pytest.raises(CommandError, match="There is no file"):
        run("import_partnerships", tmp_path / "none.csv")
    with pytest.raises(CommandError, match=r"There is no import 99999\."):
        run("import_partnerships", "--resume", 99999)
    with pytest.raises(CommandError, match=r"ends in \.csv or \.xlsx"):
        run("export_partnerships", tmp_path / "x.ods")


@pytest.mark.slow
def test_one_of_several_directories_is_named(file: Path):
    publish_section(DirectoryPageFactory(parent=home_of("de"), slug="andere"))
    with pytest.raises(CommandError, match="Name one directory with --directory: partnerschaften, andere"):
        run("import_partnerships", file)
    run("import_partnerships", file, "--directory", "andere", "--yes")
    assert PartnershipPage.objects.get().get_parent().slug == "andere"


@pytest.mark.slow
def test_export(file: Path, tmp_path: Path):
    run("import_partnerships", file, "--yes")
    for ending in ("csv", "xlsx"):
        target = tmp_path / f"out.{ending}"
        assert run("export_partnerships", target) == [f"1 partnerships written to {target}."]
        assert "0 new, 0 changed, 1 unchanged" in "".join(run("import_partnerships", target))
