"""What has changed since a moment."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.parameters import ChangesParameters, known_parameters
from cms.api.responses import conditional, etag_of
from cms.api.schemas import PROBLEMS
from cms.content_store.services.changing import changes as changes_since
from cms.schemas.changes import ChangeList
from partnerships.content import presenters

router = Router()


@router.get("/changes/", response={200: ChangeList, **PROBLEMS}, summary="Changes since a moment")
@known_parameters(ChangesParameters)
def changes(request: HttpRequest, parameters: Query[ChangesParameters]) -> HttpResponse:
    """Pages of partnerships that readers see differently, for the first time or no longer, the oldest change first."""
    types = sorted(presenter.type for presenter in presenters.values())
    feed = changes_since(types, parameters.locale, parameters.since, parameters.cursor, parameters.limit)
    body = feed.body()
    return conditional(request, body, etag_of(body))
