import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0006_reminder_words")]

    operations = [
        migrations.AddField(
            model_name="sitting",
            name="noted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="last heard of"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sitting",
            name="fetched",
            field=models.BooleanField(default=False, verbose_name="token taken"),
        ),
    ]
