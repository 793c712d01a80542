import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0003_page_revisions"),
        ("publishing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ZeroStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="期间起")),
                ("last_day", models.DateField(verbose_name="期间止")),
                ("reason", models.TextField(verbose_name="理由")),
                ("signed_at", models.DateTimeField(verbose_name="签署时间")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zero_statements",
                        to="bodies.publicbody",
                        verbose_name="机关",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publishing.cataloguerow",
                        verbose_name="公开事项",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签署人",
                    ),
                ),
            ],
            options={
                "verbose_name": "本期无信息说明",
                "verbose_name_plural": "本期无信息说明",
                "ordering": ["-last_day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="publishing_zero_forward",
                    ),
                    models.UniqueConstraint(
                        fields=("body", "row", "first_day", "last_day"), name="publishing_zero_once"
                    ),
                ],
            },
        ),
    ]
