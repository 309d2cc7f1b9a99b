"""What readers of older pages must know: the state of a partnership that the page is about has changed since.

And the doorway to the directory on the home page.
"""

import datetime
from typing import Any

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cms.content_store.services import reading
from partnerships.services.histories import is_older
from partnerships.views.doorway import home_directory, home_styles

PROFILE = "partnerships.partnership"


def page_context(context: Context) -> SafeString:
    """The state today of related partnerships that changed after the page was written; only of explicit relations."""
    data = getattr(context.get("delivered"), "data", {})
    changed = changed_since(written_on(data), data) if data else []
    if not changed:
        return SafeString("")
    values = {"written_on": written_on(data), "partnerships": changed}
    return render_to_string("partnerships/slots/page_context.html", values)


def written_on(data: dict[str, Any]) -> datetime.date:
    """The day of the page, or of the last change that readers are told of."""
    days = [data["date"], *([data["change"]["on"]] if data["change"] and data["change"]["on"] else [])]
    return datetime.date.fromisoformat(max(days))


def changed_since(day: datetime.date, data: dict[str, Any]) -> list[reading.Card]:
    """Cards of the related partnerships, in one query where there are any; profiles speak for themselves."""
    related = [link["id"] for link in data.get("related", ()) if link["type"] == PROFILE]
    if not related or data["type"] == PROFILE:
        return []
    cards = reading.cards_of(related)
    return [cards[pk] for pk in related if pk in cards and is_older(day, cards[pk]["status"]["starts"])]


slots = {"page.context": page_context, "home.styles": home_styles, "home.directory": home_directory}
