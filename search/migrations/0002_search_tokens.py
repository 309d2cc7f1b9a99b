"""The engine's own table of tokens, in the form of the database at hand."""

from django.db import migrations

from search.engines.database import postgresql, sqlite


def dialect(schema_editor):
    return postgresql if schema_editor.connection.vendor == "postgresql" else sqlite


def create(apps, schema_editor):
    schema_editor.execute(dialect(schema_editor).CREATE)


def drop(apps, schema_editor):
    schema_editor.execute(dialect(schema_editor).DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
