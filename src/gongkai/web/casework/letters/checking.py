"""A reply beside its request and its clock: what a careful head would look for before signing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.statute.course import Course
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_codes import Consultee, Position
from gongkai.statute.events import AnswerOrdered
from gongkai.statute.outcomes import outcome
from gongkai.statute.release import before_release, gives, hindrances
from gongkai.statute.remedies import notice
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.decisions.guide import YES
from gongkai.web.casework.letters.charging import wrong_fee
from gongkai.web.casework.letters.effects import EVENTS, without_effect
from gongkai.web.casework.letters.labels import LABELS, OF_GROUND, SECRECY_REVIEW
from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.letters.parties import (
    DATED,
    INQUIRIES,
    TO_OTHERS,
    consultation_names,
    inquiry_of,
)
from gongkai.web.casework.letters.writing import details_of, remedy_of
from gongkai.web.casework.requests.gaps import gaps_of
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.casework.searches.actions import search_lines

# An address, a title, a heading or a number: by one of these it is found.
_EXACT = re.compile(r"https?://|www\.|《[^》]+》|“[^”]+”|〔\d{4}〕|\[\d{4}\]|\d+号")
_PAGES = re.compile(r"[\d一二三四五六七八九十百千两]+\s*(?:页|份|册|张|件|卷)")
THEIRS = frozenset({"withheld_third_party", "disclosed_over_objection"})


def remarks(letter: Letter, *, on: date) -> Iterator[str]:
    """What the letter lacks, each in one sentence; nothing where all is there."""
    case = letter.disclosure_request
    if letter.on_paper:
        if not letter.files.exists():
            yield _("补登的纸质文书没有扫描件；请存一份在案卷里。")
        return
    yield from lacks(letter, on=on)
    yield from stops(letter, on=on)
    if letter.code == "supplement_notice" and letter.state != LetterState.ISSUED:
        yield from _forgotten(letter)
    yield from wrong_fee(letter)
    yield from _beside(letter)
    if case.is_open and case.due_on is not None and case.due_on < on:
        yield _("已超过截止日{due}。").format(due=case.due_on)


def lacks(letter: Letter, *, on: date) -> Iterator[str]:
    """What every answer says and this one does not: it goes to the reviewer only with a reason."""
    case, text = letter.disclosure_request, letter.text
    if letter.on_paper or not letter.is_answer:
        return
    if case.text not in text:
        yield _("没有原样引述申请内容，容易答非所问；请照申请原文引用。")
    if in_chinese(case.received_on) not in text:
        yield _("没有写明收到申请的日期{day}。").format(day=in_chinese(case.received_on))
    if letter.decision is None:
        return
    article = in_series(list(outcome(letter.decision.outcome).cites))
    if article and article not in text:
        yield _("没有写明依据“{article}”。").format(article=article)
    against = notice(remedy_of(case, letter.decision, letter.issued_on or on))
    if against and against not in text:
        yield _("救济途径和期限与法律规定的写法不同；应为：“{against}”").format(against=against)
    same = _same_as_set_aside(letter)
    if same:
        yield same


def stops(letter: Letter, *, on: date) -> Iterator[str]:
    """What forbids that the letter goes out on that day, each in one sentence; a signature asks the same."""
    if letter.deliveries.exists():
        return
    untrue = without_effect(letter, on)
    if untrue:
        yield untrue
    yield from _named_day_is_there(letter, on)
    if letter.decision is None:
        return
    case, code = letter.disclosure_request, letter.decision.outcome
    yield from not_yet(case, code, on)
    yield from unproven(letter, on=on)
    course = clock_of(case).course
    for each in before_release(course, code, on, consultation_names(case)):
        yield each.message
    if gives(code):
        yield from _not_arrived(case, course)
        yield from _not_sent(case)


def _named_day_is_there(letter: Letter, on: date) -> Iterator[str]:
    """A third party cannot have a letter before the day that it names has come, if it goes on that day."""
    named = str(letter.event_facts.get("not_before", ""))
    if letter.code == "third_party_notice" and named and named <= on.isoformat():
        yield _(
            "告知书写明{day}起公开，这一天已到，第三方还没有收到；请退回改日期，留出送达的时间。"
        ).format(day=named)


def unproven(letter: Letter, *, on: date) -> Iterator[str]:
    """What an answer says happened and the file does not show: nothing is handed to the reviewer without it."""
    case, decision = letter.disclosure_request, letter.decision
    if decision is None or letter.on_paper:
        return
    yield from no_consultation(case, decision.outcome, decision.answers)
    yield from _nothing_given(letter)
    facts = details_of(letter)
    if decision.rests_on_a_state_secret:
        yield from _determined_otherwise(case)
        lacking = [str(LABELS[name]) for name in SECRECY_REVIEW if not facts.get(name)]
        if lacking:
            yield _(
                "以国家秘密为由的，要有保密审查的记录（第十四条、第十七条）；请写明：{lacking}。"
            ).format(lacking="、".join(lacking))
    for ground, name in OF_GROUND.items():
        if ground in decision.grounds and not facts.get(name):
            yield _("以“{ground}”为由的，请写明：{lacking}（第十四条）。").format(
                ground=codelist("grounds")[ground].label, lacking=LABELS[name]
            )
    if decision.outcome == "already_public" and not _EXACT.search(str(facts.get("form_or_place"))):
        yield _(
            "已主动公开的，要写明确切的网址，或者文号、名称和查阅的地方（第三十六条第一项）；现在写的是“{told}”。"
        ).format(told=facts.get("form_or_place", ""))
    earlier_on = str(facts.get("earlier_on") or "")
    if decision.outcome == "not_processed_repeat" and earlier_on > on.isoformat():
        yield _("前一次答复的日期{day}还没有到，不能是前一次答复。").format(day=earlier_on)


def _nothing_given(letter: Letter) -> Iterator[str]:
    """What was given is known to a court by the thing itself, or by what it is, its pages and where the original lies."""
    if letter.decision is None or not gives(letter.decision.outcome) or letter.enclosures.exists():
        return
    place = str(details_of(letter).get("given_place", "")).strip()
    if not place:
        yield _(
            "没有留存给了什么：请在“修改正文、附文件”附上所给的材料，给纸质件的附各页的扫描件；"
            "确实不能扫描的，在处理意见里写明给的是什么、共几页、底稿存在哪里。"
        )
    elif not _PAGES.search(place):
        yield _("“{place}”没有写明共几页（几份、几册）；请写明给了哪几页。").format(place=place)


def _determined_otherwise(case: DisclosureRequest) -> Iterator[str]:
    """An authority's determination binds (第十七条第三款)."""
    names = consultation_names(case)
    for each in clock_of(case).course.consultations:
        if each.position is Position.RELEASABLE:
            yield _(
                "{who}已确定可以公开，不能再以国家秘密为由；请改处理意见（第十七条第三款）。"
            ).format(who=names.get(each.ref, each.consultee.label))


