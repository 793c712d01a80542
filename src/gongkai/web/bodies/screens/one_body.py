"""A screen about one public body, under a list of bodies."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from gongkai.web.bodies.models import PublicBody


class OnePublicBody:
    """The body named by the address; the screen says which list it stands under and which sheet is its own."""

    list_name = ""
    list_label = ""
    sheet_name = ""
    kwargs: dict[str, Any]

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(self.list_name), self.list_label),
            (reverse(self.sheet_name, args=[self.body.pk]), self.body.short_name),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse(self.sheet_name, args=[self.body.pk])
