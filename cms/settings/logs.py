"""Structured logging: one JSON object per line in production, readable lines in development; no personal data."""

import re
from typing import Any

import structlog

# Looked for once in each run of letters: an address of 100 kB must not be searched from each of them.
MAIL_ADDRESS = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(\.[\w-]++)+")
# Django passes whole requests along with its records; their text holds queries people typed.
PRIVATE_KEYS = ("request", "user", "username", "email", "ip", "remote_addr", "server_time")

# They tell every step of every task and the title of every draft; what they warn of is enough.
TALKATIVE = (
    "django_tasks", "django_tasks_db", "elastic_transport", "modelsearch", "opensearch", "wagtail", "wagtail_localize",
)  # fmt: skip


def without_personal_data(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop keys that name people and mask mail addresses in every text."""
    return {
        key: MAIL_ADDRESS.sub("[mail address]", value) if isinstance(value, str) else value
        for key, value in event.items()
        if key not in PRIVATE_KEYS
    }


SHARED = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging(*, readable: bool, level: str) -> dict:
    """Django's LOGGING; code logs with the standard library: logger.info("event", extra={...})."""
    finish: list = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.format_exc_info]
    render = structlog.dev.ConsoleRenderer(colors=False) if readable else structlog.processors.JSONRenderer()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [*finish, without_personal_data, render],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": ["console"], "level": level, "propagate": False},
            "django.server": {"handlers": ["console"], "level": level, "propagate": False},
            **{name: {"level": "WARNING"} for name in TALKATIVE},
        },
    }
