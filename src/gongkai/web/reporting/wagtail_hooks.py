"""The place of annual reports in the office."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("reports/", include("gongkai.web.reporting.urls"))]
