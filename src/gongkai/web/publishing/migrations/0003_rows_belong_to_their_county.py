"""Rows of the catalogue keep their codes and become the county's own; with several counties all share them."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def give_to_the_county(apps: Any, schema_editor: Any) -> None:
    row, body = apps.get_model("publishing", "CatalogueRow"), apps.get_model("bodies", "PublicBody")
    row.objects.filter(plain_code="").update(plain_code=F("code"))
    counties = list(body.objects.filter(kind="county-government")) or list(
        body.objects.filter(parent=None)
    )
    if len(counties) == 1:
        row.objects.filter(county=None).update(county=counties[0])


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_catalogue_of_a_county")]

    operations = [migrations.RunPython(give_to_the_county, migrations.RunPython.noop)]
