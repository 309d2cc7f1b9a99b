"""One document a key; PostgreSQL builds the index beside readers and writers."""

from django.db import migrations, models

CONSTRAINT = models.UniqueConstraint(fields=("key",), condition=models.Q(key__isnull=False), name="search_document_key")


def create(apps, schema_editor):
    without_lock = "CONCURRENTLY" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(
        f"CREATE UNIQUE INDEX {without_lock} search_document_key ON search_searchdocument (key) WHERE key IS NOT NULL"
    )


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX search_document_key")


class Migration(migrations.Migration):
    # What is built without a lock is built outside of a transaction.
    atomic = False

    dependencies = [("search", "0003_documents_of_anything")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[migrations.AddConstraint(model_name="searchdocument", constraint=CONSTRAINT)],
        ),
    ]
