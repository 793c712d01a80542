"""Put a file on record as a body's report, alone or sixty at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.report.checks.finding import Level
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import stored_place
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.files.uploads import checked_type, shown_name
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts, jobs
from gongkai.web.reporting.actions.submitting import handed_in
from gongkai.web.reporting.counting.figures import Figure
from gongkai.web.reporting.ledger import ledger_findings
from gongkai.web.reporting.models import (
    REPORTING_KINDS,
    ReportApproval,
    ReportFile,
    ReportStep,
    Stage,
    StepKind,
    YearReport,
    reporting_bodies,
)
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT
from gongkai.web.reporting.procedure import has_signers
from gongkai.web.reporting.reading import examined
from gongkai.web.reporting.recognition import Named, bodies_named, require_ours
from gongkai.web.reporting.siblings import siblings_of, words_of

EARLIEST = 2008


@dataclass(frozen=True)
class Came:
    """A file that may come in: the name by which it is kept, its bytes, its form."""

    name: str
    content: bytes
    media_type: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Came:
        """Raises `FileRefused` where it is empty, too large or of no form that can be read."""
        shown = shown_name(name)
        return cls(shown, content, checked_type(shown, content))


def file_report(
    body: PublicBody,
    year: int,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    content: bytes,
    further: Sequence[Mapping[str, Any]] = (),
    figures: Mapping[str, Figure] | None = None,
) -> ReportFile:
    """Keep a file as the next version of the body's report on the year.

    ``further`` are findings of whoever made it, ``figures`` the body's of today where they were just asked for.

    Raises:
        FileRefused: the file cannot come in.
        NotOurs: it names another body or another year.
        WrongState: the report has been handed in.
        ActionError: it is no annual report, or the same as the current version.
    """
    require(acting_user, FILE_REPORT, body)
    if body.is_practice:
        raise WrongState(_("“{body}”的年报只用来练习，不收、不公开。").format(body=body))
    came = Came.of(name, content)
    seen = examined(
        came.name,
        content,
        previous=last_years(body, year),
        siblings=words_of(siblings_of(body, year)),
    )
    return _kept(
        body, year, came, seen, acting_user=acting_user, at=at, further=further, figures=figures
    )


def refuse_replacing(report: YearReport) -> None:
    """Raises `WrongState` where the file is not to be changed now: handed in, or under review."""
    if not report.is_open:
        raise WrongState(
            _("{report}{stage}，不能再换文件；需要更正的，请县级主管部门先退回。").format(
                report=report, stage=report.get_stage_display()
            )
        )
    if report.approvals.filter(state=ReportApproval.UNDER_REVIEW).exists():
        raise WrongState(_("{report}正在审签，不能换文件；请先撤回送审。").format(report=report))


@transaction.atomic
def _kept(
    body: PublicBody,
    year: int,
    came: Came,
    seen: jobs.Examined,
    *,
    acting_user: User | Platform,
    at: datetime,
    further: Sequence[Mapping[str, Any]] = (),
    figures: Mapping[str, Figure] | None = None,
    by_county: bool = False,
) -> ReportFile:
    """As `file_report`; a version that came ``by_county`` and stands as handed in is replaced by the next that comes so."""
    require_ours(Named.of(seen.data), body, year)
    report = _report_of(body, year, timezone.localtime(at).date())
    if not (by_county and report.stage == Stage.SUBMITTED):
        refuse_replacing(report)
    sha256 = digest_of(came.content)
    if report.current is not None and report.current.sha256 == sha256:
        raise ActionError(_("这个文件与现用的一版完全相同，没有另存。"))
    findings = [*seen.data.pop("findings"), *further]
    findings += ledger_findings(body, year, seen.data, on=timezone.localdate(at), figures=figures)
    file = ReportFile(
        report=report,
        number=report.files.count() + 1,
        filed_by=acting_user if isinstance(acting_user, User) else None,
        filed_at=at,
        name=came.name,
        size=len(came.content),
        sha256=sha256,
        media_type=came.media_type,
        data=seen.data,
        findings=findings,
        personal=list(seen.personal),
    )
    file.count_levels()
    file.file.name = store_content(stored_place(file, came.name), came.content)
    page = seen.page.encode()
    file.page = store_content(place_of("reports", digest_of(page), "page.html"), page)
    file.save()
    report.current = file
    report.save(update_fields=["current"])
    ReportStep.objects.create(
        report=report, kind=StepKind.FILED, file=file, by=file.filed_by, at=at
    )
    record(
        acts.REPORT_FILED,
        by=acting_user,
        body=body,
        subject=report,
        after={"number": file.number, "name": came.name, "sha256": sha256, "errors": file.errors},
        at=at,
    )
    return file


def _report_of(body: PublicBody, year: int, on: date) -> YearReport:
    """The body's report on the year, locked; made where there is none yet."""
    if body.kind not in REPORTING_KINDS:
        raise ActionError(_("“{body}”不单独编制年度报告，由所属机关编制。").format(body=body))
    if not EARLIEST <= year <= on.year:
        raise ActionError(
            _("年度“{year}”不对，应为 {earliest} 至 {latest} 之间的年份。").format(
                year=year, earliest=EARLIEST, latest=on.year
            )
        )
    YearReport.objects.get_or_create(body=body, year=year)
    return (
        YearReport.objects.select_for_update(of=("self",))
        .select_related("body", "current")
        .get(body=body, year=year)
    )


