"""The justice bureau's list of documents or disputes beside ours, both ways. 统计口径 D8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from gongkai.documents.tabular import Column
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.disputes.models import Dispute
from gongkai.web.files.tables import read_sheet
from gongkai.web.files.uploads import shown_name
from gongkai.web.journal.recording import record
from gongkai.web.publishing.duties.counting.counts import count_publishing
from gongkai.web.reporting import acts
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.registers.doubts import plain_number
from gongkai.web.reporting.registers.models import RegisterKind, lines_of

RECONCILED = (RegisterKind.NORMATIVE, RegisterKind.DISPUTES)
NUMBER = Column("number", ("文号", "案号", "发文字号", "文件编号", "受理文号", "备案文号", "案件编号", "法律文书编号"), required=True, filled=False)  # fmt: skip
TITLE = Column("title", ("名称", "文件名称", "标题", "案由", "申请人", "案件名称"), filled=False)
LARGEST = 5_000


@dataclass(frozen=True)
class Reconciled:
    """What both have; what only they have, with the row; what only we have; and the rows of theirs without a number."""

    both: tuple[str, ...]
    theirs: tuple[tuple[int, str, str], ...]
    ours: tuple[str, ...]
    unnumbered: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether the two are the same."""
        return not (self.theirs or self.ours or self.unnumbered)


@transaction.atomic
def reconcile(
    body: PublicBody,
    kind: RegisterKind,
    year: int,
    *,
    acting_user: User,
    at: datetime,
    name: str,
    data: bytes,
) -> Reconciled:
    """Compare by number; that it was done, and with which result, stays on record. Raises `FileRefused`."""
    require(acting_user, FILE_REPORT, body)
    name = shown_name(name)
    own = _own(body, kind, year)
    seen: set[str] = set()
    both, theirs, unnumbered = [], [], []
    for row in read_sheet(data, name, (NUMBER, TITLE), most=LARGEST).rows:
        number = row.text("number").strip()
        plain = plain_number(number)
        if not plain:
            unnumbered.append(row.number)
        elif plain in seen:
            continue
        elif plain in own:
            both.append(own[plain])
        else:
            theirs.append((row.number, number, row.text("title")))
        seen.add(plain)
    ours = [number for plain, number in own.items() if plain not in seen]
    found = Reconciled(tuple(both), tuple(theirs), tuple(ours), tuple(unnumbered))
    record(
        acts.REGISTER_RECONCILED,
        by=acting_user,
        body=body,
        after={
            "kind": kind.value,
            "year": year,
            "name": name,
            "both": len(both),
            "theirs": len(theirs),
            "ours": len(ours),
        },
        at=at,
    )
    return found


def _own(body: PublicBody, kind: RegisterKind, year: int) -> Mapping[str, str]:
    """Our numbers as they are compared, and as they are written."""
    if kind is RegisterKind.DISPUTES:
        first, last = date(year, 1, 1), date(year, 12, 31)
        open_in_year = Q(copy_on__lte=last) & (Q(final_from=None) | Q(final_from__gte=first))
        disputes = Dispute.objects.counted().filter(open_in_year, body=body).select_related("body")
        numbers = [each.forum_number or each.number for each in disputes]
    else:
        made = count_publishing([body.pk], date(year, 1, 1), date(year, 12, 31)).normative.made
        numbers = [
            *lines_of(body, kind, year).exclude(number="").values_list("number", flat=True),
            *made.records.exclude(document_number="").values_list("document_number", flat=True),
        ]
    return {plain_number(number): number for number in numbers}
