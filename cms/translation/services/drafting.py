"""A translator's words as a revision: what the form shows, and what saving it writes."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page, Revision

from cms.translation.units import opened, units

from .compose import APPROVED, OUTDATED, UNTRANSLATED, Wording, compose
from .family import flowing, lock
from .wordings import approved, keep_words, words_in

PENDING = "pending"


def rows_for(source: Page, target: Page) -> list[dict]:
    """One row per unit of the source: path, source text, text in work, state, and what the source said before."""
    model = type(source)
    own = words_in(target.latest_revision) if target.latest_revision_id else {}
    own = {} if target.latest_revision_id == target.live_revision_id else own
    known = approved(target)
    states = compose(model, source.serializable_data(), target.serializable_data(), {**known, **own}).states
    rows = []
    for unit in units(model, opened(model, source.serializable_data())):
        if not unit.value:
            continue
        wording = own.get(unit.path) or known.get(unit.path)
        state = states.get(unit.path, UNTRANSLATED)
        rows.append(
            {
                "path": unit.path,
                "label": unit.label,
                "rich": unit.rich,
                "source": unit.value,
                "before": wording.source if wording and state == OUTDATED else "",
                "value": wording.value if wording and state in (APPROVED, OUTDATED) else "",
                "state": state,
                "pending": unit.path in own,
            }
        )
    return rows


@transaction.atomic
def save_draft(source: Page, target: Page, texts: dict[str, str], user: AbstractBaseUser | None) -> Revision:
    """A revision of the target with these words beside the approved ones."""
    lock(source)
    model, content = type(source), source.serializable_data()
    before = {unit.path: unit for unit in units(model, opened(model, content))}
    words = {
        path: Wording(text, before[path].value, before[path].binding) for path, text in texts.items() if path in before
    }
    row = Page.objects.get(pk=target.pk).specific
    composition = compose(model, content, row.serializable_data(), {**approved(row), **words})
    with flowing():
        revision = row.with_content_json(composition.content).save_revision(user=user, clean=False)
    keep_words(revision, words)
    return revision


def publish_words(source: Page, target: Page, texts: dict[str, str], user: AbstractBaseUser | None = None) -> Page:
    """Save words and publish them; permission is the caller's matter. Raises PublishRefused."""
    revision = save_draft(source, target, texts, user)
    revision.publish(user=user)
    return Page.objects.get(pk=target.pk).specific


def progress(rows: list[dict]) -> dict[str, int]:
    """How many units are translated, outdated and open."""
    states = [row["state"] for row in rows]
    return {
        "total": len(states),
        "approved": states.count(APPROVED),
        "outdated": states.count(OUTDATED),
        "open": states.count(UNTRANSLATED),
    }
