"""The place of disputes in the office."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("disputes/", include("gongkai.web.disputes.urls"))]
