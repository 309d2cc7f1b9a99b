"""What the translator's form shows: one row per text of the source."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text
from wagtail.models import Page

from cms.translation.richtext import TAG, links_of, plain
from cms.translation.units import BLOCK, opened, units

from .compose import APPROVED, OUTDATED, UNTRANSLATED, WITHHELD, compose
from .drafting import pending_words
from .wordings import approved

DRAFT = "draft"


@dataclass(frozen=True)
class Row:
    """A text of the source and the words for it: approved, draft, outdated, source (none yet) or withheld."""

    path: str
    label: str
    context: str
    rich: bool
    features: list[str] | None
    check: Callable[[str], Any]
    source: str
    before: str
    value: str
    state: str

    @property
    def name(self) -> str:
        """What people call it: "Quotation: Text"."""
        return f"{self.context}: {self.label}" if self.context not in ("", self.label) else self.label

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in (UNTRANSLATED, WITHHELD, OUTDATED)

    @cached_property
    def difference(self) -> SafeString:
        """What the source said when it was translated and says now, word by word."""
        tags = {"addition": ("<ins>", "</ins>"), "deletion": ("<del>", "</del>"), "equal": ("", "")}
        changes = diff_text(plain(self.before), plain(self.source)).changes
        marks = {name: (SafeString(begin), SafeString(end)) for name, (begin, end) in tags.items()}
        return format_html_join("", "{}{}{}", ((marks[kind][0], text, marks[kind][1]) for kind, text in changes))

    @cached_property
    def warnings(self) -> list[str]:
        """What may have got lost or slipped in; nothing that keeps the text from being saved."""
        if not self.value:
            return []
        found = []
        wanted, given = len(links_of(self.source)), len(links_of(self.value))
        if wanted != given:
            found.append(_("Links in the source: %(source)d, here: %(here)d.") % {"source": wanted, "here": given})
        if not self.rich and TAG.search(self.value) and not TAG.search(self.source):
            found.append(_("Markup is shown to readers as it is typed."))
        return found


def rows_for(source: Page, target: Page) -> list[Row]:
    """One row per text of the source, with the words in work; what the first publish waits for stands first."""
    model, content = type(source), source.serializable_data()
    own = pending_words(target)
    known = {**approved(target), **own}
    composition = compose(model, content, target.serializable_data(), known)
    worked = {unit.path: unit.value for unit in units(model, opened(model, composition.content))}
    rows = []
    for unit in sorted(units(model, opened(model, content)), key=lambda unit: unit.policy != BLOCK):
        if not unit.value:
            continue
        state = composition.states[unit.path]
        rows.append(
            Row(
                path=unit.path,
                label=unit.label,
                context=unit.context,
                rich=unit.rich,
                features=unit.features,
                check=unit.check,
                source=unit.value,
                before=known[unit.path].source if state == OUTDATED and unit.path in known else "",
                value=worked[unit.path] if state in (APPROVED, OUTDATED) else "",
                state=DRAFT if state == APPROVED and unit.path in own else state,
            )
        )
    return rows


def texts_of_version(source: Page, content: dict, rows: list[Row]) -> dict[str, str]:
    """Words by path that an older version of a translation has and the one in work has not."""
    model = type(source)
    old = {unit.path: unit.value for unit in units(model, opened(model, content))}
    return {
        row.path: old[row.path]
        for row in rows
        if old.get(row.path) and old[row.path] not in (row.value, row.source, row.before)
    }


def progress(rows: list[Row]) -> dict[str, int]:
    """How many texts are translated (drafts included), outdated and open."""
    states = [row.state for row in rows]
    return {
        "total": len(states),
        "translated": states.count(APPROVED) + states.count(DRAFT),
        "outdated": states.count(OUTDATED),
        "open": states.count(UNTRANSLATED) + states.count(WITHHELD),
    }
