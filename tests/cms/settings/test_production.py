"""Production settings stop at what is missing or wrong, and pass Django's own check for deployment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "k4-long-enough-for-production-with-many-different-characters-9f3b1c7d",
    "DATABASE_URL": "postgresql://dialograum:secret@db.example.org/dialograum",
    "BASE_URL": "https://www.example.org",
}


def production(folder: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    """A command of the site with this environment only."""
    return subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, "-m", "django", *command],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.base",
            "PYTHONPATH": str(settings.BASE_DIR),
            "MEDIA_ROOT": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess) -> str:
    return done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_each_required_variable_is_missed_by_name(tmp_path: Path, missing: str):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    done = production(tmp_path, environment, "check")
    assert done.returncode == 1
    assert last_line(done) == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"The environment variable {missing} must be set; the README lists all of them."
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL must start with one of sqlite, postgresql."),
        ("BASE_URL", "www.example.org", "BASE_URL must start with one of http, https."),
        ("BEHIND_PROXY", "yes", "BEHIND_PROXY must be 0 or 1, not 'yes'."),
        ("EMAIL_URL", "localhost:25", "EMAIL_URL must start with one of smtp, smtp+tls, smtps."),
    ],
)
def test_a_wrong_value_is_named_too(tmp_path: Path, name: str, value: str, message: str):
    done = production(tmp_path, {**COMPLETE, name: value}, "check")
    assert done.returncode == 1
    assert last_line(done) == f"django.core.exceptions.ImproperlyConfigured: The environment variable {message}"


@pytest.mark.slow
def test_complete_settings_pass_the_check_for_deployment(tmp_path: Path):
    done = production(tmp_path, COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (3 silenced).\n"
