"""The API of 1,000 and of 10,000 articles, beside a constant, an ORM view of the same JSON, and Wagtail's v2 and v3.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks/delivery/test_delivery.py [--rounds 15]
"""

from pathlib import Path

import pytest
from django.db import connection

from .measuring import Costs, best, measured, medians, sites

SIZES = (1_000, 10_000)
SMALL, LARGE = SIZES
OURS = ("list", "detail", "resolve", "filter", "deep page", "list, 304", "detail, 304")
OTHERS = (
    "ORM list", "ORM filter", "ORM deep page", "Wagtail v2 list", "Wagtail v2 detail", "Wagtail v2 deep page",
    "Wagtail v3 list", "Wagtail v3 detail", "Wagtail v3 deep page",
)  # fmt: skip
SECONDS = 0.1
# Beside a constant, for what is read most; the goal is 0.4 on a machine that does nothing else.
LEAST_OF_CONSTANT = {"list": 0.3, "detail": 0.35, "filter": 0.3}
LEAST_TIMES_ORM = 7
# From the smaller to the larger site, and from the first page of a list to a deep one.
MOST_GROWTH = 1.4
MOST_DEEP = 1.5
# So many rounds measure without gunicorn, too.
MANY_ROUNDS = 5


@pytest.mark.django_db
def test_delivery(rounds: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert connection.vendor == "postgresql", "Articles are copied into PostgreSQL."
    with sites(SIZES, tmp_path) as running:
        told = [site.told for site in running.values()]
        found = measured(running, ("constant", *OURS), "served", rounds, SECONDS)
        found |= measured(running, OTHERS, "served", max(1, rounds // 3), SECONDS)
        shown = [_table("gunicorn", medians(found)), _compared(medians(found))]
        if rounds >= MANY_ROUNDS:
            called = measured(running, ("constant", *OURS), "called", rounds, SECONDS)
            shown.insert(1, _table("without a server", medians(called)))
    with capsys.disabled():
        print("", *shown, sep="\n")  # noqa: T201
    assert [one["drifted"] for one in told] == [[], []]
    assert [one["same"] for one in told] == [{"list": True, "filter": True, "deep page": True}] * 2
    assert [name for one in told for name, (given, expected) in one["status"].items() if given != expected] == []
    _judge(best(found))


def _judge(found: Costs) -> None:
    whole = {name: {size: cost.whole for size, cost in of_size.items()} for name, of_size in found.items()}
    for size in SIZES:
        for name, least in LEAST_OF_CONSTANT.items():
            assert whole["constant"][size] > least * whole[name][size], (name, size)
        assert whole["ORM list"][size] > LEAST_TIMES_ORM * whole["list"][size]
        assert whole["deep page"][size] < MOST_DEEP * whole["list"][size]
    for name in ("list", "detail", "filter"):
        assert whole[name][LARGE] < MOST_GROWTH * whole[name][SMALL], name


def _table(how: str, found: Costs) -> str:
    lines = [
        f"{how}: ms of an answer, application's CPU + database's (wall); rate beside the constant's; growth",
        " " * 22 + "".join(f"{size:>44,}" for size in SIZES),
    ]
    for name, of_size in found.items():
        cells = [
            f"{cost.cpu * 1e3:.2f} + {cost.database * 1e3:.2f} = {cost.whole * 1e3:.2f} ({cost.wall * 1e3:.2f}) "
            f"{found['constant'][size].whole / cost.whole:.3f}"
            for size, cost in of_size.items()
        ]
        growth = of_size[LARGE].whole / of_size[SMALL].whole
        lines.append(f"{name:<22}" + "".join(f"{cell:>44}" for cell in cells) + f"{growth:>8.2f}")
    return "\n".join(lines)


def _compared(found: Costs) -> str:
    whole = {size: {name: of_size[size].whole for name, of_size in found.items()} for size in SIZES}
    return "\n".join(
        f"{size:,}: the list {each['ORM list'] / each['list']:.1f} times as fast as the ORM's, "
        f"{each['Wagtail v2 list'] / each['list']:.0f} times as Wagtail's v2, "
        f"a deep page {each['deep page'] / each['list']:.2f} of the first"
        for size, each in whole.items()
    )
