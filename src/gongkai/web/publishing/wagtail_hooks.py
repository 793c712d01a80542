"""The place of publishing in the office."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from gongkai.web.publishing.items import text_pictures, text_tables


@hooks.register("register_rich_text_features")
def tables_and_pictures(features: Any) -> None:
    text_tables.register(features)
    text_pictures.register(features)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("items/", include("gongkai.web.publishing.urls"))]
