"""The words of all documents, for those that are misspelt; PostgreSQL compares them by pg_trgm where it may."""

import logging

from django.db import NotSupportedError, ProgrammingError, migrations, transaction

logger = logging.getLogger(__name__)

POSTGRESQL = (
    'CREATE TABLE search_words (locale text NOT NULL, folded text COLLATE "C" NOT NULL, written text NOT NULL);'
    "CREATE INDEX search_words_folded ON search_words (locale, folded)"
)
TRIGRAMS = "CREATE INDEX search_words_trigrams ON search_words USING gin (folded gin_trgm_ops)"
SQLITE = (
    """
    CREATE TABLE search_words (
        id INTEGER PRIMARY KEY, locale TEXT NOT NULL, folded TEXT NOT NULL, written TEXT NOT NULL,
        UNIQUE (locale, folded)
    )
    """,
    """
    CREATE VIRTUAL TABLE search_word_trigrams
    USING fts5(folded, content='search_words', content_rowid='id', tokenize='trigram')
    """,
    """
    CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
        INSERT INTO search_word_trigrams (rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_words_removed AFTER DELETE ON search_words BEGIN
        INSERT INTO search_word_trigrams (search_word_trigrams, rowid, folded) VALUES ('delete', old.id, old.folded);
    END
    """,
)
WITHOUT = (
    "The database role may not create the extension pg_trgm: the search corrects one slip in a word, not two. "
    "To have both, let an administrator run on this database: CREATE EXTENSION pg_trgm; %s"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        for statement in SQLITE:
            schema_editor.execute(statement)
        return
    schema_editor.execute(POSTGRESQL)
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(TRIGRAMS)
    except (ProgrammingError, NotSupportedError):
        logger.warning(WITHOUT, TRIGRAMS)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_word_trigrams")
    schema_editor.execute("DROP TABLE search_words")


def fill(apps, schema_editor):
    # The words are learnt from what is stored, by the code of the day: it may be done again at any time.
    from search.engines.database import vocabulary

    vocabulary.rebuild()


class Migration(migrations.Migration):
    dependencies = [("search", "0004_keys_are_unique")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
