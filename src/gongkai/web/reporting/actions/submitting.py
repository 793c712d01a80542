"""A report's way to the county: answered, handed in, returned, accepted, opened again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.report.checks.finding import Level
from gongkai.report.checks.hierarchy import ALIKE
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.approvals import engine
from gongkai.web.approvals.models import Decision
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.judging import Judged, judged, judged_on, plain_words
from gongkai.web.reporting.ledger import renew_ledger
from gongkai.web.reporting.models import (
    SIGNED,
    FindingAnswer,
    ReportApproval,
    ReportFile,
    ReportStep,
    SigningStage,
    Stage,
    StepKind,
    YearReport,
)
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT, SUBMIT_REPORT
from gongkai.web.reporting.personal import personal_in
from gongkai.web.reporting.procedure import APPROVALS, route_of
from gongkai.web.reporting.reasons import says_why

MOST_HELD = 3


@transaction.atomic
def answer_finding(
    report: YearReport, mark: str, *, acting_user: User, at: datetime, reason: str
) -> FindingAnswer:
    """Say why a finding is let stand.

    Raises:
        WrongState: the report has been handed in.
        ActionError: there is no such finding, or no reason.
    """
    require(acting_user, FILE_REPORT, report.body)
    current = _locked(report)
    if not current.is_open or current.current is None:
        raise _wrong(current)
    if not says_why(reason):
        raise ActionError(
            _("请写明理由，一句话说清依据，例如数字的来源；一个字、一个符号不算理由。")
        )
    standing = judged_on(current.current, [], on=timezone.localdate(at))
    found = next((each for each in standing if each.mark == mark), None)
    if found is None:
        raise ActionError(_("这个问题已经不在了；请刷新后再看。"))
    _refuse_shared(current, found, standing, reason)
    answer, _made = FindingAnswer.objects.update_or_create(
        report=current,
        mark=mark,
        defaults={
            "code": found.code,
            "message": found.message,
            "reason": reason.strip(),
            "answered_by": acting_user,
            "answered_at": at,
        },
    )
    record(
        acts.FINDING_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"code": found.code},
        reason=reason,
        at=at,
    )
    return answer


def _refuse_shared(
    report: YearReport, found: Judged, standing: Sequence[Judged], reason: str
) -> None:
    """That a report is another body's word for word is explained by words of its own: they answer nothing else."""
    codes = {each.mark: each.code for each in standing}
    for other in report.answers.exclude(mark=found.mark):
        code = codes.get(other.mark, "")
        if ALIKE in {found.code, code} and plain_words(other.reason) == plain_words(reason):
            raise ActionError(
                _(
                    "与 {code} 的说明相同；{alike}（与其他机关雷同）须单独说明，请逐条写明是谁先写的、为什么相同。"
                ).format(code=code or other.code, alike=ALIKE)
            )


@transaction.atomic
def send_report(report: YearReport, *, acting_user: User, at: datetime) -> ReportApproval:
    """Hand the current version to whoever reviews it.

    Raises:
        WrongState: there is no file, it is handed in, or under review already.
        ActionError: a finding is not answered, or something must not go out.
    """
    require(acting_user, FILE_REPORT, report.body)
    current = _locked(report)
    file = _ready(current, at)
    if current.approvals.filter(state=ReportApproval.UNDER_REVIEW).exists():
        raise WrongState(_("{report}已经送审；请刷新后再看。").format(report=current))
    route = route_of(current.body, timezone.localdate(at))
    approval = ReportApproval.objects.create(
        report=current,
        file=file,
        body=current.body,
        route=route,
        stage=route[0],
        submitted_by=acting_user,
        submitted_at=at,
    )
    record(
        acts.REPORT_SENT,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"number": file.number, "sha256": file.sha256},
        at=at,
    )
    return approval


@transaction.atomic
def review_report(
    approval: ReportApproval,
    *,
    acting_user: User,
    at: datetime,
    comment: str = "",
    proofread: bool = False,
) -> ReportApproval:
    """The reviewer lets it go on to be signed. Raises as `engine.approve`."""
    reviewed: ReportApproval = engine.approve(
        APPROVALS,
        approval,
        acting_user=acting_user,
        stage=SigningStage.FIRST_REVIEW.value,
        at=at,
        comment=comment,
        proofread=proofread,
    )
    return reviewed


@transaction.atomic
def send_back_report(
    approval: ReportApproval, *, acting_user: User, at: datetime, stage: str, comment: str
) -> ReportApproval:
    """Back to its author, with what is to be mended. Raises as `engine.send_back`."""
    returned: ReportApproval = engine.send_back(
        APPROVALS, approval, acting_user=acting_user, stage=stage, at=at, comment=comment
    )
    return returned


