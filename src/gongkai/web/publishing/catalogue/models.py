"""The catalogue: what must be public, and what of it each body owes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.catalogue.elements import split_elements
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward
from gongkai.web.publishing.catalogue.row_limits import POSTING

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


def counties() -> list[PublicBody]:
    """The bodies to which a catalogue belongs: county governments, or the roots where there are none."""
    bodies = PublicBody.objects.order_by("lineage")
    return list(bodies.filter(kind=Kind.COUNTY_GOVERNMENT)) or list(bodies.filter(parent=None))


def county_of(body: PublicBody) -> PublicBody:
    """The body whose catalogue holds for a body: the nearest county government above it, or its root."""
    above = sorted(
        PublicBody.objects.filter(pk__in=body.upward), key=lambda each: -len(each.lineage)
    )
    return next((each for each in above if each.kind == Kind.COUNTY_GOVERNMENT), above[-1])


class CatalogueRowQuerySet(models.QuerySet["CatalogueRow"]):
    """The one door to what a county has to make public."""

    def of(self, body: PublicBody) -> CatalogueRowQuerySet:
        """The rows that hold for a body: its county's, and those that all counties share."""
        return self.filter(Q(county=None) | Q(county=county_of(body)))

    def owed_by(
        self, bodies: Iterable[PublicBody], kept: int | None = None
    ) -> CatalogueRowQuerySet:
        """The rows under which these bodies publish: what one of them owes, all of its county where its catalogue has
        not been trimmed, and the row ``kept``."""
        wanted = Q(pk=kept)
        for number, body in {each.public_body_id or each.pk: each for each in bodies}.items():
            open_rows = BodyRow.objects.filter(body=number, ends_on=None)
            if open_rows.exists():
                wanted |= Q(pk__in=open_rows.values("row"))
            else:
                wanted |= Q(county=None) | Q(county=county_of(body))
        return self.filter(wanted)

    def visible_to(self, user: Any) -> CatalogueRowQuerySet:
        """The rows of the counties in which this user serves, and those that all counties share."""
        lineages = PublicBody.objects.visible_to(user).values_list("lineage", flat=True)
        numbers = {int(part) for lineage in lineages for part in lineage.split("/") if part}
        return self.filter(Q(county=None) | Q(county__in=numbers))


