"""Log lines are JSON in production and name nobody."""

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog

from cms.settings.logs import logging as configuration
from cms.settings.logs import without_personal_data


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """What a logger of ours writes under the production configuration."""
    stream = io.StringIO()
    options = configuration(readable=False, level="INFO")["formatters"]["structured"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**{key: options[key] for key in options if key != "()"}))
    logger = logging.getLogger("cms.example")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    yield stream
    logger.removeHandler(handler)
    logger.propagate = True


def line(output: io.StringIO) -> dict:
    found = json.loads(output.getvalue())
    assert found.pop("timestamp").endswith("Z")
    return found


def test_a_line_is_one_object_with_its_extras(output: io.StringIO):
    logging.getLogger("cms.example").info("page rendered", extra={"page": 12, "seconds": 0.4})
    assert line(output) == {
        "event": "page rendered",
        "level": "info",
        "logger": "cms.example",
        "page": 12,
        "seconds": 0.4,
    }


def test_people_are_left_out(output: io.StringIO):
    extra = {"username": "anna", "ip": "192.0.2.1", "note": "sent to anna@example.org"}
    logging.getLogger("cms.example").warning("mail for anna@example.org failed", extra=extra)
    assert line(output) == {
        "event": "mail for [mail address] failed",
        "level": "warning",
        "logger": "cms.example",
        "note": "sent to [mail address]",
    }


def test_a_text_of_any_length_is_soon_without_addresses():
    event = {"event": f"{'a' * 100_000} {'b.' * 50_000} c@d.example {'e@' * 50_000}"}
    begun = time.process_time()
    found = without_personal_data(None, "warning", event)["event"]
    assert time.process_time() - begun < 0.5
    assert " [mail address] " in found
    assert "c@d" not in found


def test_traces_are_kept_without_addresses(output: io.StringIO):
    try:
        int("anna@example.org")
    except ValueError:
        logging.getLogger("cms.example").exception("job failed")
    found = line(output)
    assert found["exception"].splitlines()[-1] == "ValueError: invalid literal for int() with base 10: '[mail address]'"