@transaction.atomic
def recall_report(
    approval: ReportApproval, *, acting_user: User, at: datetime, reason: str
) -> ReportApproval:
    """Its author takes it back before it is signed. Raises as `engine.call_back`."""
    recalled: ReportApproval = engine.call_back(
        APPROVALS, approval, acting_user=acting_user, at=at, reason=reason
    )
    return recalled


def submit_report(report: YearReport, *, acting_user: User, at: datetime) -> YearReport:
    """Sign the version that was sent for approval, and hand it in.

    Raises:
        OwnWork: whoever filed, sent or reviewed it does not sign it.
        WrongState: it was not sent, is still to be reviewed, or another version is current.
        ActionError: a finding is not answered, or something must not go out.
    """
    require(acting_user, SUBMIT_REPORT, report.body)
    with transaction.atomic():
        current = _locked(report)
        file = _ready(current, at)
        open_one = current.approvals.filter(state=ReportApproval.UNDER_REVIEW).first()
        if open_one is None:
            raise WrongState(_("{report}还没有送审；请起草人先送审。").format(report=current))
        approval = engine.at_stage(APPROVALS, open_one, SigningStage.SIGN.value)
        engine.refuse_own_work(APPROVALS, approval, acting_user)
        if approval.steps.filter(decision=Decision.APPROVED, decided_by=acting_user).exists():
            raise OwnWork(_("您已审核过这份报告，须由他人审签。"))
        if approval.file_id != file.pk:
            raise WrongState(_("送审以后换过文件；请退回起草人重新送审。"))
        approval.steps.create(
            stage=SigningStage.SIGN,
            decision=Decision.APPROVED,
            decided_by=acting_user,
            decided_at=at,
        )
        approval.state, approval.finished_at = SIGNED, at
        approval.save(update_fields=["state", "finished_at"])
        return handed_in(current, by=acting_user, at=at)


def handed_in(report: YearReport, *, by: User, at: datetime, words: str = "") -> YearReport:
    """The locked report stands as handed in from now on."""
    report.stage = Stage.SUBMITTED
    report.submitted_on = timezone.localtime(at).date()
    return _stepped(report, StepKind.SUBMITTED, acts.REPORT_SUBMITTED, by, at, words)


def _ready(report: YearReport, at: datetime) -> ReportFile:
    """The current file, where nothing stands between it and its submission."""
    if not report.is_open or report.current is None:
        raise _wrong(report)
    file = renew_ledger(report.current, on=timezone.localdate(at))
    _refuse_empty_tables(file)
    if file.personal:
        raise ActionError(
            _("文件里有不应公开的内容：{personal}；请处理后换一版文件。").format(
                personal="、".join(file.personal)
            )
        )
    held = [each for each in judged(file, list(report.answers.all())) if each.holds]
    if held:
        shown = "、".join(dict.fromkeys(each.code for each in held[:MOST_HELD]))
        raise ActionError(
            _(
                "还有 {number} 个错误或警告没有处理（{shown}）；请改正后换一版，或者逐个说明理由。"
            ).format(number=len(held), shown=shown)
        )
    return file


def _refuse_empty_tables(file: ReportFile) -> None:
    """A table of which more than half cannot be read is no table; no reason makes up for that."""
    for label, rows in (
        (_("表三"), file.data["tables"].get("requests") or {}),
        (_("表四"), file.data["tables"].get("disputes") or {}),
    ):
        values = [value for columns in rows.values() for value in columns.values()]
        empty = values.count(None)
        if empty * 2 > len(values):
            raise ActionError(
                _(
                    "{label}有 {empty} 格没有数字，不能报送；请填数字，没有发生的填 0，换一版文件。"
                ).format(label=label, empty=empty)
            )


def return_report(
    report: YearReport, *, acting_user: User, at: datetime, reason: str
) -> YearReport:
    """Give it back to be mended, with the reasons.

    Raises:
        WrongState: it is not handed in.
        ActionError: no reason is given.
    """
    with transaction.atomic():
        current = _for_the_county(report, acting_user, Stage.SUBMITTED)
        if not reason.strip():
            raise ActionError(_("请写明退回的理由，让报送机关知道改哪里。"))
        current.stage = Stage.RETURNED
        return _stepped(
            current, StepKind.RETURNED, acts.REPORT_RETURNED, acting_user, at, reason.strip()
        )


