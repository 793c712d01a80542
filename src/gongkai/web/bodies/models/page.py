"""Pages. Every page but the first belongs to a body, and whoever serves the body may work on it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _lazy
from wagtail.models import AbstractPage
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from gongkai.web.bodies.models.body import PublicBody

# No form sets them, so that nobody need look up at every save whether they exist; the database does anyway.
OURS = frozenset({"content_type", "locale", "latest_revision", "live_revision", "owner"})


class DisclosurePage(AbstractPage):
    """The base of every page (Wagtail's page model, chosen for good with the first migration)."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pages",
    )

    search_fields = [*AbstractPage.search_fields, index.FilterField("body")]
    # At every save Wagtail would write down what a page refers to, and read it again for a search index
    # that is not kept here (project/office_search.py). Nothing asks for either.
    wagtail_reference_index_ignore = True
    search_auto_update = False

    class Meta(AbstractPageMeta):
        indexes = [
            # The office lists what was worked on last; how many there are is answered by the second alone.
            models.Index(
                fields=["latest_revision_created_at", "path"], name="bodies_page_worked_on"
            ),
            models.Index(fields=["body", "content_type"], name="bodies_page_body_type"),
        ]

    def full_clean(self, **kwargs: Any) -> None:
        # A new page learns its body from the page it is put under.
        if self.body_id is None and self.path:
            parent = self.get_parent()
            if parent is not None:
                self.body_id = parent.body_id
        exclude = {*(kwargs.pop("exclude", None) or ()), *OURS}
        super().full_clean(exclude=exclude, **kwargs)


class HomePage(DisclosurePage):
    """The door of the public site; bodies stand under it."""

    max_count = 1
    parent_page_types: list[str] = ["bodies.DisclosurePage"]
    subpage_types: list[str] = ["bodies.BodyPage"]
    template = "bodies/home_page.html"

    class Meta:
        verbose_name = _lazy("首页")
        verbose_name_plural = _lazy("首页")


class BodyPage(DisclosurePage):
    """A body's column on the site. It is written from the facts of the body, never by hand."""

    parent_page_types: list[str] = ["bodies.HomePage", "bodies.BodyPage"]
    is_creatable = False
    template = "bodies/body_page.html"

    class Meta:
        verbose_name = _lazy("机关专栏")
        verbose_name_plural = _lazy("机关专栏")
