import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("sequence", models.BigIntegerField(default=0)),
                (
                    "hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
                ("seal", models.CharField(default="", max_length=64)),
            ],
            options={
                "verbose_name": "留痕链尾",
                "verbose_name_plural": "留痕链尾",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="journal_head_single"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "sequence",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号"),
                ),
                ("recorded_at", models.DateTimeField(db_index=True, verbose_name="时间")),
                ("act", models.CharField(db_index=True, max_length=60, verbose_name="行为")),
                ("actor_name", models.CharField(blank=True, max_length=130, verbose_name="姓名")),
                (
                    "body_number",
                    models.BigIntegerField(db_index=True, null=True, verbose_name="机关编号"),
                ),
                ("body_name", models.CharField(blank=True, max_length=200, verbose_name="机关")),
                (
                    "subject_kind",
                    models.CharField(blank=True, max_length=100, verbose_name="对象类型"),
                ),
                (
                    "subject_number",
                    models.CharField(blank=True, max_length=64, verbose_name="对象编号"),
                ),
                ("subject_name", models.CharField(blank=True, max_length=300, verbose_name="对象")),
                ("before", models.TextField(default="{}", verbose_name="变更前")),
                ("after", models.TextField(default="{}", verbose_name="变更后")),
                ("reason", models.TextField(blank=True, verbose_name="事由")),
                ("channel", models.CharField(max_length=20, verbose_name="途径")),
                ("address", models.CharField(blank=True, max_length=60, verbose_name="来源地址")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="上一条校验值")),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="校验值")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal_entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "留痕记录",
                "verbose_name_plural": "留痕记录",
                "ordering": ["-sequence"],
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_number"], name="journal_entry_subject"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sequence__gte", 1)),
                        name="journal_entry_sequence_positive",
                    )
                ],
            },
        ),
    ]
