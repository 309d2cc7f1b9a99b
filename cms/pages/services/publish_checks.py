"""What a page must have before it is published: credit and alternative text for every picture it shows.

Translations are not asked: pictures are facts of the source page, checked when that is published,
and an alternative text that nobody has translated yet is shown in the source language.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from cms.media.models import Picture
from cms.pages.refusals import PublishProblem, PublishRefused


def check_publishable(page: Page) -> None:
    """Raise PublishRefused when something stands in the way of publishing the page as it is."""
    problems = problems_of(page)
    if problems:
        raise PublishRefused(page, problems)


def problems_of(page: Page) -> list[PublishProblem]:
    """Everything to mend, in the order of the form; in the active language."""
    if _is_translation(page):
        return []
    day = _first_day(page)
    return [*_field_problems(page, day), *_body_problems(page, day)]


def _is_translation(page: Page) -> bool:
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return False
    sources = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    return sources.exists()


def _first_day(page: Page) -> datetime.date:
    """The day on which readers will first see the page."""
    today = timezone.localdate()
    return max(today, timezone.localdate(page.go_live_at)) if page.go_live_at else today


def _field_problems(page: Page, day: datetime.date) -> Iterator[PublishProblem]:
    """Pictures in fields of the page; `<field>_alt`, where the page has it, is their alternative text."""
    for field in page._meta.concrete_fields:
        picture = getattr(page, field.name) if field.related_model is Picture else None
        if picture is None:
            continue
        where = str(capfirst(field.verbose_name))
        for message in rights_problems(picture, day):
            yield PublishProblem(field.name, message, where)
        alt = f"{field.name}_alt"
        if hasattr(page, alt) and not getattr(page, alt).strip():
            yield PublishProblem(alt, missing_alt(), where)


def _body_problems(page: Page, day: datetime.date) -> Iterator[PublishProblem]:
    for position, child in enumerate(page.body):
        where = _("Block %(number)d (%(kind)s)") % {"number": position + 1, "kind": child.block.label}
        for path, message in _value_problems(child.block, child.value, day):
            yield PublishProblem("body", message, where, (position, *path))


def _value_problems(block: blocks.Block, value: Any, day: datetime.date) -> Iterator[tuple[tuple, str]]:
    """(path inside the block, message) for every picture in a block, however deep."""
    if value is None:
        return
    if isinstance(block, ImageBlock):
        yield from _use_problems(value, value.contextual_alt_text, value.decorative, "image", day)
    elif isinstance(block, blocks.StructBlock):
        yield from _struct_problems(value, day)
    elif isinstance(block, blocks.ListBlock):
        for position, item in enumerate(value.bound_blocks):
            yield from _inside(position, _value_problems(item.block, item.value, day))
    elif isinstance(block, blocks.StreamBlock):
        for position, item in enumerate(value):
            yield from _inside(position, _value_problems(item.block, item.value, day))


def _struct_problems(struct: blocks.StructValue, day: datetime.date) -> Iterator[tuple[tuple, str]]:
    """Beside a picture, `alt_text` and `decorative` speak of it, in our blocks and in those of plugins."""
    for name, child in struct.block.child_blocks.items():
        if isinstance(child, ImageChooserBlock):
            if struct[name] is not None:
                alt = struct.get("alt_text")
                yield from _use_problems(struct[name], alt, struct.get("decorative", False), name, day)
        else:
            yield from _inside(name, _value_problems(child, struct[name], day))


def _use_problems(
    picture: Picture, alt: str | None, decorative: bool, name: str, day: datetime.date
) -> Iterator[tuple[tuple, str]]:
    """Problems of one picture in one use; an alternative text of None is not asked for."""
    for message in rights_problems(picture, day):
        yield (name,), message
    if alt is not None and not alt.strip() and not decorative:
        yield ("alt_text",), missing_alt()


def _inside(step: int | str, problems: Iterator[tuple[tuple, str]]) -> Iterator[tuple[tuple, str]]:
    for path, message in problems:
        yield (step, *path), message


def rights_problems(picture: Picture, day: datetime.date) -> Iterator[str]:
    """What keeps a picture from being shown on a day."""
    if not picture.credit.strip():
        yield _("the picture “%(title)s” has no credit. Add it to the picture.") % {"title": picture.title}
    if picture.expires_on is not None and picture.expires_on < day:
        yield _("the picture “%(title)s” may be shown until %(day)s only. Choose another.") % {
            "title": picture.title,
            "day": picture.expires_on.strftime("%d.%m.%Y"),
        }


def missing_alt() -> str:
    """What to do about a missing alternative text."""
    return _("the alternative text is missing. Say what the picture shows.")
