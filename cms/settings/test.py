"""Tests: fast hashing, no https; tasks are left to the worker, as in production."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", "sqlite:///unused.sqlite3")
os.environ.setdefault("BASE_URL", "http://localhost")
os.environ.setdefault("ALLOWED_HOSTS", "localhost")

from .base import *  # noqa: F403  (the defaults above must stand before base reads them)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A test database need not survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
INSTALLED_APPS += ["django_migration_linter", "tests.plugins.pairs"]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
STYLE_GUIDE = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = logs.logging(readable=True, level="WARNING")  # noqa: F405
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
# Enough to see lists, neighbours and anniversaries; a slow test builds all of them.
CMS_PLUGIN_SETTINGS = {"partnerships": {"demo_pairs": 6}}
# Unique, yet safe: built without a lock, and what writes the table copes with a row that is there already.
MIGRATION_LINTER_OPTIONS = {"ignore_name": ["0008_confirmed_once_a_day"]}
