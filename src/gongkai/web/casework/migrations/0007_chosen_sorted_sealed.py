"""Choices of the office; the days by which lists are sorted; what was written about an event is sealed."""

import datetime
import json

import django.db.models.deletion
import django.db.models.functions.comparison
import encrypted_fields.fields
import gongkai.web.casework.choices.models
from django.conf import settings
from django.db import migrations, models


WORDS = ("good_reason", "reason", "reasons", "proof", "approved_by", "document")


def seal(apps, schema_editor):
    events = apps.get_model("casework", "CaseEvent").objects
    for event in list(events.only("codes", "words", "note")):
        words = {name: event.codes.pop(name) for name in WORDS if name in event.codes}
        event.words = json.dumps(words, ensure_ascii=False) if words else ""
        event.save(update_fields=["codes", "words", "note"])


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0006_page_lists"),
        ("casework", "0006_more_of_what_happens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SettingChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始日")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="自该日起不再有效", null=True, verbose_name="终止日"
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=gongkai.web.casework.choices.models.setting_names,
                        max_length=60,
                        verbose_name="设置",
                    ),
                ),
                ("value", models.CharField(max_length=40, verbose_name="选择")),
                ("reason", models.CharField(max_length=200, verbose_name="依据")),
                ("chosen_at", models.DateTimeField(verbose_name="设置时间")),
            ],
            options={
                "verbose_name": "办件设置",
                "verbose_name_plural": "办件设置",
                "ordering": ["setting", "starts_on", "pk"],
            },
        ),
        migrations.RenameField(
            model_name="caseevent",
            old_name="facts",
            new_name="codes",
        ),
        migrations.AddField(
            model_name="caseevent",
            name="words",
            field=encrypted_fields.fields.EncryptedTextField(
                blank=True, null=True, verbose_name="所写的内容"
            ),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="ended_by",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "concluded_on", models.Value(datetime.date(9999, 12, 31))
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="owed_by",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "due_on", models.Value(datetime.date(9999, 12, 31))
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="note",
            field=encrypted_fields.fields.EncryptedTextField(
                blank=True, max_length=300, null=True, verbose_name="说明"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "-ended_by", "owed_by", "-id", "state", "due_on"],
                name="casework_request_sorted",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=[
                    "body",
                    "first_concluded_on",
                    "received_on",
                    "concluded_on",
                    "matter",
                    "door",
                    "applicant_kind",
                    "outcome",
                ],
                name="casework_request_counted",
            ),
        ),
        migrations.AddField(
            model_name="settingchoice",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="setting_choices",
                to="bodies.publicbody",
            ),
        ),
        migrations.AddField(
            model_name="settingchoice",
            name="chosen_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="settingchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                ),
                name="casework_choice_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="settingchoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("body", "setting"),
                name="casework_choice_one_open",
            ),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="waits_until",
            field=models.DateField(
                blank=True, null=True, verbose_name="申请人补正、缴费的最后一日"
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="occasion",
            field=models.CharField(
                choices=[("new", "新收到"), ("soon", "将到期"), ("late", "已逾期")],
                max_length=10,
                verbose_name="事由",
            ),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop, elidable=True),
    ]