def accept_report(
    report: YearReport,
    *,
    acting_user: User,
    at: datetime,
    words: str = "",
    notice: str = "",
    allowed: Collection[str] | None = None,
) -> YearReport:
    """Take it in: from now on it counts in the roll-up. ``notice`` tells everybody what was corrected in one accepted before.

    ``allowed`` are the marks of the explained findings whose reasons the county lets stand; ``None`` where it was asked for none.

    Raises:
        WrongState: it is not handed in.
        ActionError: it was corrected and no notice says what, or the notice holds what must not go out.
        ActionError: a reason is not let stand.
        ActionError: an error was never explained, as in what came by mail, and nothing says why it is taken in all the same.
    """
    with transaction.atomic():
        current = _for_the_county(report, acting_user, Stage.SUBMITTED)
        if allowed is not None:
            _refuse_not_allowed(current, at, allowed)
        open_ones = open_errors(current, at)
        if open_ones and not says_why(words):
            shown = "、".join(dict.fromkeys(each.code for each in open_ones[:MOST_HELD]))
            raise ActionError(
                _(
                    "还有 {number} 个错误没有说明（{shown}）；请退回改正，或者在意见里写明为什么照收。"
                ).format(number=len(open_ones), shown=shown)
            )
        corrected = current.is_corrected
        if corrected:
            _refuse_notice(notice)
        current.stage = Stage.ACCEPTED
        current.accepted_on = timezone.localtime(at).date()
        accepted = _stepped(
            current, StepKind.ACCEPTED, acts.REPORT_ACCEPTED, acting_user, at, words.strip()
        )
        if corrected:
            _stepped(
                current, StepKind.CORRECTED, acts.REPORT_CORRECTED, acting_user, at, notice.strip()
            )
        return accepted


def _refuse_not_allowed(report: YearReport, at: datetime, allowed: Collection[str]) -> None:
    refused = [each for each in _explained(report, at) if each.mark not in allowed]
    if refused:
        raise ActionError(
            _("还有 {number} 条说明没有认可（{shown}）；看过认可的请勾选，不认可的请退回。").format(
                number=len(refused), shown="、".join(dict.fromkeys(each.code for each in refused))
            )
        )


def _explained(report: YearReport, at: datetime) -> list[Judged]:
    """The errors and warnings of the current file that the body has answered."""
    if report.current is None:
        return []
    answers = list(report.answers.select_related("answered_by"))
    standing = judged_on(report.current, answers, on=timezone.localdate(at))
    return [each for each in standing if each.level is not Level.NOTICE and each.answer]


def _refuse_notice(notice: str) -> None:
    if not says_why(notice):
        raise ActionError(
            _("这份报告公布以后更正过；请写明更正了哪一处，例如“表三本年新收由5件更正为6件”。")
        )
    if personal := personal_in(notice):
        raise ActionError(
            _("更正说明里有不应公开的内容：{personal}；请删去。").format(personal=personal)
        )


def open_errors(report: YearReport, at: datetime) -> list[Judged]:
    """The errors of the current file that nobody has answered."""
    if report.current is None:
        return []
    standing = judged_on(report.current, list(report.answers.all()), on=timezone.localdate(at))
    return [each for each in standing if each.holds and each.level is Level.ERROR]


def reopen_report(
    report: YearReport, *, acting_user: User, at: datetime, reason: str
) -> YearReport:
    """Let the body mend a report that was accepted; why stays on record.

    Raises:
        WrongState: it is not accepted.
        ActionError: no reason is given.
    """
    with transaction.atomic():
        current = _for_the_county(report, acting_user, Stage.ACCEPTED)
        if not reason.strip():
            raise ActionError(_("请写明更正的理由。"))
        current.stage = Stage.RETURNED
        current.accepted_on = None
        return _stepped(
            current, StepKind.REOPENED, acts.REPORT_REOPENED, acting_user, at, reason.strip()
        )


def _for_the_county(report: YearReport, acting_user: User, stage: Stage) -> YearReport:
    require(acting_user, COLLECT, report.body)
    current = _locked(report)
    if current.stage != stage:
        raise _wrong(current)
    return current


def _locked(report: YearReport) -> YearReport:
    return (
        YearReport.objects.select_for_update(of=("self",))
        .select_related("body", "current")
        .get(pk=report.pk)
    )


def _wrong(report: YearReport) -> WrongState:
    if report.current is None:
        return WrongState(_("还没有报告文件；请先存入。"))
    return WrongState(
        _("{report}现在是“{stage}”，不能这样办理；请刷新后再看。").format(
            report=report, stage=report.get_stage_display()
        )
    )


def _stepped(
    report: YearReport, kind: StepKind, act: Act, by: User, at: datetime, words: str = ""
) -> YearReport:
    report.save(update_fields=["stage", "submitted_on", "accepted_on"])
    ReportStep.objects.create(
        report=report, kind=kind, file=report.current, by=by, at=at, words=words
    )
    record(
        act,
        by=by,
        body=report.body,
        subject=report,
        after={"sha256": report.current.sha256 if report.current else ""},
        reason=words,
        at=at,
    )
    return report
