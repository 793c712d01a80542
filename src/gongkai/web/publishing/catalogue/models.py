"""The catalogue: what must be public, and what of it each body owes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.codelists import codelist
from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward

CODES_OF = {
    "statutory_item": "statutory_items",
    "standard_field": "standard_fields",
    "period_kind": "publication_periods",
    "cadence": "cadence_classes",
}
LEVELS = "catalogue_levels"


class Way(models.TextChoices):
    """How a row is disclosed."""

    PROACTIVE = "proactive", _lazy("主动公开")
    ON_REQUEST = "on-request", _lazy("依申请公开")


class CatalogueRow(models.Model):
    """One row of the county's catalogue, with the columns of the standard catalogue.

    What nobody has said stays blank; ``time_limit`` is the county's own wording beside ``period_kind``, by
    which last days are computed. ``county_code`` is where the row goes on the county's site.

    ``statutory_item``, ``standard_field``, ``cadence`` and ``period_kind`` are codes of the lists
    ``statutory_items``, ``standard_fields``, ``cadence_classes`` and ``publication_periods``.
    """

    code = models.CharField(_lazy("事项编码"), max_length=80, unique=True)
    category = models.CharField(_lazy("一级事项"), max_length=100)
    name = models.CharField(_lazy("二级事项"), max_length=200)
    content = models.TextField(_lazy("公开内容（要素）"), blank=True)
    basis = models.TextField(_lazy("公开依据"), blank=True)
    statutory_item = models.CharField(_lazy("法定主动公开内容"), max_length=60, blank=True)
    standard_field = models.CharField(_lazy("标准化领域"), max_length=60, blank=True)
    period_kind = models.CharField(_lazy("公开时限"), max_length=40, default="general")
    time_limit = models.CharField(_lazy("公开时限的表述"), max_length=200, blank=True)
    owner = models.CharField(_lazy("公开主体"), max_length=200, blank=True)
    cadence = models.CharField(_lazy("时限类型"), max_length=20, default="temporary")
    channels = models.CharField(
        _lazy("公开渠道和载体"), max_length=200, blank=True, default="政府网站"
    )
    audience = models.CharField(_lazy("公开对象"), max_length=100, blank=True, default="全社会")
    way = models.CharField(_lazy("公开方式"), max_length=20, choices=Way, default=Way.PROACTIVE)
    levels = models.JSONField(_lazy("公开层级"), default=list, blank=True)
    lists_people = models.BooleanField(_lazy("含人员名单"), default=False)
    is_major = models.BooleanField(_lazy("重大事项"), default=False)
    monthly_quota = models.PositiveSmallIntegerField(_lazy("每月至少条数"), null=True, blank=True)
    county_code = models.CharField(_lazy("县级栏目编码"), max_length=40, blank=True)
    order = models.PositiveIntegerField(_lazy("排序"), default=0)

    class Meta:
        verbose_name = _lazy("公开事项")
        verbose_name_plural = _lazy("公开事项")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return f"{self.category}／{self.name}" if self.category != self.name else self.name

    def clean(self) -> None:
        wrong = {}
        for name, list_name in CODES_OF.items():
            code = getattr(self, name)
            if code and code not in codelist(list_name).codes:
                wrong[name] = f"“{code}”不在“{codelist(list_name).label}”之列；请从中选择。"
        unknown = [level for level in self.levels if level not in codelist(LEVELS).codes]
        if unknown:
            wrong["levels"] = (
                f"公开层级“{'、'.join(map(str, unknown))}”不认识；请从列出的层级中选择。"
            )
        if wrong:
            raise ValidationError(wrong)

    @property
    def period_label(self) -> str:
        """The time limit in words, as 20 个工作日."""
        period = codelist("publication_periods")[self.period_kind].text("period") or ""
        number, _, unit = period.partition(" ")
        words = {"working days": "个工作日", "calendar days": "日", "months": "个月"}
        return f"{number}{words[unit]}内"

    @property
    def shown_time_limit(self) -> str:
        """The time limit as printed."""
        return self.time_limit or self.period_label

    @property
    def cadence_label(self) -> str:
        """The cadence in words."""
        return codelist("cadence_classes")[self.cadence].label


class BodyRowQuerySet(DatedQuerySet):
    """The one door to what bodies owe."""

    def visible_to(self, user: Any) -> BodyRowQuerySet:
        """Rows of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_BODY))


class BodyRow(DatedRecord):
    """A row that applies to a body, from a day to a day, with the body's own wording where it has one."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="catalogue"
    )
    row = models.ForeignKey(
        CatalogueRow,
        verbose_name=_lazy("公开事项"),
        on_delete=models.PROTECT,
        related_name="bodies",
    )
    content = models.TextField(_lazy("本单位公开内容"), blank=True)
    monthly_quota = models.PositiveSmallIntegerField(_lazy("每月至少条数"), null=True, blank=True)

    objects = BodyRowQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("本单位公开事项")
        verbose_name_plural = _lazy("本单位公开事项")
        ordering = ["body", "row__order", "row__code"]
        constraints = [
            forward("publishing_body_row_forward"),
            models.UniqueConstraint(
                fields=["body", "row"],
                condition=Q(ends_on=None),
                name="publishing_body_row_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.row}"
