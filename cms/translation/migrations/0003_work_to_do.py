from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms_translation", "0002_translation_progress"),
    ]

    operations = [
        migrations.AddField(
            model_name="translationprogress",
            name="since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="translationprogress",
            name="words",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
