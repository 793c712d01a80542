"""Hand out the register of disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.documents.writers.listing import Form, ListColumn, list_as_bytes
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.disputes import acts
from gongkai.web.disputes.counting import cells_in, disputes_in
from gongkai.web.disputes.permissions import SEE_DISPUTES
from gongkai.web.journal.recording import record

COLUMNS = (
    ListColumn("编号", 20),
    ListColumn("类型", 10),
    ListColumn("复议机关、人民法院", 24),
    ListColumn("案号", 24),
    ListColumn("针对", 14),
    ListColumn("被复议、被诉的行为", 24),
    ListColumn("由谁提出", 10),
    ListColumn("受理、立案日期", 14, Form.DAY),
    ListColumn("收到副本日期", 14, Form.DAY),
    ListColumn("提交答复、答辩日期", 18, Form.DAY),
    ListColumn("结果", 24),
    ListColumn("文书号", 24),
    ListColumn("生效日期", 12, Form.DAY),
    ListColumn("履行期限", 12, Form.DAY),
    ListColumn("履行日期", 12, Form.DAY),
    ListColumn("计入表四", 36),
    ListColumn("统计口径", 18),
)


@transaction.atomic
def export_disputes(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, year: int
) -> bytes:
    """The register of a year as xlsx: what stands in its table four, and nobody's name."""
    require(acting_user, SEE_DISPUTES, body)
    content = list_as_bytes(COLUMNS, _rows(body, year), name="复议诉讼")
    record(acts.COUNTS_EXPORTED, by=acting_user, body=body, after={"year": year}, at=at)
    return content


def _rows(body: PublicBody, year: int) -> Iterator[Sequence[Any]]:
    settings = choices_of(body, year)
    for dispute in disputes_in(body, year):
        judgments, cells = list(dispute.judgments.all()), list(cells_in(dispute, year, settings))
        yield (
            dispute.number,
            dispute.get_forum_display(),
            dispute.forum_name,
            dispute.forum_number,
            dispute.get_against_display(),
            dispute.act,
            dispute.get_claimant_display(),
            dispute.accepted_on,
            dispute.copy_on,
            dispute.answered_on,
            judgments[-1].get_result_display() if judgments else "",
            judgments[-1].document if judgments else "",
            dispute.final_from,
            dispute.comply_by,
            dispute.complied_on,
            "、".join(cell.words for cell in cells),
            "、".join(dict.fromkeys(rule for cell in cells for rule in cell.rules)),
        )
