"""The README's table of the environment is what the settings read, with the same defaults."""

import ast
import re
from pathlib import Path

from django.conf import settings

SETTINGS = settings.BASE_DIR / "cms" / "settings"
READERS = {"text", "words", "flag", "address", "addresses", "choice", "database", "languages", "mail"}
ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<meaning>.+?) \| (?P<default>.+?) \|$", re.MULTILINE)
TABLE = {row["name"]: row["default"] for row in ROW.finditer((settings.BASE_DIR / "README.md").read_text("utf-8"))}


def reads(path: Path) -> dict[str, ast.expr | None]:
    """{variable: its default's expression, None when it is required or a flag} of one settings module."""
    found: dict[str, ast.expr | None] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, arguments = ast.unparse(node.func.value), node.args
        if (owner, node.func.attr in READERS) == ("environment", True) or (owner, node.func.attr) == (
            "os.environ",
            "get",
        ):
            found[arguments[0].value] = arguments[1] if len(arguments) > 1 else None
    return found


PRODUCTION, DEVELOPMENT = reads(SETTINGS / "base.py"), reads(SETTINGS / "dev.py")


def test_the_table_names_what_is_read():
    assert sorted(TABLE) == sorted({**PRODUCTION, **DEVELOPMENT})


def test_only_settings_read_the_environment():
    """Commands may hand their own environment on to children; nothing else looks into it."""
    readers = {
        str(path.relative_to(settings.BASE_DIR))
        for root in ("cms", "conference", "home", "news", "partnerships", "search")
        for path in (settings.BASE_DIR / root).rglob("*.py")
        if re.search(r"os\.environ(\[|\.get)|os\.getenv", path.read_text(encoding="utf-8"))
    }
    assert readers == {"cms/settings/dev.py", "cms/settings/environment.py"}


def test_defaults_are_the_documented_ones():
    stated = {name: default.value for name, default in PRODUCTION.items() if isinstance(default, ast.Constant)}
    assert {name: TABLE[name].strip("`") for name in stated} == {**stated, "REDIS_URL": "in-process cache"}
    computed = {name: TABLE[name] for name, default in PRODUCTION.items() if not isinstance(default, ast.Constant)}
    assert computed == {
        "SECRET_KEY": "required",
        "SECRET_KEY_FALLBACKS": "none",
        "DATABASE_URL": "required",
        "BASE_URL": "required",
        "ALLOWED_HOSTS": "host of `BASE_URL`",
        "BEHIND_PROXY": "0",
        "SEARCH_URL": "none",
        "PREVIEW_URL": "none",
        "DEFAULT_FROM_EMAIL": "noreply@ host of `BASE_URL`",
        "MEDIA_ROOT": "`var/media`",
        "STATIC_ROOT": "`var/static`",
    }
