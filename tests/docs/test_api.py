"""Every example of docs/api.md is asked as it stands there, and answered as it is shown."""

import json
import re
import shlex
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

EXAMPLE = re.compile(r"^    curl (?P<asked>[^\n]+)\n\n```json\n(?P<shown>.+?)\n```$", re.MULTILINE | re.DOTALL)
REST = "…"


def examples() -> list[tuple[str, Any]]:
    """(command, what is shown of its answer), in their order."""
    text = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    return [(found["asked"], json.loads(found["shown"])) for found in EXAMPLE.finditer(text)]


def ask(client: Client, command: str, known: dict[str, str]) -> HttpResponse:
    """The answer to curl's arguments, with what answers before have told."""
    for name, value in known.items():
        command = command.replace(f"${name}", value.replace('"', '\\"'))
    arguments = shlex.split(command)
    headers = dict(
        arguments[number + 1].split(": ", 1) for number, argument in enumerate(arguments) if argument == "-H"
    )
    return client.get(arguments[-1], headers=headers)


def in_part(answer: Any, shown: Any) -> Any:
    """Of the answer what is shown."""
    if isinstance(shown, dict):
        return {name: in_part(answer[name], value) for name, value in shown.items()}
    if isinstance(shown, list):
        if shown[-1:] != [REST]:
            return [in_part(*pair) for pair in zip(answer, shown, strict=True)]
        pairs = zip(answer[: len(shown) - 1], shown[:-1], strict=True)
        return [*(in_part(*pair) for pair in pairs), *([REST] if len(answer) >= len(shown) else [])]
    return answer


def test_examples_are_answered_as_shown(demo: None, client: Client) -> None:
    known = {"SITE": ""}
    for command, shown in examples():
        answer = ask(client, command, known)
        if isinstance(shown, int):
            assert answer.status_code == shown, command
            continue
        found = answer.json()
        assert in_part(found, shown) == shown, command
        known["ETAG"] = answer.headers.get("ETag", "")
        known["NEXT_CURSOR"] = found.get("next_cursor") or ""
        pages = [item["id"] for item in found.get("items", ()) if isinstance(item.get("id"), int)]
        known["ID"] = str(pages[0]) if pages else known.get("ID", "")


def test_there_are_ten_examples_and_one_of_a_problem() -> None:
    text = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert len(examples()) == text.count("    curl ") == 13


def test_a_wrong_example_would_be_noticed() -> None:
    answer = {"items": [{"id": 1, "title": "A"}, {"id": 2, "title": "B"}], "total": 2}
    right = {"items": [{"title": "A"}, REST]}
    assert in_part(answer, right) == right
    for wrong in ({"items": [{"title": "B"}, REST]}, {"items": [{"title": "A"}, {"title": "B"}, REST]}, {"total": 3}):
        assert in_part(answer, wrong) != wrong
