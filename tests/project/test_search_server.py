"""The search server of development and tests says plainly what it lacks."""

from pathlib import Path

import pytest

from tests.search_server import java
from tests.search_server.java import Missing, jars, newest_java


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own: folders of Java below `tmp_path`, no other program."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(java, "FOLDERS_OF_JAVA", (f"{tmp_path}/*",))
    monkeypatch.setattr(java, "CACHE", tmp_path / "cache")
    return tmp_path


def install(machine: Path, version: str, *, compiler: bool = True) -> Path:
    home = machine / f"jdk-{version}"
    (home / "bin").mkdir(parents=True)
    (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
    if compiler:
        (home / "bin" / "javac").touch()
    return home / "bin" / "java"


def test_the_newest_java_that_can_compile_is_taken(machine: Path) -> None:
    install(machine, "17.0.15")
    wanted = install(machine, "25.0.3")
    install(machine, "21.0.1")
    install(machine, "26", compiler=False)
    (machine / "notes").mkdir()
    assert newest_java() == wanted


def test_a_machine_without_a_new_java_is_told_what_to_do(machine: Path) -> None:
    with pytest.raises(Missing, match="Java 21 or later; none was found"):
        newest_java()
    install(machine, "17.0.15")
    with pytest.raises(Missing, match="the newest found is Java 17"):
        newest_java()


def test_a_machine_without_maven_is_told_what_to_do(machine: Path) -> None:
    with pytest.raises(Missing, match="Install it"):
        jars()
