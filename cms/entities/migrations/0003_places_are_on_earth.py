"""Coordinates have bounds; points that are nowhere are forgotten, so that places show as what they are: unlocated."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models
from django.db.models import Q


def forget_points_off_the_earth(apps, schema_editor):
    beyond = Q(latitude__lt=-90) | Q(latitude__gt=90) | Q(longitude__lt=-180) | Q(longitude__gt=180)
    apps.get_model("cms_entities", "Place").objects.filter(beyond).update(latitude=None, longitude=None)


class Migration(migrations.Migration):
    dependencies = [
        ("cms_entities", "0002_region_kinds_by_their_terms"),
    ]

    operations = [
        migrations.AlterField(
            model_name="place",
            name="latitude",
            field=models.FloatField(
                blank=True,
                null=True,
                validators=[MinValueValidator(-90), MaxValueValidator(90)],
                verbose_name="latitude",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="longitude",
            field=models.FloatField(
                blank=True,
                null=True,
                validators=[MinValueValidator(-180), MaxValueValidator(180)],
                verbose_name="longitude",
            ),
        ),
        migrations.RunPython(forget_points_off_the_earth, migrations.RunPython.noop, elidable=True),
    ]
