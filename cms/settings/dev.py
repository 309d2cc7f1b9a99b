"""Development: SQLite, a key kept in an ignored file, no other service."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

var = Path(__file__).resolve().parents[2] / "var"
var.mkdir(exist_ok=True)
key_file = var / "secret-key"
if not key_file.exists():
    key_file.write_text(get_random_secret_key())

os.environ.setdefault("SECRET_KEY", key_file.read_text())
os.environ.setdefault("DATABASE_URL", f"sqlite:///{var / 'dialograum.sqlite3'}")
os.environ.setdefault("BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

from .base import *  # noqa: E402,F403  (the defaults above must stand before base reads them)

DEBUG = True
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