def no_consultation(
    case: DisclosureRequest, code: str, answers: Mapping[str, str]
) -> Iterator[str]:
    """What is said of a third party without its letter, its opinion on file (第十五条、第三十二条).

    Where the rest is given, what is covered stays covered; there it is only told.
    """
    if (
        code not in THEIRS and answers.get("ground") != "third_party"
    ) or code == "partly_disclosed":
        return
    asked = [
        each
        for each in clock_of(case).course.consultations
        if each.consultee is Consultee.THIRD_PARTY
    ]
    if not asked:
        yield never_asked()
    elif answers.get("consent") == YES and not any(
        each.position is Position.CONSENTS for each in asked
    ):
        yield _(
            "案卷里没有第三方同意公开的意见；逾期没有提出意见的不是同意，由本机关决定（第十五条、第三十二条）。"
        )


def never_asked() -> str:
    """That nobody asked the third party, with what to do."""
    return _(
        "案卷里没有征求第三方意见的记录，同意还是不同意没有凭据；请先发征求意见书（第十五条、第三十二条）。"
    )


def not_yet(case: DisclosureRequest, code: str, on: date) -> Iterator[str]:
    """What must have happened, or be over, before an outcome is decided."""
    events = case.events
    if code == "not_processed_excessive":
        asked = events.filter(kind="reasons_asked").last()
        given = events.filter(kind="reasons_given")
        by = str(asked.facts.get("by", "")) if asked else ""
        if asked is None:
            yield _("大量反复申请的，先要求说明理由（第三十五条），才能不予处理。")
        elif by and on.isoformat() <= by and not given.filter(on__gte=asked.on).exists():
            yield _("申请人说明理由的最后一日是{last}，尚未届满，也还没有收到说明。").format(
                last=by
            )
    if code == "unavailable_unclear" and not events.filter(kind="supplement_asked").exists():
        yield _("没有告知过补正，不能以不明确为由无法提供；请先发补正告知书。")
    elif code == "unavailable_unclear" and not events.filter(kind="supplement_received").exists():
        yield _(
            "还没有收到补正，不能说补正后仍不明确；申请人到期不补正的，用“逾期不再处理”（第三十条）。"
        )


def still_to_do(case: DisclosureRequest, code: str, ground: str, on: date) -> Iterator[str]:
    """What the file lacks for an outcome, told while the questions are being answered."""
    if code == "not_existing" or (code == "partly_disclosed" and ground == "not_existing"):
        if not search_lines(case):
            yield _("说“不存在”要有检索记录；请先布置检索，收齐站所签字的反馈。")
    yield from hindered(case, code, on)


