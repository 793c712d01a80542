import django.db.models.deletion
import encrypted_fields.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_chosen_sorted_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="redaction",
            name="left_over",
            field=models.JSONField(blank=True, default=list, verbose_name="副本里还有的"),
        ),
        migrations.AddField(
            model_name="redaction",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="作废时间"),
        ),
        migrations.AddField(
            model_name="redaction",
            name="voided_because",
            field=models.CharField(blank=True, max_length=200, verbose_name="作废的理由"),
        ),
        migrations.AddField(
            model_name="redactionbox",
            name="word",
            field=encrypted_fields.fields.EncryptedTextField(
                blank=True, null=True, verbose_name="词"
            ),
        ),
        migrations.CreateModel(
            name="PicturePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveIntegerField(verbose_name="页")),
                ("content", encrypted_fields.fields.EncryptedTextField(blank=True, null=True)),
                (
                    "why",
                    models.CharField(blank=True, max_length=300, verbose_name="没有读出的原因"),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture_pages",
                        to="casework.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "有图片的页",
                "verbose_name_plural": "有图片的页",
                "ordering": ["page"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("redaction", "page"), name="casework_picture_page_once"
                    )
                ],
            },
        ),
    ]
