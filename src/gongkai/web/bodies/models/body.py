"""The tree of public bodies, with what each was called and where it stood at any time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward


class Kind(models.TextChoices):
    """What a body is. The first five answer for themselves; a section or village belongs to one."""

    COUNTY_GOVERNMENT = "county-government", _lazy("县级人民政府")
    COUNTY_DEPARTMENT = "county-department", _lazy("县级部门")
    TOWNSHIP = "township", _lazy("乡镇人民政府")
    SUBDISTRICT = "subdistrict", _lazy("街道办事处")
    AUTHORISED_ORGANISATION = "authorised-organisation", _lazy("法律法规授权的组织")
    SECTION = "section", _lazy("内设机构（站所）")
    VILLAGE = "village", _lazy("村（社区）")


PUBLIC_KINDS = frozenset(Kind) - {Kind.SECTION, Kind.VILLAGE}


class PublicBodyQuerySet(models.QuerySet["PublicBody"]):
    """The one door to bodies."""

    def visible_to(self, user: Any) -> PublicBodyQuerySet:
        """Bodies that this user serves or looks after."""
        return self.filter(pk__in=user.bodies_where(SEE_BODY))

    def standing_on(self, on: date) -> PublicBodyQuerySet:
        """Bodies that exist on that day."""
        return self.filter(
            Q(established_on__lte=on) & (Q(abolished_on__gt=on) | Q(abolished_on=None))
        )

    def public(self) -> PublicBodyQuerySet:
        """Bodies that answer for themselves, without sections and villages."""
        return self.filter(kind__in=PUBLIC_KINDS)

    def real(self) -> PublicBodyQuerySet:
        """Bodies that exist outside of this platform: without those for practice."""
        return self.filter(is_practice=False)

    def beneath(self, body: PublicBody) -> PublicBodyQuerySet:
        """The body itself and everything under it."""
        return self.filter(lineage__startswith=body.lineage)


class PublicBody(models.Model):
    """A public body, a section or a village: its identity, and what holds today.

    ``lineage`` is ``/000001/000004/``: the numbers from the root down to the body itself. ``public_body``
    is the body that answers for it: itself, or for a section and a village the one above.
    """

    code = models.CharField(
        _lazy("机构编码"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"^[0-9A-Za-z-]+$", _lazy("机构编码只能由数字、字母和连字符组成，请改正。")
            )
        ],
        help_text=_lazy("用于索引号和网址，建立后不再变更"),
    )
    unified_code = models.CharField(
        _lazy("统一社会信用代码"),
        max_length=18,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9A-HJ-NP-RT-UW-Y]{18}$", _lazy("统一社会信用代码应为 18 位，请核对。")
            )
        ],
    )
    name = models.CharField(_lazy("名称"), max_length=100)
    short_name = models.CharField(_lazy("简称"), max_length=40)
    kind = models.CharField(_lazy("类别"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_lazy("上级"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    public_body = models.ForeignKey(
        "self",
        verbose_name=_lazy("所属机关"),
        null=True,
        on_delete=models.PROTECT,
        related_name="units",
    )
    lineage = models.CharField(max_length=255, editable=False, db_index=True)
    order = models.PositiveIntegerField(_lazy("排序"), default=0)
    is_practice = models.BooleanField(_lazy("练习单位"), default=False, editable=False)
    established_on = models.DateField(_lazy("设立日期"))
    abolished_on = models.DateField(_lazy("撤销日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_lazy("承接其职权的机关"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    objects = PublicBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("行政机关")
        verbose_name_plural = _lazy("行政机关")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(abolished_on=None) | Q(abolished_on__gt=models.F("established_on")),
                name="bodies_body_forward",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(abolished_on__isnull=False),
                name="bodies_body_successor_of_abolished",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="bodies_body_kind"),
            models.UniqueConstraint(
                fields=["unified_code"],
                condition=~Q(unified_code=""),
                name="bodies_body_unified_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether it answers for itself."""
        return self.kind in PUBLIC_KINDS

    @property
    def depth(self) -> int:
        """1 for the root of the tree."""
        return self.lineage.count("/") - 1

    @property
    def upward(self) -> list[int]:
        """Numbers of the body itself and of each above it, the nearest first."""
        return [int(number) for number in reversed(self.lineage.split("/")) if number]

    def successors(self) -> list[PublicBody]:
        """Whoever took over from it, and from them: none for a body that stands."""
        found: list[PublicBody] = []
        heir = self.successor
        while heir is not None:
            found.append(heir)
            heir = heir.successor
        return found

    def lies_beneath(self, other: PublicBody) -> bool:
        """Whether it is the other body or stands under it."""
        return self.lineage.startswith(other.lineage)


class BodyPeriod(DatedRecord):
    """What a body was called and under which body it stood, from a day to a day."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(_lazy("名称"), max_length=100)
    short_name = models.CharField(_lazy("简称"), max_length=40)
    kind = models.CharField(_lazy("类别"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("上级"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    basis = models.CharField(_lazy("依据文件"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("机构沿革")
        verbose_name_plural = _lazy("机构沿革")
        ordering = ["body", "starts_on"]
        constraints = [
            forward("bodies_period_forward"),
            models.UniqueConstraint(fields=["body", "starts_on"], name="bodies_period_start"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on=None), name="bodies_period_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.starts_on:%Y-%m-%d} 起）"
