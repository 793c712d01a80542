"""佐证材料: everything that shows how a body published in a period, as one zip, written while it is read.

Neither passwords nor keys stand in the database in clear, and acts about citizens (opinions, requests)
come without their content: only that they were recorded, with their place in the chain.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.staticfiles import finders
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone

from gongkai.documents.writers.listing import ListColumn, list_in_pieces
from gongkai.statute.citations import resolve
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.journal.acts import about_citizen
from gongkai.web.journal.anchors import anchor_now
from gongkai.web.journal.models import Entry
from gongkai.web.journal.permissions import EXPORT_JOURNAL
from gongkai.web.journal.recording import record
from gongkai.web.journal.verification import verify
from gongkai.web.publishing.channels.models import Posting, PostingProof
from gongkai.web.publishing.duties.models import NilReturn
from gongkai.web.publishing.items.approval_form import on_one_sheet
from gongkai.web.publishing.items.models import ItemPage, Release
from gongkai.web.supervision import acts
from gongkai.web.supervision.accountability.models import Accountability
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.evaluation.models import Evaluation
from gongkai.web.supervision.evidence.registers import SHEETS
from gongkai.web.supervision.meetings.models import Meeting
from gongkai.web.supervision.outreach.models import Outreach
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.training.models import TrainingSession
from gongkai.web.vetting.models import ScreeningRun

AT_ONCE = 200
PIECE = 64 * 1024
STYLE = "publishing/approval-form.css"
ENTRY_FIELDS = (
    "sequence",
    "act",
    "actor_name",
    "body_name",
    "subject_kind",
    "subject_number",
    "subject_name",
    "before",
    "after",
    "reason",
    "channel",
    "address",
    "previous_hash",
    "hash",
)
OPEN_FIELDS = frozenset({"sequence", "act", "actor_name", "body_name", "previous_hash", "hash"})
NOTE = """佐证材料
机关：{body}
期间：{since} 至 {until}（首尾日均计入）
导出：{when}　{who}

材料清单（文件名、条数、SHA-256）
{files}

留痕记录
{verdict}
{anchor}
留痕记录按全平台统一编号、逐条相扣；本材料只含本机关的记录，编号不连续属正常。每条含上一条校验值和本条校验值。
核对办法：在平台上运行 manage.py verify_journal --expect 序号:校验值，序号和校验值取自“留痕记录.jsonl”任意一条。
涉及群众的记录（意见、申请）只列序号、行为、经办人和校验值，不含内容；材料中没有口令、密钥。
"""


INDICATORS = {
    "publication": "主动公开和审核",
    "training": "培训和答题",
    "meetings": "会议",
    "tasks": "重点任务",
    "evaluation": "社会评议",
    "voices": "热线信访和舆情",
    "reach": "宣传和信息到村",
    "accountability": "追责问责",
}
"""What an inspection asks for, each with its files."""
KINDS = {
    "trainingsession": "training",
    "meeting": "meetings",
    "task": "tasks",
    "tasklist": "tasks",
    "outreach": "reach",
    "broadcast": "reach",
}
"""By the kind of a record: the indicator that papers beside it are proof of."""
SHEET_GROUPS = {
    "答题和合格证": "training",
    "热线信访汇总": "voices",
    "热线信访台账": "voices",
    "舆情回应": "voices",
    "公开需求": "voices",
    "宣传活动": "reach",
    "广播": "reach",
    "信息到村": "reach",
    "村里上报": "reach",
}


@dataclass(frozen=True)
class Scope:
    """Whose evidence, from which day to which, both included."""

    body: PublicBody
    since: date
    until: date
    indicator: str = ""

    def wants(self, group: str) -> bool:
        """Whether the files of an indicator belong to this pack; an empty one stands for everything."""
        return not self.indicator or self.indicator == group

    @property
    def bodies(self) -> QuerySet[PublicBody]:
        """The body with its sections and villages."""
        return PublicBody.objects.filter(Q(pk=self.body.pk) | Q(public_body=self.body))

    def within(self, field: str) -> Q:
        """Records whose moment lies in the period."""
        return Q(**{f"{field}__date__range": (self.since, self.until)})

    @property
    def file_name(self) -> str:
        """What the zip is called."""
        about = INDICATORS.get(self.indicator, "")
        return f"{self.body.short_name}{about}佐证材料{self.since:%Y%m%d}-{self.until:%Y%m%d}.zip"


@transaction.atomic
def export_evidence(scope: Scope, *, acting_user: User | Platform, at: datetime) -> Iterator[bytes]:
    """Record the export, and give the zip piece by piece; nothing of it is held in memory or on disk."""
    require(acting_user, EXPORT_JOURNAL, scope.body)
    record(
        acts.EVIDENCE_EXPORTED,
        by=acting_user,
        body=scope.body,
        after={
            "since": scope.since,
            "until": scope.until,
            **({"indicator": scope.indicator} if scope.indicator else {}),
        },
        at=at,
    )
    return _zip(scope, str(acting_user), timezone.localtime(at))


class _Spout(io.RawIOBase):
    """Takes what the zip writes and gives it on at once."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def drain(self) -> bytes:
        """What has been written since the last time."""
        out = bytes(self._held)
        self._held.clear()
        return out


