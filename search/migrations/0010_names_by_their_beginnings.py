"""Titles and names from each of their words on, for whoever types the beginning of one."""

from itertools import islice

from django.db import migrations

from search.engines.database import names

BATCH = 1_000


def create(apps, schema_editor):
    for statement in names.creation(is_postgresql=schema_editor.connection.vendor == "postgresql"):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_names")


def fill(apps, schema_editor):
    # The names are made of what is stored, by the code of the day: it may be done again at any time.
    SearchDocument = apps.get_model("search", "SearchDocument")
    fields = ("page_id", "locale", "title", "names", "date", "weight")
    documents = SearchDocument.objects.only(*fields).order_by("pk").iterator(BATCH)
    while batch := list(islice(documents, BATCH)):
        names.write(batch)


class Migration(migrations.Migration):
    dependencies = [("search", "0009_missed_searches")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
