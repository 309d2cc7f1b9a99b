"""Names that a wrong address may have meant."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from cms.content_store.models import ContentItem
from search.services.nearby import near_address

Add = Callable[..., int]


def titles(path: str, locale: str = "de", shown: frozenset[str] = frozenset()) -> list[str]:
    return [found.title for found in near_address(path, locale, timezone.now(), shown)]


def test_names_with_most_of_the_words_come_first(add_item: Add) -> None:
    add_item("Konferenz in Düren")
    add_item("Kaluga empfängt")
    add_item("Konferenz in Kaluga")
    add_item("Konferenz in Kaluga", locale="en")
    add_item("Jugend")
    assert titles("/de/aktuelles/kaluga-konferenz-2021/")[0] == "Konferenz in Kaluga"
    assert sorted(titles("/de/aktuelles/kaluga-konferenz-2021/")) == [
        "Kaluga empfängt", "Konferenz in Düren", "Konferenz in Kaluga",
    ]  # fmt: skip


def test_latin_addresses_mean_cyrillic_names_and_misspelt_ones_their_beginning(add_item: Add) -> None:
    add_item("Волгоград ждёт", locale="ru")
    assert titles("/ru/novosti/volgograd/", "ru") == ["Волгоград ждёт"]
    assert titles("/ru/novosti/volgogrda/", "ru") == ["Волгоград ждёт"]
    assert titles("/ru/novosti/drugoye/", "ru") == []


def test_what_is_shown_already_or_hidden_is_left_out(add_item: Add) -> None:
    first, _second, hidden = (add_item(f"Kaluga {name}") for name in ("eins", "zwei", "drei"))
    ContentItem.objects.filter(pk=hidden).update(public=False)
    assert sorted(titles("/de/kaluga/")) == ["Kaluga eins", "Kaluga zwei"]
    assert titles("/de/kaluga/", shown=frozenset({f"/de/{first}/"})) == ["Kaluga zwei"]


@pytest.mark.parametrize("path", ["/de/2021/", "/de/a-b-cd/", "/de/", "/"])
def test_numbers_and_short_words_are_not_looked_up(
    add_item: Add, path: str, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(0):
        assert titles(path, "de") == []


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(add_item: Add, number: int, django_assert_num_queries: Callable) -> None:
    for position in range(number):
        add_item(f"Konferenz in Kaluga {position}")
    with django_assert_num_queries(3):
        assert len(titles("/de/aktuelles/kaluga-konferenz/")) == number
