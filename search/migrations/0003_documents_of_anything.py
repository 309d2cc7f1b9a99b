"""Documents of things that are no pages, with what facets, days, places and orders need of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_search_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="expires_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="key",
            field=models.CharField(max_length=120, null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="latitude",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="longitude",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="sort_key",
            field=models.CharField(blank=True, db_default="", default="", help_text="In hexadecimal.", max_length=200),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="url",
            field=models.CharField(blank=True, db_default="", default="", max_length=1024),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="valid_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="version",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="visible_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="weight",
            field=models.FloatField(db_default=1.0, default=1.0),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="page_id",
            field=models.PositiveIntegerField(null=True, unique=True),
        ),
        migrations.RunSQL(
            "UPDATE search_searchdocument SET key = 'page:' || page_id", migrations.RunSQL.noop, elidable=True
        ),
        migrations.CreateModel(
            name="SearchFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=200)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facets", to="search.searchdocument"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "value", "document"), name="search_facet_once")
                ],
            },
        ),
    ]
