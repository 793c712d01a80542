"""Look-ups by household. Neither a name nor a number of anybody is kept in them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedCharField
from gongkai.web.publishing.items.models import ItemPage, is_public
from gongkai.web.supervision.records import Record, RecordQuerySet


class HouseholdPermit(Record):
    """The county lets a body open look-ups, after the risks were weighed; without one there are none."""

    assessment = models.CharField(_lazy("风险评估结论"), max_length=500)
    starts_on = models.DateField(_lazy("启用日期"))
    ends_on = models.DateField(_lazy("停用日期"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("到户查询许可")
        verbose_name_plural = _lazy("到户查询许可")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on=None), name="supervision_permit_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_on}"


class HouseholdLookupQuerySet(RecordQuerySet):
    """The one door to look-ups."""

    def open_on(self, on: date) -> HouseholdLookupQuerySet:
        """Open to the public on that day: the item is public, the county still allows it."""
        return self.filter(
            is_public("item__"),
            opens_on__lte=on,
            closes_on__gt=on,
            closed_on=None,
            body__in=HouseholdPermit.objects.filter(ends_on=None).values("body"),
        )


class HouseholdLookup(Record):
    """A list that was made public in masked form, open for look-up until a day.

    ``wrong`` counts wrong attempts of all callers; at a bound the look-up closes by itself.
    """

    item = models.ForeignKey(
        ItemPage, verbose_name=_lazy("公开的名单"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_lazy("查询名称"), max_length=100)
    columns = models.JSONField(_lazy("显示的列"))
    opens_on = models.DateField(_lazy("开放日期"))
    closes_on = models.DateField(_lazy("关闭日期"))
    closed_on = models.DateField(_lazy("提前关闭"), null=True, blank=True)
    households = models.PositiveIntegerField(_lazy("户数"))
    # Of this list alone; gone with its lines.
    key = SealedCharField(max_length=300, null=True, editable=False)
    wrong = models.PositiveIntegerField(_lazy("查错次数"), default=0)
    found = models.PositiveIntegerField(_lazy("查到次数"), default=0)

    objects = HouseholdLookupQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("到户查询")
        verbose_name_plural = _lazy("到户查询")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")), name="supervision_lookup_forward"
            )
        ]

    def __str__(self) -> str:
        return self.title


class HouseholdRow(models.Model):
    """What one person got, sealed with a key that only name and digits make; found by a mark of both."""

    lookup = models.ForeignKey(HouseholdLookup, on_delete=models.CASCADE, related_name="rows")
    mark = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _lazy("到户数据")
        verbose_name_plural = _lazy("到户数据")
        indexes = [models.Index(fields=["lookup", "mark"], name="supervision_household_mark")]

    def __str__(self) -> str:
        return f"{self.lookup_id}-{self.pk}"


class HouseholdAttempt(models.Model):
    """A wrong attempt: marks of the network address and of the name that was tried; kept as long as the look-up."""

    lookup = models.ForeignKey(HouseholdLookup, on_delete=models.CASCADE, related_name="attempts")
    address_mark = models.CharField(max_length=64)
    name_mark = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        verbose_name = _lazy("到户查询尝试")
        verbose_name_plural = _lazy("到户查询尝试")
        indexes = [
            models.Index(fields=["address_mark", "tried_at"], name="supervision_attempt_from"),
            models.Index(fields=["lookup", "name_mark"], name="supervision_attempt_name"),
        ]

    def __str__(self) -> str:
        return f"{self.lookup_id} {self.tried_at:%Y-%m-%d %H:%M}"
