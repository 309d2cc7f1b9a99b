"""Pages are found in the admin by the names that their places have now."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django_tasks import task
from modelsearch.index import insert_or_update_object
from wagtail.models import get_page_models

from cms.pages.models.places import place_paths


@task()
def index_pages_of(place_id: int) -> None:
    """Bring the admin's search up to date for all pages of a place."""
    for model in get_page_models():
        if paths := place_paths(model):
            at_place = reduce(or_, (Q(**{path: place_id}) for path in paths))
            for page in model.objects.filter(at_place).distinct():
                insert_or_update_object(page)
