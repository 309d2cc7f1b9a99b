"""PostgreSQL: title, names and lead have a short vector, too, and vectors are asked by index. All tokens are made anew."""

from itertools import islice

from django.db import migrations

PORTION = 200

# The planner does not know what it costs to read long vectors: left alone, it reads all of them for common words.
FUNCTIONS = """
    CREATE FUNCTION search_matches(wanted tsquery) RETURNS TABLE (document_id bigint, head tsvector)
    LANGUAGE sql STABLE ROWS 1000000 SET enable_seqscan = off
    AS $$ SELECT document_id, head FROM search_tokens WHERE vector @@ wanted $$;
    CREATE FUNCTION search_named(wanted tsquery) RETURNS TABLE (document_id bigint, head tsvector)
    LANGUAGE sql STABLE ROWS 1000000 SET enable_seqscan = off
    AS $$ SELECT document_id, head FROM search_tokens WHERE head @@ wanted $$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # A release that does not know the column writes none: what it wrote is found, but ranked as if by its text.
        schema_editor.execute("ALTER TABLE search_tokens ADD COLUMN head tsvector NOT NULL DEFAULT ''::tsvector")
        schema_editor.execute("CREATE INDEX search_tokens_head ON search_tokens USING gin (head)")
        schema_editor.execute(FUNCTIONS)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION search_matches; DROP FUNCTION search_named")
        schema_editor.execute("ALTER TABLE search_tokens DROP COLUMN head")


def fill(apps, schema_editor):
    # The tokens are made of what is stored, by the code of the day: it may be done again at any time.
    from search.engines.database import tables

    SearchDocument = apps.get_model("search", "SearchDocument")
    documents = SearchDocument.objects.only("type", "locale", "title", "names", "lead", "text")
    rest = documents.order_by("pk").iterator(PORTION)
    while portion := list(islice(rest, PORTION)):
        tables.write_tokens(portion)


class Migration(migrations.Migration):
    dependencies = [("search", "0007_cards_and_document_texts")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
