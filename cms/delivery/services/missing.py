"""What stands around an address without a page: the same page elsewhere, and the nearest section above."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q

from cms.content_store.models import ContentItem
from cms.content_store.services import reading

# Nobody's tree is deeper; addresses made up by machines are.
DEEPEST = 12

Keys = Mapping[uuid.UUID, Sequence[reading.Card]]


@dataclass(frozen=True)
class Around:
    """Cards: the page meant, in the language of the address and in others, and the section above it; all public."""

    here: list[reading.Card] = field(default_factory=list)
    elsewhere: list[reading.Card] = field(default_factory=list)
    above: reading.Card | None = None


def around(path: str, language: str) -> Around:
    """What is offered instead of a page at a path below a language's prefix; three queries at most.

    The page meant is the one that stood there, or that stands under the same path in another language.
    """
    steps = [step for step in path.removeprefix(f"/{language}/").split("/") if step]
    if not steps or not path.startswith(f"/{language}/") or len(steps) > DEEPEST:
        return Around()
    levels = ["/".join(steps[:count]) + "/" for count in range(len(steps), 0, -1)]
    known = _keys_at(levels, path)
    meant = known.get(levels[0], [])
    cards = _cards({key for keys in known.values() for key in keys})
    found = [card for key in meant for card in cards.get(key, ())]
    sections = (card for level in levels[1:] for key in known.get(level, ()) for card in cards.get(key, ()))
    return Around(
        here=[card for card in found if card["locale"] == language],
        elsewhere=[card for card in found if card["locale"] != language],
        above=next((card for card in sections if card["locale"] == language), None),
    )


def _keys_at(levels: Sequence[str], path: str) -> dict[str, list[uuid.UUID]]:
    """By path without language: translation keys of what is public there in any language, or stood at the address."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    paths = {f"/{code}/{level}": level for level in levels for code in codes}
    items = ContentItem.objects.filter(
        Q(url_path__in=paths, public=True) | Q(url_path=path, removed_at__isnull=False)
    ).order_by("page_id")
    found: dict[str, list[uuid.UUID]] = {}
    for url_path, key in items.values_list("url_path", "translation_key"):
        keys = found.setdefault(paths.get(url_path, levels[0]), [])
        if key not in keys:
            keys.append(key)
    return found


def _cards(keys: set[uuid.UUID]) -> Keys:
    """Cards of all languages by translation key, in the order of the site's languages."""
    if not keys:
        return {}
    rows = list(ContentItem.objects.filter(translation_key__in=keys, public=True).values_list("pk", "translation_key"))
    cards = reading.cards_of([pk for pk, _key in rows])
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    found: dict[uuid.UUID, list[reading.Card]] = {}
    for pk, key in rows:
        if pk in cards and cards[pk]["locale"] in order:
            found.setdefault(key, []).append(cards[pk])
    return {key: sorted(each, key=lambda card: order.index(card["locale"])) for key, each in found.items()}
