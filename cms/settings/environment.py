"""How settings read the process environment: one function per kind of value."""

import os
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.text import capfirst


def text(name: str, default: str | None = None) -> str:
    """The variable, or its default; raises ImproperlyConfigured naming it when it has none."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"The environment variable {name} must be set; the README lists all of them.")
    return default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def languages(name: str, default: str, source: str) -> list[tuple[str, str]]:
    """Codes with the names that languages have in themselves; pages are written in the first one, `source`."""
    codes = words(name, default)
    unknown = [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]
    if codes[0] != source or unknown or len(set(codes)) < len(codes):
        raise ImproperlyConfigured(
            f"The environment variable {name} must be language codes that Django knows, each once and {source} first, "
            f"not {','.join(codes)!r}."
        )
    return [(code, capfirst(LANG_INFO[code]["name_local"])) for code in codes]


def flag(name: str) -> bool:
    """True for 1, false for 0 or nothing; anything else is a mistake worth stopping for."""
    value = text(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"The environment variable {name} must be 0 or 1, not {value!r}.")
    return value == "1"


def address(name: str, default: str | None = None, schemes: tuple[str, ...] = ()) -> SplitResult:
    """A URL of one of the schemes."""
    parts = urlsplit(text(name, default))
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"The environment variable {name} must start with one of {', '.join(schemes)}.")
    return parts


def addresses(name: str, schemes: tuple[str, ...]) -> list[str]:
    """A comma-separated list of URLs of the schemes; empty when the variable is."""
    found = words(name)
    for one in found:
        parts = urlsplit(one)
        if parts.scheme not in schemes or not parts.hostname:
            raise ImproperlyConfigured(f"The environment variable {name} must start with one of {', '.join(schemes)}.")
    return found


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of the choices."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"The environment variable {name} must be one of {', '.join(choices)}.")
    return value


def database(name: str) -> dict:
    """Django's database entry for sqlite:///file or postgresql://user:password@host/database?option=value."""
    parts = address(name, schemes=("sqlite", "postgresql"))
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                # Deferred transactions end in "database is locked" as soon as two of them write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    return {
        "ENGINE": "cms.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # How often fixed SQL is asked before its plan is kept; all other SQL is planned each time.
        "OPTIONS": {"connect_timeout": 5, "prepare_threshold": 5, **dict(parse_qsl(parts.query))},
    }


def mail(name: str, default: str) -> dict:
    """A mail server: smtp://user:password@host:port, smtp+tls:// with STARTTLS, smtps:// with TLS from the start."""
    parts = address(name, default, schemes=("smtp", "smtp+tls", "smtps"))
    return {
        "host": parts.hostname,
        "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": parts.scheme == "smtp+tls",
        "tls": parts.scheme == "smtps",
    }


def caches(redis_url: str) -> dict:
    """Django's CACHES: Redis for all workers when there is one, else memory of the process."""
    if not redis_url:
        # Counters of forms live here too; with Django's 300 entries a flood would push them out.
        return {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 20_000},
            }
        }
    return {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": redis_url,
            "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.2, "SOCKET_TIMEOUT": 0.2, "IGNORE_EXCEPTIONS": True},
        }
    }
