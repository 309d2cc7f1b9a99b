"""Benchmarks print ratios of what was measured side by side in one run; `--pairs` and `--documents` add sizes."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SIZES = (100, 10_000)
DOCUMENTS = 1_000
ROUNDS = 3
SHORT_LOAD, FULL_LOAD = (4, 10, 20), (16, 60, 200)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many pairs beside 100 and 10,000, documents beside 1,000 in each language, and rounds of the API."""
    parser.addoption("--pairs", type=int, action="append", default=[], help="measure with so many pairs, too")
    parser.addoption("--documents", type=int, action="append", default=[], help="search among so many, too")
    parser.addoption("--full-load", action="store_true", help="16 clients for a minute, while 200 pages are published")
    parser.addoption("--rounds", type=int, default=ROUNDS, help="ask the API in so many rounds")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a benchmark."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.benchmark)


@pytest.fixture
def sizes(request: pytest.FixtureRequest) -> list[int]:
    """The numbers of pairs to compare, ascending."""
    return sorted({*SIZES, *request.config.getoption("--pairs")})


@pytest.fixture
def document_sizes(request: pytest.FixtureRequest) -> list[int]:
    """The numbers of documents per language to compare, ascending."""
    return sorted({DOCUMENTS, *request.config.getoption("--documents")})


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How often the API is asked everything."""
    return request.config.getoption("--rounds")


@pytest.fixture
def load(request: pytest.FixtureRequest) -> tuple[int, int, int]:
    """(clients, seconds, publishes) of the test of the API under load."""
    return FULL_LOAD if request.config.getoption("--full-load") else SHORT_LOAD
