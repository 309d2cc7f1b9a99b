"""PostgreSQL: all that matches are narrowed, counted and ordered by stands beside their tokens, in short rows.

Rows that are there already are filled by the next migration, without a lock.
"""

from django.db import migrations

# The long vector goes into rows of its own, where phrases read it uncompressed; what is left of many matches is short.
COLUMNS = """
    ALTER TABLE search_tokens
        ADD COLUMN page_id integer, ADD COLUMN locale text, ADD COLUMN date date, ADD COLUMN weight double precision,
        ADD COLUMN latitude double precision, ADD COLUMN longitude double precision,
        ADD COLUMN visible_from timestamptz, ADD COLUMN expires_at timestamptz, ADD COLUMN valid_until timestamptz,
        ADD COLUMN facets text[];
    ALTER TABLE search_tokens ALTER COLUMN vector SET STORAGE EXTERNAL, ALTER COLUMN head SET STORAGE MAIN,
        ALTER COLUMN facets SET STORAGE MAIN, SET (toast_tuple_target = 512)
"""
# Of the document when its tokens are written, whichever release writes them; facets are written before.
TRIGGER = """
    CREATE FUNCTION search_tokens_completed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.locale IS NULL THEN
            SELECT d.page_id, d.locale, d.date, d.weight, d.latitude, d.longitude, d.visible_from, d.expires_at,
                d.valid_until, ARRAY(
                    SELECT f.name || chr(31) || f.value FROM search_searchfacet f
                    WHERE f.document_id = d.id AND NOT starts_with(f.name, '_')
                )
            INTO NEW.page_id, NEW.locale, NEW.date, NEW.weight, NEW.latitude, NEW.longitude, NEW.visible_from,
                NEW.expires_at, NEW.valid_until, NEW.facets
            FROM search_searchdocument d WHERE d.id = NEW.document_id;
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER search_tokens_completed BEFORE INSERT OR UPDATE ON search_tokens
    FOR EACH ROW EXECUTE FUNCTION search_tokens_completed()
"""
DROP = """
    DROP TRIGGER search_tokens_completed ON search_tokens;
    DROP FUNCTION search_tokens_completed;
    ALTER TABLE search_tokens DROP COLUMN page_id, DROP COLUMN locale, DROP COLUMN date, DROP COLUMN weight,
        DROP COLUMN latitude, DROP COLUMN longitude, DROP COLUMN visible_from, DROP COLUMN expires_at,
        DROP COLUMN valid_until, DROP COLUMN facets
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (COLUMNS, TRIGGER):
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0011_pieces_in_other_languages")]

    operations = [migrations.RunPython(create, drop)]