def last_years(body: PublicBody, year: int) -> str:
    """The JSON of the body's report on the year before, where it is here; else empty."""
    before = YearReport.objects.filter(body=body, year=year - 1).select_related("current").first()
    return jobs.as_text(before.current.data) if before and before.current else ""


@dataclass(frozen=True)
class Dropped:
    """What became of one file of many: filed as ``file``, or left out for the reason ``problem``.

    ``replaced`` is the number of the version that stood before; ``found`` what the check says of a file that was read and left out.
    """

    name: str
    file: ReportFile | None = None
    problem: str = ""
    replaced: int | None = None
    found: tuple[str, ...] = ()


def file_many(
    files: Iterable[tuple[str, bytes]],
    *,
    acting_user: User,
    year: int,
    at: datetime,
    among: Sequence[int],
) -> list[Dropped]:
    """File each under the body that it names, among the bodies with these numbers; one that fails stops no other.

    Of two files of one body and year the first is filed; the other is left out and told.
    """
    day = timezone.localtime(at).date()
    bodies = [
        body
        for body in reporting_bodies(day).filter(pk__in=among).select_related("parent__parent")
        if acting_user.may(COLLECT, body)
    ]
    drop = _Drop(bodies, acting_user, year, at, {})
    return [drop.filed(name, content) for name, content in files]


@dataclass(frozen=True)
class _Drop:
    """Many files at once; `there` names the file from which each body's year has come."""

    bodies: Sequence[PublicBody]
    acting_user: User
    year: int
    at: datetime
    there: dict[tuple[int, int], str]

    def filed(self, name: str, content: bytes) -> Dropped:
        """One of them."""
        found: tuple[str, ...] = ()
        try:
            came = Came.of(name, content)
            name = came.name
            seen = examined(name, content)
            body, year = self._whose(Named.of(seen.data))
            require(self.acting_user, FILE_REPORT, body)
            before = self.there.get((body.pk, year))
            if before is not None:
                raise ActionError(
                    _(
                        "这一批里的“{before}”已经存为{body}{year}年的报告；请核对用哪一份，用这一份的再单独存入。"
                    ).format(before=before, body=body.short_name, year=year)
                )
            previous, siblings = last_years(body, year), words_of(siblings_of(body, year))
            if previous or siblings:
                seen = examined(name, content, previous=previous, siblings=siblings)
            found = tuple(
                finding["message"]
                for finding in seen.data["findings"]
                if finding["level"] in {Level.ERROR.value, Level.WARNING.value}
            )
            by_county = self._refuse_theirs(body, year)
            with transaction.atomic():
                file = _kept(
                    body,
                    year,
                    came,
                    seen,
                    acting_user=self.acting_user,
                    at=self.at,
                    by_county=by_county,
                )
                # A body without anybody who signs has signed on paper; the county hands in what came by mail.
                if not has_signers(body, timezone.localdate(self.at)):
                    words = _("由县级主管部门代为存入。")
                    handed_in(file.report, by=self.acting_user, at=self.at, words=words)
        except ActionError as error:
            return Dropped(name, problem=str(error), found=found)
        self.there[body.pk, year] = name
        return Dropped(name, file, replaced=file.number - 1 or None)

    def _refuse_theirs(self, body: PublicBody, year: int) -> bool:
        """Whether what stands there came by the county too. Raises `ActionError` where the year is not over, or the body writes its report here itself and has begun."""
        today = timezone.localdate(self.at)
        if year >= today.year:
            raise ActionError(
                _("{year} 年还没有过完，不能存入全年的报告；请核对文件写的年度。").format(year=year)
            )
        begun = (
            YearReport.objects.filter(body=body, year=year)
            .exclude(current=None)
            .with_whose()
            .first()
        )
        if begun is None or begun.is_by_county:
            return begun is not None
        if begun.is_open and has_signers(body, today):
            raise ActionError(
                _(
                    "{report}由该机关自己在平台编报（{stage}），没有代为替换；确需替换的，请从该机关的报告页“换一版文件”。"
                ).format(report=begun, stage=begun.get_stage_display())
            )
        return False

    def _whose(self, named: Named) -> tuple[PublicBody, int]:
        """The body and the year that the file names."""
        found = bodies_named(named, self.bodies)
        if len(found) != 1:
            said = named.fullest
            raise ActionError(
                _("写明的机关“{said}”不在本县名单里；请核对，或者由该机关自己存入。").format(
                    said=said
                )
                if said
                else _("文件没有写明是哪个机关；请补全标题中的机关名称。")
            )
        return found[0], named.year or self.year