class CatalogueRow(models.Model):
    """One row of a county's catalogue, with the columns of the standard catalogue.

    ``county`` is the body to which the row belongs; without one all counties of the installation share it.
    ``code`` is unique in the installation, ``plain_code`` is the same without the county's own prefix, as the
    standard catalogue has it. ``limits`` are the parts of the time limit as `gongkai.catalogue.limits` keeps them;
    a row whose limit has no number of days says why in ``no_limit_reason``.

    What nobody has said stays blank; ``time_limit`` is the county's own wording beside ``period_kind``, by
    which last days are computed. ``county_code`` is where the row goes on the county's site.

    ``statutory_item``, ``standard_field``, ``cadence`` and ``period_kind`` are codes of the lists
    ``statutory_items``, ``standard_fields``, ``cadence_classes`` and ``publication_periods``.
    """

    county = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("所属县（市、区）"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    code = models.CharField(_lazy("事项编码"), max_length=80, unique=True)
    plain_code = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    category = models.CharField(_lazy("一级事项"), max_length=100)
    name = models.CharField(_lazy("二级事项"), max_length=200)
    content = models.TextField(_lazy("公开内容（要素）"), blank=True)
    basis = models.TextField(_lazy("公开依据"), blank=True)
    statutory_item = models.CharField(_lazy("法定主动公开内容"), max_length=60, blank=True)
    standard_field = models.CharField(_lazy("标准化领域"), max_length=60, blank=True)
    period_kind = models.CharField(_lazy("公开时限"), max_length=40, default="general")
    time_limit = models.CharField(_lazy("公开时限的表述"), max_length=300, blank=True)
    owner = models.CharField(_lazy("公开主体"), max_length=200, blank=True)
    cadence = models.CharField(_lazy("时限类型"), max_length=20, default="temporary")
    channels = models.CharField(
        _lazy("公开渠道和载体"), max_length=300, blank=True, default="政府网站"
    )
    audience = models.CharField(_lazy("公开对象"), max_length=100, blank=True, default="全社会")
    way = models.CharField(_lazy("公开方式"), max_length=20, choices=Way, default=Way.PROACTIVE)
    levels = models.JSONField(_lazy("公开层级"), default=list, blank=True)
    lists_people = models.BooleanField(_lazy("含人员名单"), default=False)
    is_major = models.BooleanField(_lazy("重大事项"), default=False)
    monthly_quota = models.PositiveSmallIntegerField(_lazy("每月至少条数"), null=True, blank=True)
    county_code = models.CharField(_lazy("县级栏目编码"), max_length=40, blank=True)
    limits = models.JSONField(default=list, blank=True, editable=False)
    no_limit_reason = models.CharField(_lazy("没有时限的原因"), max_length=200, blank=True)
    posting = models.CharField(_lazy("公示期"), max_length=40, blank=True, editable=False)
    confidence = models.CharField(max_length=20, blank=True, editable=False)
    evidence = models.TextField(_lazy("出处"), blank=True)
    order = models.PositiveIntegerField(_lazy("排序"), default=0)

    objects = CatalogueRowQuerySet.as_manager()

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
        if self.posting and not POSTING.fullmatch(self.posting):
            wrong["posting"] = f"公示期“{self.posting}”不认识；请填写 1 至 999 的天数。"
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
    def field_code(self) -> str:
        """``field.`` and its field for a row within a field, else its own code: what is known of the whole field."""
        if self.is_standard:
            return f"field.{self.standard_field}"
        return self.plain_code or self.code

    @property
    def is_standard(self) -> bool:
        """Whether it is an entry of the standard catalogue."""
        return self.plain_code.startswith("standard.")

    @property
    def is_heading(self) -> bool:
        """Whether it stands for a whole field, as before the standard catalogue was there."""
        return self.plain_code.startswith("field.")

    @property
    def group(self) -> str:
        """Under which heading it is shown: its field, or its category."""
        if self.is_standard and self.standard_field:
            return codelist("standard_fields")[self.standard_field].label
        return self.category

    @property
    def in_full(self) -> str:
        """With its field: several fields have a row of the same name."""
        return str(self) if self.group == self.category else f"{self.group}：{self}"

    @property
    def elements(self) -> tuple[str, ...]:
        """What an item under this row should tell."""
        return split_elements(self.content)

    @property
    def is_by_event(self) -> bool:
        """Whether a period runs only once something has arisen, so that nothing is owed before."""
        has_period = codelist("cadence_classes")[self.cadence].text("period") is not None
        return bool(self.limits) and not has_period

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


class CatalogueFileQuerySet(models.QuerySet["CatalogueFile"]):
    """The one door to what counties hand in."""

    def visible_to(self, user: Any) -> CatalogueFileQuerySet:
        """Files of the bodies that this user looks after."""
        return self.filter(county__in=user.bodies_where(SEE_BODY))


class CatalogueFile(models.Model):
    """A county's own catalogue as handed in, read and not yet confirmed.

    ``lines`` are the columns of each matter as they would be written, with their place in the file; ``unread`` are
    sentences on the sheets of which nothing was read.
    """

    county = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_lazy("文件名"), max_length=200)
    lines = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    handed_in_at = models.DateTimeField(_lazy("上传时间"))
    confirmed_at = models.DateTimeField(_lazy("确认时间"), null=True, blank=True)

    objects = CatalogueFileQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("待确认的目录")
        verbose_name_plural = _lazy("待确认的目录")
        ordering = ["-handed_in_at"]

    def __str__(self) -> str:
        return self.name
