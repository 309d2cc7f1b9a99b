"""The same documents as Wagtail's own search has them: one model, its index entries, its backend."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelsearch import index
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry


def plain_model() -> type[models.Model]:
    """A model that is indexed as Wagtail indexes pages, with its empty table; made here, so that no app has it."""
    model = _model()
    with connection.schema_editor() as editor:
        editor.create_model(model)
    return model


@cache
def _model() -> type[models.Model]:

    class PlainItem(index.Indexed, models.Model):
        locale = models.CharField(max_length=12)
        title = models.CharField(max_length=500)
        names = models.TextField()
        lead = models.TextField()
        text = models.TextField()

        search_fields = (
            index.SearchField("title", boost=2),
            index.AutocompleteField("title"),
            index.SearchField("names"),
            index.AutocompleteField("names"),
            index.SearchField("lead"),
            index.SearchField("text"),
            index.FilterField("locale"),
        )

        class Meta:
            app_label = "search"
            db_table = "benchmark_plain_item"

    TextIDGenericRelation(IndexEntry).contribute_to_class(PlainItem, "index_entries")
    return PlainItem


def fill_plain(model: type[models.Model]) -> None:
    """Copy every document, and write the entries that its backend would."""
    kind = ContentType.objects.get_for_model(model).pk
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO benchmark_plain_item (id, locale, title, names, lead, text) "
            "SELECT id, locale, title, names, lead, text FROM search_searchdocument"
        )
        cursor.execute(
            "INSERT INTO wagtailsearch_indexentry "
            "(content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text) "
            "SELECT %s, id::text, setweight(to_tsvector(title), 'C'), "
            "setweight(to_tsvector('simple', title) || to_tsvector('simple', names), 'D'), "
            "setweight(to_tsvector(names) || to_tsvector(lead) || to_tsvector(text), 'D'), 1.0, title, "
            "names || ' ' || lead || ' ' || text FROM benchmark_plain_item",
            [kind],
        )
        cursor.execute("ANALYZE")


def reindex(model: type[models.Model], count: int) -> int:
    """Write the entries of so many rows again, as its rebuild does; returns how many there were."""
    rows = list(model.objects.order_by("pk")[:count])
    get_search_backend().get_index_for_model(model).add_items(model, rows)
    return len(rows)
