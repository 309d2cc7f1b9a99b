"""What the search server is still to be told: noted with the change, sent in bulk by the worker."""

import logging
from collections.abc import Collection

from django.conf import settings
from django_tasks import task

from search.engines.elastic import indexes, writing
from search.engines.elastic.admin.mending import ADMIN, retell
from search.engines.elastic.connection import Refused, Unavailable
from search.models import SearchChange, SearchDocument

BATCH = 500

logger = logging.getLogger(__name__)


def note(keys: Collection[str]) -> None:
    """Within the transaction of the change; the worker is called unless it has something to send already."""
    if not settings.SEARCH_URLS:
        return
    is_first = not SearchChange.objects.exists()
    SearchChange.objects.bulk_create(SearchChange(key=key) for key in keys)
    if is_first:
        deliver.enqueue()


@task()
def deliver() -> None:
    """Send what waits; without the server it waits on."""
    send_what_waits()


def send_what_waits() -> int:
    """Tell the server of every change; returns how many. What it cannot be told now waits for the next minute."""
    sent = 0
    if not settings.SEARCH_URLS:
        return sent
    try:
        while changes := dict(SearchChange.objects.order_by("pk").values_list("pk", "key")[:BATCH]):
            _send(set(changes.values()))
            SearchChange.objects.filter(pk__in=changes).delete()
            sent += len(changes)
    except (Unavailable, Refused) as error:
        logger.warning("search changes wait", extra={"reason": str(error)})
    return sent


def _send(keys: Collection[str]) -> None:
    of_admin = {key for key in keys if key.startswith(ADMIN)}
    _send_documents(set(keys) - of_admin)
    retell(sorted(of_admin))


def _send_documents(keys: Collection[str]) -> None:
    languages = indexes.languages()
    documents = list(SearchDocument.objects.filter(key__in=keys, locale__in=languages))
    refused = writing.send(documents)
    refused |= writing.remove(sorted(set(keys) - {document.key for document in documents}), languages)
    if refused:
        # The comparison finds them again.
        logger.error("documents refused by the search server", extra={"documents": refused})
