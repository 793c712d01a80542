"""How each indicator is measured, for many bodies at once: whatever the records let it judge, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.documents import media_types
from gongkai.screening.kinds import Kind as ScreenedKind
from gongkai.screening.kinds import varieties
from gongkai.statute.codelists import codelist
from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.workdays import load_calendar
from gongkai.web.accounts.encrypted import Unopened
from gongkai.web.approvals.models import Decision
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.counting import cells_in as dispute_cells
from gongkai.web.disputes.models import Dispute
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting, PostingProof
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.duties.board import Status
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.quotas import quotas_by_month
from gongkai.web.publishing.duties.villages import duties, villages_of
from gongkai.web.publishing.explanations.unexplained import NORMATIVE_DOCUMENTS, unexplained
from gongkai.web.publishing.items.models import (
    Attachment,
    ItemPage,
    Release,
    ReleaseState,
    Validity,
)
from gongkai.web.publishing.scans.models import HitState, ScanHit
from gongkai.web.reporting.assessing.verdicts import Measure, Period, Verdict
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.ledger import TABLES
from gongkai.web.reporting.models import YearReport
from gongkai.web.reporting.registers.doubts import plain_number
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine
from gongkai.web.supervision.ledgers.models import Appeal, AppealDoor

ALIVE = timedelta(days=14)
ANSWERED_WITHIN = 5
NIL = Fraction(4, 5)
NORMATIVE_ROW = "normative_documents"
INTERACTION = (AppealDoor.FORUM, AppealDoor.LEADER_BOX)
WORD = frozenset({media_types.DOCX, media_types.DOC, media_types.WPS})


def coverage(period: Period) -> Iterator[Verdict]:
    """Rows of the catalogue under which anything is public."""
    for cell in period.cells:
        yield Verdict(
            cell.body.pk,
            cell.status is not Status.BLANK,
            cell.row.name,
            unit=period.staff.of_row(cell.body.pk, cell.row.code),
        )


def fresh(period: Period) -> Iterator[Verdict]:
    """Rows whose newest item is not older than their cadence allows."""
    for cell in period.cells:
        if cell.status not in {Status.BLANK, Status.BY_EVENT}:
            yield Verdict(
                cell.body.pk,
                cell.status is not Status.STALE,
                cell.row.name,
                unit=period.staff.of_row(cell.body.pk, cell.row.code),
            )


def nil_returns(period: Period) -> Iterator[Verdict]:
    """A period answered by a nil return counts four fifths of one with something published."""
    for cell in period.cells:
        if cell.status not in {Status.BLANK, Status.BY_EVENT}:
            yield Verdict(
                cell.body.pk,
                NIL if cell.status is Status.ZERO else 1,
                cell.row.name,
                unit=period.staff.of_row(cell.body.pk, cell.row.code),
            )


def in_time(period: Period) -> Iterator[Verdict]:
    """Items that came out by their last day."""
    late = {
        each.item: _("{title}（迟 {days} 天）").format(title=each.title, days=each.days)
        for each in late_items(period.numbers, period.last)
        if period.first <= each.published_on
    }
    return _items(period, _published(period), late)


def quotas(period: Period) -> Iterator[Verdict]:
    """Numbers of items laid down for a month, in each month that is over."""
    for cell in quotas_by_month(period.numbers, period.first, period.day):
        if cell.due_on < period.on:
            yield Verdict(
                cell.quota.body_id,
                cell.is_met,
                _("{year}年{month}月“{name}”{published}条，要求{minimum}条").format(
                    year=cell.due_on.year,
                    month=cell.due_on.month,
                    name=cell.quota.name,
                    published=cell.published,
                    minimum=cell.quota.minimum,
                ),
                url=reverse("publishing:quotas"),
            )


def metadata(period: Period) -> Iterator[Verdict]:
    """Items with an index number, a summary and a subject."""
    items = _published(period)
    wanting = items.filter(Q(index_number="") | Q(summary="") | Q(subject=""))
    names = (_("索引号"), _("内容概述"), _("主题分类"))
    told = {}
    for pk, title, *values in wanting.order_by().values_list(
        "pk", "title", "index_number", "summary", "subject"
    ):
        missing = [name for name, value in zip(names, values, strict=True) if not value]
        told[pk] = _("{title} 缺{missing}").format(title=title, missing="、".join(missing))
    return _items(period, items, told)


def consultations(period: Period) -> Iterator[Verdict]:
    """Consultations that ran thirty days and told what came of them."""
    closed: Any = PublicConsultation.objects.filter(
        body__public_body__in=period.numbers, closes_on__range=(period.first, period.last)
    ).select_related("item__row", "body")
    for each in closed:
        body = each.body.public_body_id or each.body_id
        yield Verdict(
            body,
            each.days >= 30 and each.result is not None,
            each.item.title,
            unit=period.staff.of_item(body, each.body_id, each.item.row.code),
            person=each.item.owner_id,
            url=reverse("publishing:item", args=[each.item_id]),
        )


def privacy(period: Period) -> Iterator[Verdict]:
    """Items in which the last scan saw nothing that must not go out."""
    hits = ScanHit.objects.filter(
        state=HitState.OPEN, level="error", item__body__public_body__in=period.numbers
    ).values_list("item", "item__title", "label")
    told = {item: f"{title}：{label}" for item, title, label in hits}
    return _items(period, _public(period), told)


def wording(period: Period) -> Iterator[Verdict]:
    """Items without an open finding about their words."""
    kinds = [name for name, each in varieties().items() if each.kind is ScreenedKind.WORDING]
    hits = ScanHit.objects.filter(
        state=HitState.OPEN, variety__in=kinds, item__body__public_body__in=period.numbers
    ).values_list("item", "item__title", "label")
    told = {item: f"{title}：{label}" for item, title, label in hits}
    return _items(period, _public(period), told)


def explained(period: Period) -> Iterator[Verdict]:
    """Documents in force that something public explains."""
    numbers = PublicBody.objects.filter(public_body__in=period.numbers).values("pk")
    missing = dict(unexplained(numbers).order_by().values_list("pk", "title"))
    return _items(period, _in_force(period), missing)


def _public(period: Period) -> QuerySet[ItemPage]:
    items: QuerySet[ItemPage] = ItemPage.objects.public().filter(
        body__public_body__in=period.numbers
    )
    return items


def _published(period: Period) -> QuerySet[ItemPage]:
    return _public(period).filter(published_on__range=(period.first, period.last))


def _in_force(period: Period) -> QuerySet[ItemPage]:
    return _public(period).filter(row__code=NORMATIVE_DOCUMENTS, validity=Validity.VALID)


def _items(period: Period, items: QuerySet[ItemPage], lost: Mapping[int, str]) -> Iterator[Verdict]:
    """The items, those that are amiss one by one, the others together."""
    amiss: dict[tuple[Any, ...], int] = {}
    for pk, *key in (
        items.filter(pk__in=lost)
        .order_by("-published_on", "-pk")
        .values_list("pk", "body__public_body", "body", "row__code", "owner")
    ):
        body, own, code, owner = key
        amiss[tuple(key)] = amiss.get(tuple(key), 0) + 1
        yield Verdict(
            body,
            0,
            lost[pk],
            unit=period.staff.of_item(body, own, code),
            person=owner,
            url=reverse("publishing:item", args=[pk]),
        )
    for *key, number in (
        items.order_by()
        .values_list("body__public_body", "body", "row__code", "owner")
        .annotate(number=Count("pk"))
    ):
        body, own, code, owner = key
        yield Verdict(
            body,
            1,
            number=number - amiss.get(tuple(key), 0),
            unit=period.staff.of_item(body, own, code),
            person=owner,
        )


def review_trail(period: Period) -> Iterator[Verdict]:
    """Releases that three persons approved."""
    released = (
        Release.objects.filter(
            body__public_body__in=period.numbers,
            state=ReleaseState.RELEASED,
            finished_at__date__range=(period.first, period.last),
        )
        .annotate(
            persons=Count(
                "steps__decided_by", filter=Q(steps__decision=Decision.APPROVED), distinct=True
            )
        )
        .values_list(
            "body__public_body", "body", "item__row__code", "submitted_by", "persons",
            "item", "item__title",
        )
    )  # fmt: skip
    for body, own, code, person, persons, item, title in released:
        yield Verdict(
            body,
            persons >= 3,
            title,
            unit=period.staff.of_item(body, own, code),
            person=person,
            url=reverse("publishing:item", args=[item]),
        )


def replies(period: Period) -> Iterator[Verdict]:
    """Requests whose last day lay in the period and that were answered by it."""
    answered = Letter.objects.filter(
        disclosure_request=OuterRef("pk"), decision__isnull=False
    ).order_by("-pk")
    due: Any = (
        DisclosureRequest.objects.counted()
        .filter(body__in=period.numbers, due_on__range=(period.first, period.last))
        .filter(Q(concluded_on__isnull=False) | Q(due_on__lt=period.on))
        .select_related("body")
        .only("body__code", "year", "serial", "concluded_on", "due_on", "registered_by")
        .annotate(author=Subquery(answered.values("drafted_by")[:1]))
    )
    for case in due:
        person = case.author or case.registered_by_id
        yield Verdict(
            case.body_id,
            case.concluded_on is not None and case.concluded_on <= case.due_on,
            case.number,
            unit=period.staff.of_person(person),
            person=person,
            url=reverse("casework:case", args=[case.pk]),
        )


def whole_replies(period: Period) -> Iterator[Verdict]:
    """Answers issued in the period: receipt, reasons, article, remedy, proof of delivery; each that is owed has its part."""
    receipts = set(
        Letter.objects.filter(
            disclosure_request__body__in=period.numbers,
            code="receipt_slip",
            state=LetterState.ISSUED,
        ).values_list("disclosure_request", flat=True)
    )
    letters: Any = (
        Letter.objects.filter(
            disclosure_request__body__in=period.numbers,
            state=LetterState.ISSUED,
            decision__isnull=False,
            issued_on__range=(period.first, period.last),
        )
        .select_related("disclosure_request", "decision")
        .annotate(
            proven=Count(
                "deliveries",
                filter=Q(deliveries__signed_on__isnull=False)
                | Q(deliveries__proof__isnull=False)
                | ~Q(deliveries__proof_words=""),
            )
        )
    )
    for letter in letters:
        there = {_("回执"): letter.disclosure_request_id in receipts} | _parts(letter)
        there[_("送达凭证")] = bool(letter.proven)
        missing = [name for name, is_there in there.items() if not is_there]
        yield Verdict(
            letter.disclosure_request.body_id,
            Fraction(len(there) - len(missing), len(there)),
            _("{number} 缺{missing}").format(number=letter.number, missing="、".join(missing)),
            unit=period.staff.of_person(letter.drafted_by_id),
            person=letter.drafted_by_id,
            url=reverse("casework:case", args=[letter.disclosure_request_id]),
        )


def _parts(letter: Letter) -> dict[str, bool]:
    """What the letter must say of itself, and whether it does; nothing where its words are not kept any more."""
    text = letter.text
    if isinstance(text, Unopened) or not text:
        return {}
    contents = codelist("letters")[letter.code].texts("contents")
    said = {
        "reasons": (_("理由"), letter.decision is not None and bool(letter.decision.grounds)),
        "article": (_("法律依据"), "条" in text),
        "remedy": (_("救济途径"), "复议" in text or "诉讼" in text),
    }
    return {name: there for part, (name, there) in said.items() if part in contents}


def corrected(period: Period) -> Iterator[Verdict]:
    """Disputes whose result stands since the period: those in which nothing was corrected."""
    answered = Letter.objects.filter(
        disclosure_request=OuterRef("disclosure_request"), decision__isnull=False
    ).order_by("-pk")
    ended: Any = (
        Dispute.objects.counted()
        .filter(body__in=period.numbers, final_from__range=(period.first, period.last))
        .select_related("body")
        .prefetch_related("judgments")
        .annotate(author=Subquery(answered.values("drafted_by")[:1]))
    )
    for each in ended:
        columns = {cell.column for cell in dispute_cells(each, each.final_from.year)}
        yield Verdict(
            each.body_id,
            "corrected" not in columns,
            str(each),
            unit=period.staff.of_person(each.author),
            person=each.author,
            url=reverse("disputes:dispute", args=[each.pk]),
        )


def channels(period: Period) -> Iterator[Verdict]:
    """Channels fed within fourteen days, and questions from the web answered within five working days."""
    found: Any = (
        Channel.objects.open_on(period.day)
        .filter(body__public_body__in=period.numbers)
        .with_last_signs()
        .annotate(answers=F("body__public_body"))
    )
    for each in found:
        last = max(filter(None, (each.last_posted_on, each.last_seen_on)), default=date.min)
        yield Verdict(
            each.answers,
            last >= period.day - ALIVE,
            each.name,
            unit=each.body_id if each.body_id in period.staff.units else None,
            url=reverse("publishing:channel", args=[each.pk]),
        )
    calendar = load_calendar()
    asked = (
        Appeal.objects.counted()
        .filter(
            body__in=period.numbers,
            door__in=[door.value for door in INTERACTION],
            received_on__range=(period.first, period.last),
        )
        .order_by("received_on", "pk")
        .values_list("body", "received_on", "answered_on", "is_answered", "number", "gist")
    )
    for body, received_on, answered_on, is_answered, number, gist in asked:
        try:
            due = calendar.add(received_on, ANSWERED_WITHIN)
        except CalendarNotLoaded:
            continue
        if (is_answered and answered_on is None) or (not is_answered and due >= period.on):
            continue
        yield Verdict(
            body,
            bool(is_answered and answered_on <= due),
            _("{question} 应于 {day} 前答复").format(question=number or gist[:20], day=due),
        )


def boards(period: Period) -> Iterator[Verdict]:
    """Boards looked at in every quarter that is over, with a photograph of what hangs there; finance each quarter of the villages that publish anything.

    Which villages have so much money moving that they owe it each month nobody records.
    """
    quarters = list(_quarters_over(period))
    if not quarters:
        return
    last = min(period.last, period.on - timedelta(days=1))
    found: Any = (
        Channel.objects.open_on(last)
        .filter(body__public_body__in=period.numbers, kind=ChannelKind.BOARD)
        .prefetch_related("checks")
        .annotate(answers=F("body__public_body"))
    )
    pictures = {
        (channel, on.year, (on.month + 2) // 3)
        for channel, on in PostingProof.objects.filter(
            posting__channel__in=[each.pk for each in found],
            media_type__in=media_types.IMAGES,
        ).values_list("posting__channel", "posting__posted_on")
    }
    for each in found:
        looked = {
            (at.checked_on.year, (at.checked_on.month + 2) // 3): at for at in each.checks.all()
        }
        for year, quarter in quarters:
            check = looked.get((year, quarter))
            has_picture = (each.pk, year, quarter) in pictures
            missing = [
                *([] if check else [_("没有检查")]),
                *([] if has_picture else [_("没有照片")]),
            ]
            yield Verdict(
                each.answers,
                Fraction(2 - len(missing), 2),
                _("{board} {year} 年第 {quarter} 季度{missing}").format(
                    board=each.name, year=year, quarter=quarter, missing="、".join(missing)
                ),
                unit=each.body_id if each.body_id in period.staff.units else None,
                person=check.checked_by_id if check else None,
                url=reverse("publishing:channel", args=[each.pk]),
            )
    yield from _finance(period, quarters, last)


def _finance(period: Period, quarters: list[tuple[int, int]], last: date) -> Iterator[Verdict]:
    villages = villages_of(period.numbers, last)
    words = next(each.words for each in duties() if each.id == "finance")
    told: set[tuple[int, int, int]] = set()
    active: set[int] = set()
    span = (date(quarters[0][0], 1, 1), last)
    numbers = [village.pk for village in villages]
    for records, moment, title in (
        (ItemPage.objects.public().filter(body__in=numbers), "published_on", "title"),
        (Posting.objects.filter(body__in=numbers), "posted_on", "item__title"),
    ):
        found = records.filter(**{f"{moment}__range": span}).order_by()
        active |= set(found.values_list("body", flat=True).distinct())
        named = Q()
        for word in words:
            named |= Q(**{f"{title}__contains": word})
        for village, on in found.filter(named).values_list("body", moment).distinct():
            told.add((village, on.year, (on.month + 2) // 3))
    for village in villages:
        if village.pk not in active:
            continue
        for year, quarter in quarters:
            yield Verdict(
                village.public_body_id or village.pk,
                (village.pk, year, quarter) in told,
                _("{village} {year} 年第 {quarter} 季度没有公布财务收支").format(
                    village=village.short_name, year=year, quarter=quarter
                ),
                unit=village.pk,
            )


def _quarters_over(period: Period) -> Iterator[tuple[int, int]]:
    last = min(period.last, period.on - timedelta(days=1))
    for year in range(period.first.year, last.year + 1):
        for quarter in range(1, 5):
            first = date(year, 3 * quarter - 2, 1)
            end = date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - timedelta(days=1)
            if period.first <= first and end <= last:
                yield year, quarter


def by_codes(*codes: str) -> Measure:
    """A report without any of these findings has the whole share."""

    def measure(period: Period) -> Iterator[Verdict]:
        for report in _reports(period):
            told = [
                finding["message"]
                for finding in (report.current.findings if report.current else ())
                if finding["code"] in codes and finding["level"] in {"error", "warning"}
            ]
            yield _of_report(period, report, told)

    return measure


def _of_report(period: Period, report: YearReport, told: list[str]) -> Verdict:
    person = report.current.filed_by_id if report.current else None
    return Verdict(
        report.body_id,
        not told,
        "；".join(told[:3]),
        unit=period.staff.of_person(person),
        person=person,
        url=reverse("reporting:report", args=[report.pk]),
    )


def _reports(period: Period) -> list[YearReport]:
    """The reports that were due within the period."""
    return list(
        YearReport.objects.filter(body__in=period.numbers, year=period.last.year - 1)
        .exclude(current=None)
        .select_related("current")
        .defer("current__data")
    )


def report_in_time(period: Period) -> Iterator[Verdict]:
    """The report that was due, handed in by its day."""
    year = period.last.year - 1
    days = due_days(period.bodies, year)
    reports = {
        report.body_id: report
        for report in YearReport.objects.filter(body__in=period.numbers, year=year)
        .select_related("current")
        .defer("current__data", "current__findings")
    }
    for body in period.bodies:
        report = reports.get(body.pk)
        handed = report.submitted_on if report else None
        # The county's own report is drafted from the others and handed in to nobody here.
        owed = days[body.pk] < period.on and body.kind != Kind.COUNTY_GOVERNMENT
        if handed is None and not owed:
            continue
        person = report.current.filed_by_id if report and report.current else None
        yield Verdict(
            body.pk,
            handed is not None and handed <= days[body.pk],
            _("{year} 年年度报告应于 {day} 前报送").format(year=year, day=days[body.pk]),
            unit=period.staff.of_person(person),
            person=person,
            url=reverse("reporting:report", args=[report.pk]) if report else "",
        )


def normative(period: Period) -> Iterator[Verdict]:
    """Ledger, site and report say the same; each public document lies there as Word and PDF, its validity is true, something explains it."""
    public = {
        (body, plain_number(number))
        for body, number in _public(period)
        .exclude(document_number="")
        .values_list("body__public_body", "document_number")
    }
    lines = (
        RegisterLine.objects.standing()
        .filter(
            body__in=period.numbers,
            kind=RegisterKind.NORMATIVE,
            on__range=(period.first, period.last),
        )
        .exclude(number="")
        .order_by("on", "pk")
        .values_list("body", "number", "entered_by")
    )
    for body, number, person in lines:
        yield Verdict(
            body,
            (body, plain_number(number)) in public,
            _("{number} 没有公开").format(number=number),
            unit=period.staff.of_person(person),
            person=person,
        )
    yield from _documents(period)
    for report in _reports(period):
        findings = report.current.findings if report.current else ()
        told = [
            each["message"]
            for each in findings
            if each["code"] == TABLES and any(NORMATIVE_ROW in cell for cell in each["cells"])
        ]
        yield _of_report(period, report, told)


def _documents(period: Period) -> Iterator[Verdict]:
    documents = _in_force(period).filter(published_on__range=(period.first, period.last))
    forms: dict[int, set[str]] = {}
    for item, media_type in Attachment.objects.filter(item__in=documents.values("pk")).values_list(
        "item", "media_type"
    ):
        forms.setdefault(item, set()).add(media_type)
    numbers = PublicBody.objects.filter(public_body__in=period.numbers).values("pk")
    alone = set(unexplained(numbers).order_by().values_list("pk", flat=True))
    for pk, title, body, own, code, owner, until in documents.order_by("-published_on").values_list(
        "pk", "title", "body__public_body", "body", "row__code", "owner", "valid_until"
    ):
        there = forms.get(pk, set())
        missing = [
            *([] if there & WORD else [_("没有 Word 附件")]),
            *([] if media_types.PDF in there else [_("没有 PDF 附件")]),
            *([_("有效期已过仍标为有效")] if until is not None and until < period.day else []),
            *([_("没有解读")] if pk in alone else []),
        ]
        yield Verdict(
            body,
            Fraction(4 - len(missing), 4),
            f"{title}：{'、'.join(missing)}",
            unit=period.staff.of_item(body, own, code),
            person=owner,
            url=reverse("publishing:item", args=[pk]),
        )
