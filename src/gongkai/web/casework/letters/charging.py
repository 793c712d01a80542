"""What a case costs by either method, and whether a fee letter says so (信息处理费管理办法第三条至第五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.statute.fees import Fee, fee_by_items, fee_by_pages
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.writing import details_of
from gongkai.web.casework.requests.models import DisclosureRequest

# One band as written: 2件×100元＝200元.
_BAND = re.compile(r"(\d+)\s*[件页]\s*[×xX*]\s*(\d+)\s*元\s*[＝=]\s*(\d+)\s*元")


def fee_of(disclosure_request: DisclosureRequest, pages: int | None = None) -> Fee:
    """By pages where they are given; else by items, after those of the same applicant in the same month."""
    day = disclosure_request.received_on
    if pages:
        return fee_by_pages(pages, on=day)
    same = DisclosureRequest.objects.filter(
        body=disclosure_request.body,
        applicant_digest=disclosure_request.applicant_digest,
        received_on__year=day.year,
        received_on__month=day.month,
    )
    earlier = same.filter(Q(received_on__lt=day) | Q(received_on=day, pk__lt=disclosure_request.pk))
    return fee_by_items(1, on=day, already=earlier.count())


def wrong_fee(letter: Letter) -> Iterator[str]:
    """What is wrong with the sum or the arithmetic of a fee letter."""
    if letter.code != "fee_notice" or letter.on_paper:
        return
    details = details_of(letter)
    pages = str(details.get("fee_pages", ""))
    fee = fee_of(letter.disclosure_request, int(pages) if pages.isdecimal() else None)
    amount = str(details.get("fee_amount", "")).strip()
    written = {tuple(map(int, each)) for each in _BAND.findall(str(details.get("fee_lines", "")))}
    by_tier = {(line.count, line.rate, line.amount) for line in fee.lines}
    if amount != str(fee.total):
        yield _(
            "收费数额是{given}元，按{unit}计算应为{total}元（{lines}）；两种方法只选一种。"
        ).format(given=amount, unit=fee.unit, total=fee.total, lines="；".join(fee.in_chinese()))
    elif written and written != by_tier:
        yield _("收费的算式与标准不同，按{unit}计算应为：{lines}。").format(
            unit=fee.unit, lines="；".join(fee.in_chinese())
        )
    if fee.total == 0:
        yield _("按标准不收费，不应当发收费通知。")


def charged_otherwise(letter: Letter) -> Iterator[str]:
    """What is wrong with it where nobody has said why; such a letter is not handed on."""
    if str(details_of(letter).get("fee_because", "")).strip():
        return
    for each in wrong_fee(letter):
        yield each + _("请改正，或者写明与标准不同的理由后再送审。")