def _zip(scope: Scope, who: str, when: datetime) -> Iterator[bytes]:
    spout = _Spout()
    told: list[str] = []
    with zipfile.ZipFile(spout, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in _files(scope):
            count, digest = 0, hashlib.sha256()
            with archive.open(_entry(name, when), "w", force_zip64=True) as file:
                for piece in pieces:
                    count += 1
                    digest.update(piece)
                    file.write(piece)
                    yield spout.drain()
            if not name.endswith((".jpg", ".png", ".html", ".css")):
                told.append(f"{name}　{digest.hexdigest()}")
        verdict = verify()
        note = NOTE.format(
            body=scope.body.name,
            since=scope.since,
            until=scope.until,
            when=f"{when:%Y-%m-%d %H:%M}",
            who=who,
            files="\n".join(told),
            verdict=(
                f"全平台留痕记录经逐条核对完好，共 {verdict.length} 条，末条校验值 {verdict.last_hash}。"
                if verdict.sound
                else f"全平台留痕记录核对未通过：{verdict.found}"
            ),
            anchor=_anchor_text(when),
        )
        archive.writestr(_entry("说明.txt", when), note.encode("utf-8-sig"))
        yield spout.drain()
    yield spout.drain()


def _anchor_text(when: datetime) -> str:
    anchor = anchor_now(at=when)
    if anchor is None:
        return "尚无留痕记录，没有锚点。"
    return (
        f"锚点（请随材料留存，日后可核对记录有无删改）：{anchor}\n"
        f"首条校验值 {anchor.first}　时间 {anchor.at}\n公钥 {anchor.key}\n签名 {anchor.signature}"
    )


def _entry(name: str, when: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _files(scope: Scope) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "留痕记录.jsonl", _journal(scope)
    for group, name, heads, lines in (
        ("publication", "信息索引", ITEM_HEADS, _items),
        ("publication", "发布记录", POSTING_HEADS, _postings),
        ("publication", "本期无信息说明", NIL_RETURN_HEADS, _nil_returns),
        ("training", "培训", TRAINING_HEADS, _trainings),
        ("meetings", "会议", MEETING_HEADS, _meetings),
        ("tasks", "任务", TASK_HEADS, _tasks),
        ("evaluation", "社会评议", EVALUATION_HEADS, _evaluations),
        ("accountability", "追责问责", ACCOUNTABILITY_HEADS, _accountability),
    ):
        if scope.wants(group):
            yield f"{name}.xlsx", _sheet(heads, lines(scope))
    numbers = list(scope.bodies.values_list("pk", flat=True))
    for name, (heads, told) in SHEETS.items():
        if scope.wants(SHEET_GROUPS[name]):
            yield f"{name}.xlsx", _sheet(heads, told(numbers, scope.since, scope.until))
    if scope.wants("publication"):
        yield "筛查记录.jsonl", _screenings(scope)
        yield "审批单/审批单.css", _style()
        yield from _approvals(scope)
        yield from _proofs(scope)
    yield from _papers(scope)


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=str).encode() + b"\n"


def _journal(scope: Scope) -> Iterator[bytes]:
    entries = Entry.objects.filter(scope.within("recorded_at"), body_number__in=scope.bodies)
    for entry in entries.order_by("sequence").iterator(chunk_size=AT_ONCE):
        closed = about_citizen(entry.act)
        yield _line(
            {
                "recorded_at": timezone.localtime(entry.recorded_at).isoformat(),
                "label": entry.act_label,
                **{
                    field: getattr(entry, field)
                    for field in ENTRY_FIELDS
                    if not closed or field in OPEN_FIELDS
                },
            }
        )


def _screenings(scope: Scope) -> Iterator[bytes]:
    # Letters to applicants are screened too; what was seen in them is about a citizen.
    kind = ItemPage._meta.label_lower
    runs = ScreeningRun.objects.filter(
        scope.within("screened_at"), body__in=scope.bodies, subject_kind=kind
    )
    named = _item_names(runs)
    for run in runs.select_related("screened_by").order_by("pk").iterator(chunk_size=AT_ONCE):
        yield _line(
            {
                "item": named.get(run.subject_number, (run.subject_name, ""))[0],
                "index_number": named.get(run.subject_number, ("", ""))[1],
                "moment": run.get_moment_display(),
                "screened_at": timezone.localtime(run.screened_at).isoformat(),
                "screened_by": run.screened_by.name if run.screened_by else "平台",
                "blocking": run.blocking,
                "result": run.result,
            }
        )


def _item_names(runs: Any) -> dict[int, tuple[str, str]]:
    numbers = runs.order_by().values("subject_number")
    items = ItemPage.objects.filter(pk__in=numbers).values_list("pk", "title", "index_number")
    return {number: (title, index) for number, title, index in items}


def _style() -> Iterator[bytes]:
    with open(finders.find(STYLE), "rb") as file:
        yield file.read()


def _approvals(scope: Scope) -> Iterator[tuple[str, Iterable[bytes]]]:
    releases = Release.objects.filter(scope.within("submitted_at"), body__in=scope.bodies)
    for release in (
        releases.select_related("item", "item__row", "body", "revision", "submitted_by")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        number = (release.item.index_number or f"未编号-{release.item_id}").replace("/", "-")
        page = render_to_string("items/approval_form.html", on_one_sheet(release))
        yield (
            f"审批单/{_plain(number)}_{release.pk}.html",
            [page.replace(static(STYLE), "审批单.css").encode()],
        )


def _proofs(scope: Scope) -> Iterator[tuple[str, Iterable[bytes]]]:
    proofs = PostingProof.objects.filter(
        posting__body__in=scope.bodies, posting__posted_on__range=(scope.since, scope.until)
    )
    for proof in proofs.select_related("posting").order_by("pk").iterator(chunk_size=AT_ONCE):
        name = f"发布凭证/{proof.posting_id}_{proof.get_moment_display()}_{_plain(proof.name)}"
        yield name, _pieces(proof)


def _papers(scope: Scope) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Sign-in sheets, photos, minutes and proofs beside what happened in the period, whenever they were handed in."""
    span = (scope.since, scope.until)
    held = {
        "trainingsession": TrainingSession.objects.filter(held_on__range=span),
        "meeting": Meeting.objects.filter(held_on__range=span),
        "task": Task.objects.filter(closed_on__range=span),
        "outreach": Outreach.objects.filter(held_on__range=span),
        "broadcast": Broadcast.objects.filter(on__range=span),
    }
    of_the_period = scope.within("added_at")
    for kind, records in held.items():
        of_the_period |= Q(
            subject_kind=f"supervision.{kind}",
            subject_number__in=records.filter(body__in=scope.bodies).values("pk"),
        )
    papers = KeptPaper.objects.filter(of_the_period, body__in=scope.bodies)
    for paper in papers.order_by("pk").iterator(chunk_size=AT_ONCE):
        kind = paper.subject_kind.partition(".")[2]
        if not scope.wants(KINDS.get(kind, "publication")):
            continue
        yield f"材料/{kind}-{paper.subject_number}_{paper.pk}_{_plain(paper.name)}", _pieces(paper)


def _pieces(proof: StoredFile) -> Iterator[bytes]:
    with proof.file.storage.open(proof.file.name) as file:
        while piece := file.read(PIECE):
            yield piece


def _plain(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "-", name)[-80:]


ITEM_HEADS = ("索引号", "机关", "标题", "公开事项", "文号", "成文日期", "发布日期", "有效性", "撤下日期", "撤下原因", "地址", "附件数")  # fmt: skip
POSTING_HEADS = ("编号", "信息", "索引号", "渠道", "位置", "网址", "发布日期", "撤下日期", "经办人", "凭证数")  # fmt: skip
NIL_RETURN_HEADS = ("机关", "公开事项", "期间起", "期间止", "理由", "签署人", "签署时间")


def _items(scope: Scope) -> Iterator[tuple[Any, ...]]:
    items = ItemPage.objects.filter(
        body__in=scope.bodies, live=True, published_on__range=(scope.since, scope.until)
    )
    for item in (
        items.select_related("body", "row")
        .annotate(files=Count("attachments"))
        .order_by("published_on", "pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        yield (
            item.index_number,
            item.body.name,
            item.title,
            str(item.row),
            item.document_number,
            item.formed_on,
            item.published_on,
            item.get_validity_display(),
            item.withdrawn_on,
            item.get_withdrawal_reason_display(),
            item.url,
            item.files,
        )


def _postings(scope: Scope) -> Iterator[tuple[Any, ...]]:
    postings = Posting.objects.filter(
        body__in=scope.bodies, posted_on__range=(scope.since, scope.until)
    )
    for posting in (
        postings.select_related("item", "channel", "posted_by")
        .annotate(proofs_kept=Count("proofs"))
        .order_by("posted_on", "pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        yield (
            posting.pk,
            posting.item.title,
            posting.item.index_number,
            posting.where,
            posting.place,
            posting.url,
            posting.posted_on,
            posting.removed_on,
            posting.posted_by.name if posting.posted_by else "平台",
            posting.proofs_kept,
        )


def _nil_returns(scope: Scope) -> Iterator[tuple[Any, ...]]:
    statements = NilReturn.objects.filter(scope.within("signed_at"), body__in=scope.bodies)
    for each in statements.select_related("body", "row", "signed_by").order_by("pk"):
        yield (
            each.body.name,
            str(each.row),
            each.first_day,
            each.last_day,
            each.reason,
            each.signed_by.name,
            f"{timezone.localtime(each.signed_at):%Y-%m-%d %H:%M}",
        )


TRAINING_HEADS = ("内容", "方式", "日期", "讲课人", "地点", "人数")
MEETING_HEADS = ("会议", "类别", "日期", "主持", "人数", "议定事项数", "纪要")
TASK_HEADS = ("来源", "序号", "任务", "责任", "时限", "状态", "办结日期", "完成情况", "佐证")
EVALUATION_HEADS = ("编号", "途径", "类别", "收到", "评分", "最迟答复", "答复日期", "结果")
ACCOUNTABILITY_HEADS = ("日期", "责任站所和岗位", "方式", "来源", "依据", "整改完成")


def _trainings(scope: Scope) -> Iterator[tuple[Any, ...]]:
    held = TrainingSession.objects.filter(
        body__in=scope.bodies, held_on__range=(scope.since, scope.until)
    )
    for each in held.order_by("held_on", "pk"):
        yield (
            each.topic,
            each.get_mode_display(),
            each.held_on,
            each.teacher,
            each.place,
            each.people,
        )


def _meetings(scope: Scope) -> Iterator[tuple[Any, ...]]:
    held = Meeting.objects.filter(body__in=scope.bodies, held_on__range=(scope.since, scope.until))
    for each in held.annotate(decided=Count("tasks")).order_by("held_on", "pk"):
        yield (
            each.title,
            each.get_kind_display(),
            each.held_on,
            each.chair,
            each.people,
            each.decided,
            each.minutes,
        )


def _tasks(scope: Scope) -> Iterator[tuple[Any, ...]]:
    tasks = Task.objects.filter(
        Q(closed_on__range=(scope.since, scope.until))
        | Q(closed_on=None, entered_at__date__lte=scope.until),
        body__in=scope.bodies,
    ).prefetch_related("proofs__item")
    for each in tasks.order_by("origin", "pk"):
        yield (
            each.origin,
            each.number,
            each.text,
            each.owner,
            each.due_on or each.due,
            each.get_state_display(),
            each.closed_on,
            each.result,
            "；".join(" ".join(proof.as_line()) for proof in each.proofs.all()),
        )


def _evaluations(scope: Scope) -> Iterator[tuple[Any, ...]]:
    # What people wrote, and who, stays inside.
    found = Evaluation.objects.filter(
        body__in=scope.bodies, received_on__range=(scope.since, scope.until)
    )
    for each in found.select_related("body").order_by("received_on", "pk"):
        yield (
            each.number,
            each.get_way_display(),
            each.get_sort_display(),
            each.received_on,
            each.score,
            each.due_on,
            each.answered_on,
            each.get_outcome_display(),
        )


def _accountability(scope: Scope) -> Iterator[tuple[Any, ...]]:
    found = Accountability.objects.filter(
        body__in=scope.bodies, opened_on__range=(scope.since, scope.until)
    )
    for each in found.order_by("opened_on", "pk"):
        yield (
            each.opened_on,
            each.about,
            each.get_measure_display(),
            each.get_source_display(),
            str(resolve(each.basis)),
            each.closed_on,
        )


def _sheet(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    texts = (["" if value is None else str(value) for value in row] for row in rows)
    return list_in_pieces([ListColumn(head) for head in heads], texts)
