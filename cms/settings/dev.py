"""Development and demonstration: SQLite, a key kept in an ignored file, no other service."""

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
os.environ.setdefault("BASE_URL", f"http://localhost:{os.environ.get('PORT') or '8000'}")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

from .base import *  # noqa: E402,F403  (the defaults above must stand before base reads them)

# DEBUG=1 shows tracebacks in the browser and restarts the server when a file changes.
DEBUG = environment.flag("DEBUG")  # noqa: F405
WHITENOISE_USE_FINDERS = True
STYLE_GUIDE = True
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = logs.logging(readable=True, level=LOG_LEVEL)  # noqa: F405
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
