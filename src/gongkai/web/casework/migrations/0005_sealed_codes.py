"""Codes are kept sealed, so that the key can be changed; a code that was given out before has to be asked for again."""

import encrypted_fields.fields
from django.db import migrations


def seal(apps, schema_editor):
    requests = apps.get_model("casework", "DisclosureRequest").objects
    for pk, digest in requests.values_list("pk", "code_digest").iterator():
        requests.filter(pk=pk).update(code_digest=digest)


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_notice_of_a_county")]

    operations = [
        migrations.AlterField(
            model_name="disclosurerequest",
            name="code_digest",
            field=encrypted_fields.fields.EncryptedCharField(editable=False, max_length=300),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop, elidable=True),
    ]
