"""PostgreSQL: rows that were there before the columns beside the tokens get theirs, in portions, while others write.

Whoever breaks it off starts it again: it goes on with what is left.
"""

from django.db import migrations

PORTION = 500
# An update writes rows anew, with what the trigger adds; an unchanged vector would stay where it is.
FILL = """
    WITH portion AS (
        SELECT document_id FROM search_tokens WHERE locale IS NULL AND document_id > %s
        ORDER BY document_id LIMIT %s FOR UPDATE {others}
    ), filled AS (
        UPDATE search_tokens t SET vector = vector || ''::tsvector FROM portion p WHERE t.document_id = p.document_id
        RETURNING t.document_id
    )
    SELECT max(document_id) FROM filled
"""


def fill(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    # What others are writing is filled by them, but for what they take back.
    for others in ("SKIP LOCKED", ""):
        last = 0
        while last is not None:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(FILL.format(others=others), [last, PORTION])
                [(last,)] = cursor.fetchall()


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("search", "0012_all_beside_the_tokens")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