def hindered(case: DisclosureRequest, code: str, on: date) -> Iterator[str]:
    """Why an outcome may not even be drafted yet."""
    yield from not_yet(case, code, on)
    course = clock_of(case).course
    for each in hindrances(course, code, on, consultation_names(case)):
        yield each.message
    if gives(code):
        yield from _not_arrived(case, course)


def _not_arrived(case: DisclosureRequest, course: Course) -> Iterator[str]:
    """A third party whose letter is not known to have come has not been silent."""
    names = consultation_names(case)
    for each in course.consultations:
        inquiry = inquiry_of(case, each.ref)
        if each.returned_on is not None or inquiry is None or inquiry.code in DATED:
            continue
        if not inquiry.deliveries.exclude(signed_on=None).exists():
            yield _("{who}的征求意见书还没有签收记录，不能算作逾期未提出意见。").format(
                who=names.get(each.ref, "")
            )


def _forgotten(letter: Letter) -> Iterator[str]:
    """A supplement is asked for once: what the register lacks and the letter does not ask for."""
    for each in gaps_of(letter.disclosure_request):
        if not each.is_told(letter.text):
            yield _("只能补正一次，正文没有写这一项：“{point}”；请加上，或者核对登记。").format(
                point=each.point
            )


def _not_sent(case: DisclosureRequest) -> Iterator[str]:
    """Whoever was to be asked and whose letter is signed is asked before anything goes out."""
    for letter in case.letters.unsent().filter(code__in=INQUIRIES):
        yield _("{letter}已经签发，还没有送出；请先登记送达，收到意见或者期满以后再答复。").format(
            letter=letter
        )


def _beside(letter: Letter) -> Iterator[str]:
    """What a head should know before signing, without being stopped by it."""
    case, decision = letter.disclosure_request, letter.decision
    if letter.code == "assistance_letter" and letter.event_facts.get("by"):
        yield _(
            "发出后自次日起扣除答复期限，至{by}止；期满自动恢复，不答复也要按期答复申请人。请同时书面告知申请人。"
        ).format(by=letter.event_facts["by"])
    if letter.code == "reasons_request" and not letter.deliveries.exists():
        yield from _too_short(letter)
    # Whoever registers a petition has to know whose it is.
    if letter.code in TO_OTHERS - {"petition_transfer"}:
        name = unseal_person(case.applicant.sealed).name
        if name and name in letter.text:
            yield _("正文写了申请人的姓名；给其他人的文书不写是谁申请的。")
    if decision is None:
        return
    if decision.outcome == "not_processed_repeat":
        number = str(details_of(letter).get("earlier_number", ""))
        if not Letter.objects.filter(
            disclosure_request__body=case.body, number=number.strip()
        ).exists():
            yield _("本机关没有登记过文号{number}的答复；请核对前一次答复的文号和日期。").format(
                number=number
            )
    asked = case.events.filter(kind="consultation_sent").exists()
    for_them = decision.outcome == "withheld_third_party" or "third_party" in decision.grounds
    if for_them and not asked:
        yield _("以第三方权益为由不公开，案卷里没有征求意见的记录（第三十二条）。")
    if for_them and any(
        each.runs(letter.issued_on or timezone.localdate())
        for each in clock_of(case).course.consultations
    ):
        yield _("征求第三方意见的期限还没有届满。")


def _too_short(letter: Letter) -> Iterator[str]:
    """What the clock would say of the day that is set, if the letter went out today."""
    event = EVENTS[letter.code](letter, letter.issued_on or timezone.localdate(), None)
    try:
        entry = clock_of(letter.disclosure_request).entry_of(event)
    except StatuteError:
        return
    yield from (each.message for each in entry.cautions)


def _same_as_set_aside(letter: Letter) -> str:
    """A sentence where the answer ordered anew is the one that was set aside (复议法第六十四条第二款、行诉法第七十一条)."""
    case, decision = letter.disclosure_request, letter.decision
    order = case.events.filter(kind=AnswerOrdered.kind).last()
    if order is None or decision is None:
        return ""
    before = (
        case.letters.filter(issued_on__lte=order.on, decision__isnull=False)
        .exclude(pk=letter.pk)
        .select_related("decision")
        .last()
    )
    if before is None or before.decision is None:
        return ""
    if before.decision.outcome != decision.outcome:
        return ""
    # A whole refusal has its ground in its outcome; a letter that went out on paper is entered with that alone.
    part = decision.outcome == "partly_disclosed"
    if part and before.decision.ground != decision.ground:
        return ""
    return _(
        "与被撤销的{number}结果和理由相同；不得以同一事实和理由作出相同或者基本相同的答复，因违反程序被撤销的除外。"
    ).format(number=before.number)
