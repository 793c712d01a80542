"""Entries know their place and what lists are narrowed by. The index is made of what is public: it is
emptied here, and ``index_items`` fills it again."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def drop_words(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS portal_searchwords")


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_initial"),
        ("portal", "0001_initial"),
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(drop_words, drop_words),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="publishing.itempage",
                    ),
                ),
                ("place", models.BigIntegerField(unique=True)),
                ("revision_number", models.BigIntegerField(null=True)),
                ("validity", models.CharField(max_length=20)),
                ("title", models.TextField()),
                ("numbers", models.TextField()),
                ("plain", models.TextField()),
                ("folded", models.TextField()),
                (
                    "body",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                    ),
                ),
                (
                    "public_body",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.publicbody",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publishing.cataloguerow",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索条目",
                "verbose_name_plural": "检索条目",
                "indexes": [
                    models.Index(fields=["body", "place"], name="portal_entry_body"),
                    models.Index(
                        fields=["public_body", "row", "place"], name="portal_entry_body_row"
                    ),
                    models.Index(fields=["public_body", "place"], name="portal_entry_public_body"),
                    models.Index(fields=["row", "place"], name="portal_entry_row"),
                    models.Index(fields=["validity", "place"], name="portal_entry_validity"),
                ],
            },
        ),
    ]
