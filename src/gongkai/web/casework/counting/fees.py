"""What a body asked and received for handling requests in a year (信息处理费管理办法第八条)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.statute.events import FeeNotified, FeePaid
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.clock.models import CaseEvent

AMOUNT = "amount"


@dataclass(frozen=True)
class FeeLedger:
    """The fees of a year; sums in yuan.

    Attributes:
        year: of sending and of payment.
        notices, charged: fee notices sent, and their sum.
        payments, received: payments, and their sum.
        unknown: notices and payments of which no sum was recorded; the sums leave them out.
    """

    year: int
    notices: int
    charged: int
    payments: int
    received: int
    unknown: int

    def sentence(self) -> str:
        """For the sixth part of the annual report."""
        if not self.notices and not self.payments:
            return _(
                "{year}年没有登记信息处理费的收费通知和缴费；核对没有漏登的，可以写：本年没有发出信息处理费收费通知，没有收取信息处理费。"
            ).format(year=self.year)
        told = _(
            "{year}年，本机关发出信息处理费收费通知{notices}件，总额{charged}元；实际收取{payments}笔，总额{received}元。"
        ).format(**vars(self))
        if not self.unknown:
            return told
        return told + _("另有{unknown}件没有登记金额，总额不含，请补登后再写。").format(
            unknown=self.unknown
        )


def fee_events(body: PublicBody, year: int) -> list[CaseEvent]:
    """Notices and payments of a year, in the order of their days."""
    return list(
        CaseEvent.objects.filter(
            disclosure_request__body=body,
            kind__in=(FeeNotified.kind, FeePaid.kind),
            on__year=year,
        )
        .select_related("disclosure_request__body")
        .order_by("on", "pk")
    )


def fee_ledger(body: PublicBody, year: int) -> FeeLedger:
    """Numbers and sums of the notices sent and the payments received in a year."""
    return summed(fee_events(body, year), year)


def summed(events: list[CaseEvent], year: int) -> FeeLedger:
    """The same of events that were asked for already, as `fee_events` gives them."""
    notices = [each for each in events if each.kind == FeeNotified.kind]
    payments = [each for each in events if each.kind == FeePaid.kind]
    return FeeLedger(
        year,
        len(notices),
        _sum(notices),
        len(payments),
        _sum(payments),
        sum(AMOUNT not in each.codes for each in events),
    )


def _sum(events: list[CaseEvent]) -> int:
    return sum(int(each.codes.get(AMOUNT, 0)) for each in events)
