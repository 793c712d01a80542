"""Each list for look-up by household has a key of its own; one that was opened before has to be opened again."""

import encrypted_fields.fields
from django.db import migrations
from django.utils import timezone


def shut(apps, schema_editor):
    apps.get_model("supervision", "HouseholdRow").objects.all().delete()
    apps.get_model("supervision", "HouseholdLookup").objects.filter(closed_on=None).update(
        closed_on=timezone.localdate()
    )


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_households")]

    operations = [
        migrations.RunPython(shut, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="householdlookup",
            name="key",
            field=encrypted_fields.fields.EncryptedCharField(
                editable=False, max_length=300, null=True
            ),
        ),
    ]
