"""What the server needs of the machine: a Java that is new enough, and its jars in the cache folder."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

LEAST_JAVA = 21
FOLDERS_OF_JAVA = ("/usr/lib/jvm/*", "/usr/java/*", "/opt/java/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")
POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[2] / ".cache" / "opensearch"


class Missing(Exception):
    """The machine lacks something; the text says what, and what to do."""


def newest_java() -> Path:
    """The program of the newest Java on the machine; raises Missing when none is new enough."""
    found = {version: home for home in _homes() if (version := _version(home)) is not None}
    newest = max(found, default=0)
    if newest < LEAST_JAVA:
        known = f"the newest found is Java {newest}" if found else "none was found"
        raise Missing(
            f"OpenSearch needs a JDK of Java {LEAST_JAVA} or later; {known}. Install one (Temurin, OpenJDK) below "
            "/usr/lib/jvm, or set JAVA_HOME."
        )
    return found[newest] / "bin" / "java"


def jars() -> Path:
    """The folder with the server's jars, brought by Maven at the first time; raises Missing without Maven."""
    folder = CACHE / f"jars-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("The jars of OpenSearch come with Maven, which was not found. Install it (package maven).")
    unfinished = folder.with_name(f"{folder.name}-{os.getpid()}")
    command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Missing(f"Maven could not bring the jars of OpenSearch:\n{done.stdout}{done.stderr}".rstrip())
    try:
        unfinished.rename(folder)
    except OSError:  # somebody else was faster
        shutil.rmtree(unfinished)
    return folder


def _homes() -> Iterator[Path]:
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    for pattern in FOLDERS_OF_JAVA:
        yield from Path("/").glob(pattern.removeprefix("/"))
    if program := shutil.which("java"):
        yield Path(program).resolve().parents[1]


def _version(home: Path) -> int | None:
    """The major version that a folder of Java says of itself; None for any other folder."""
    try:
        told = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r'^JAVA_VERSION="(\d+)', told, re.MULTILINE)
    return int(found[1]) if found and (home / "bin" / "javac").exists() else None
