"""Redactions: pages on which a clerk draws boxes, each with its reason, and the copy made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile
from gongkai.web.files.models import StoredFile

NOT_GOVERNMENT_INFORMATION = "not_government_information"


def reasons() -> list[tuple[str, str]]:
    """Codes and names of why a place is covered: the grounds, what is no government information among them (第三十七条)."""
    return [(code.id, code.label) for code in codelist("grounds")]


def runs(numbers: list[int]) -> str:
    """Rising numbers in words, those in a row together: 1至3、7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(
        f"{part[0]}至{part[-1]}" if len(part) > 2 else "、".join(map(str, part)) for part in parts
    )


class RedactionQuerySet(models.QuerySet["Redaction"]):
    """The one door to redactions."""

    def visible_to(self, user: Any) -> RedactionQuerySet:
        """Of cases that this user handles."""
        return self.filter(disclosure_request__body__in=user.bodies_where(HANDLE))


class Redaction(StoredFile):
    """A file of the body as a PDF of pages; ``copy`` is what came of it. ``original_digest`` is of the file handed in."""

    folder = "redactions"

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="redactions"
    )
    original_digest = models.CharField(max_length=64)
    page_count = models.PositiveIntegerField(_lazy("页数"))
    copy = models.ForeignKey(
        RequestFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    characters = models.PositiveIntegerField(_lazy("遮盖的字数"), default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(_lazy("开始时间"))
    finished_at = models.DateTimeField(_lazy("完成时间"), null=True, blank=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("遮盖")
        verbose_name_plural = _lazy("遮盖")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(copy=None, finished_at=None)
                | Q(copy__isnull=False, finished_at__isnull=False),
                name="casework_redaction_finished_whole",
            )
        ]

    def covered_places(self) -> dict[str, dict[int, list[int]]]:
        """By reason, and in it by page: which boxes, counted down the page."""
        found: dict[str, dict[int, list[int]]] = {}
        page, at = 0, 0
        for box in self.boxes.order_by("page", "top", "left", "pk"):
            page, at = box.page, at + 1 if box.page == page else 1
            found.setdefault(box.reason_words, {}).setdefault(page, []).append(at)
        return found

    def reason_lines(self) -> Iterator[str]:
        """One line for each reason, with its pages and how many places: what the letter says of the copy."""
        for reason, pages in self.covered_places().items():
            yield _("{name}第{pages}页共{count}处：{reason}").format(
                name=f"《{self.name}》",
                pages=runs(list(pages)),
                count=sum(map(len, pages.values())),
                reason=reason,
            )

    def place_lines(self) -> Iterator[tuple[str, int, list[str]]]:
        """Each reason, how many places, and where they are page by page: the list beside the copy."""
        for reason, pages in self.covered_places().items():
            places = [
                _("第{page}页第{at}处").format(page=page, at=runs(at)) for page, at in pages.items()
            ]
            yield reason, sum(map(len, pages.values())), places


class RedactionBox(models.Model):
    """One box. ``batch`` binds what one step drew, so that it is undone together. The sides are shares of the page."""

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="boxes")
    batch = models.PositiveIntegerField()
    page = models.PositiveIntegerField(_lazy("页"))
    left = models.FloatField()
    top = models.FloatField()
    right = models.FloatField()
    bottom = models.FloatField()
    reason = models.CharField(_lazy("理由"), max_length=40, choices=reasons)
    note = models.CharField(_lazy("说明"), max_length=100, blank=True)

    class Meta:
        verbose_name = _lazy("遮盖框")
        verbose_name_plural = _lazy("遮盖框")
        ordering = ["batch", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    left__gte=0,
                    top__gte=0,
                    right__lte=1,
                    bottom__lte=1,
                    right__gt=models.F("left"),
                    bottom__gt=models.F("top"),
                ),
                name="casework_box_on_its_page",
            )
        ]

    def __str__(self) -> str:
        return f"第{self.page}页 {self.get_reason_display()}"

    @property
    def reason_words(self) -> str:
        """The reason, what it is about, and where it stands."""
        words = str(self.get_reason_display())
        if self.note:
            words += f"：{self.note}"
        if self.reason == NOT_GOVERNMENT_INFORMATION:
            cites = ["ogi-2019#37"]
        else:
            cites = list(codelist("grounds")[self.reason].cites)
        return f"{words}（{in_series(cites)}）" if cites else words
