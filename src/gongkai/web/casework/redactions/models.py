"""Redactions: pages on which a clerk draws boxes, each with its reason, and the copy made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.encrypted import SealedTextField
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile
from gongkai.web.files.confined import jobs
from gongkai.web.files.models import StoredFile

NOT_GOVERNMENT_INFORMATION = "not_government_information"
NAMES_PERSONS = "third_party"


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


def masked_word(word: str) -> str:
    """The first character of a word, and how long it is: 王＊＊."""
    return word[:1] + "＊" * (len(word) - 1)


class RedactionQuerySet(models.QuerySet["Redaction"]):
    """The one door to redactions."""

    def visible_to(self, user: Any) -> RedactionQuerySet:
        """Of cases that this user handles."""
        return self.filter(disclosure_request__body__in=user.bodies_where(HANDLE))


class Redaction(StoredFile):
    """A file of the body as a PDF of pages; ``copy`` is what came of it. ``original_digest`` is of the file handed in.

    ``left_over`` is what the look at the copy found, masked: page, variety, how often, an excerpt. A voided one is kept,
    and its copy goes nowhere.
    """

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
    left_over = models.JSONField(_lazy("副本里还有的"), default=list, blank=True)
    voided_at = models.DateTimeField(_lazy("作废时间"), null=True, blank=True)
    voided_because = models.CharField(_lazy("作废的理由"), max_length=200, blank=True)

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

    @property
    def copy_digest(self) -> str:
        """Of the copy; empty where there is none."""
        return self.copy.sha256 if self.copy is not None else ""

    def numbered_boxes(self) -> list[tuple[int, RedactionBox]]:
        """The boxes with the numbers that they carry in the copy: from 1, page after page, downwards."""
        return list(enumerate(self.boxes.order_by("page", "top", "left", "pk"), start=1))

    def covered_places(self) -> dict[str, dict[int, list[int]]]:
        """By reason, and in it by page: the numbers of the boxes."""
        found: dict[str, dict[int, list[int]]] = {}
        for number, box in self.numbered_boxes():
            found.setdefault(box.reason_words, {}).setdefault(box.page, []).append(number)
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

    def place_lines(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Each reason, what was covered, how many places, and the numbers of their boxes: the list beside the copy."""
        found: dict[tuple[str, str], dict[int, list[int]]] = {}
        for number, box in self.numbered_boxes():
            found.setdefault((box.reason_words, box.shown), {}).setdefault(box.page, []).append(
                number
            )
        for (reason, shown), pages in found.items():
            places = [
                _("第{page}页{at}号").format(page=page, at=runs(at)) for page, at in pages.items()
            ]
            yield reason, shown, sum(map(len, pages.values())), places

    def pictures(self) -> dict[int, tuple[jobs.ReadPicture, ...]]:
        """By page what was read in its pictures, of the pages that were read."""
        return {each.page: each.pictures for each in self.picture_pages.all() if each.is_read}


class RedactionBox(models.Model):
    """One box. ``batch`` binds what one step drew, so that it is undone together. The sides are shares of the page.

    ``word`` is what was covered everywhere; empty for a box that was drawn.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="boxes")
    batch = models.PositiveIntegerField()
    page = models.PositiveIntegerField(_lazy("页"))
    left = models.FloatField()
    top = models.FloatField()
    right = models.FloatField()
    bottom = models.FloatField()
    reason = models.CharField(_lazy("理由"), max_length=40, choices=reasons)
    note = models.CharField(_lazy("说明"), max_length=100, blank=True)
    word = SealedTextField(_lazy("词"), blank=True, null=True)

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
    def shown(self) -> str:
        """What it covers, as an applicant may read it: of what concerns persons the first character."""
        if not self.word:
            return _("画的框")
        return masked_word(self.word) if self.reason == NAMES_PERSONS else _("一个词")

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


class PicturePage(models.Model):
    """A page with pictures: what was read in them, once for all. ``content`` is empty as long as nobody has read it.

    ``content`` is the JSON of the pictures: sides, whether sure, characters; ``why`` is set where it could not be read.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="picture_pages")
    page = models.PositiveIntegerField(_lazy("页"))
    content = SealedTextField(blank=True, null=True)
    why = models.CharField(_lazy("没有读出的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _lazy("有图片的页")
        verbose_name_plural = _lazy("有图片的页")
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(fields=["redaction", "page"], name="casework_picture_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.redaction} {self.page}"

    @property
    def is_read(self) -> bool:
        """Whether somebody has tried."""
        return self.content is not None

    @property
    def is_sure(self) -> bool:
        """Whether every picture was read, and may be relied on."""
        return self.is_read and all(picture.is_sure for picture in self.pictures)

    @property
    def pictures(self) -> tuple[jobs.ReadPicture, ...]:
        """What was read."""
        return tuple(
            jobs.ReadPicture._make([*sides, is_sure, tuple(map(jobs.Glyph._make, glyphs))])
            for sides, is_sure, glyphs in json.loads(self.content or "[]")
        )

    def keep(self, pictures: tuple[jobs.ReadPicture, ...], why: str = "") -> None:
        """Keep what was read."""
        self.content = json.dumps(
            [[picture[:4], picture.is_sure, picture.glyphs] for picture in pictures],
            ensure_ascii=False,
        )
        self.why = why
        self.save(update_fields=["content", "why"])
