"""Where the report goes."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """show("text") prints it whatever pytest captures."""

    def printed(text: str) -> None:
        with capsys.disabled():
            print(text)  # noqa: T201

    return printed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that one process does not wait for the other in the end."""
    items.sort(key=lambda item: Path(__file__).parent not in item.path.parents)
