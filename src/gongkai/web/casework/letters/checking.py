"""A reply beside its request and its clock: what a careful head would look for before signing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import in_series
from gongkai.statute.events import AnswerOrdered
from gongkai.statute.outcomes import outcome
from gongkai.statute.remedies import notice
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.writing import remedy_of


def remarks(letter: Letter, *, on: date) -> Iterator[str]:
    """What the letter lacks, each in one sentence; nothing where all is there."""
    case, text = letter.disclosure_request, letter.text
    if letter.is_answer and case.text not in text:
        yield _("没有原样引述申请内容，容易答非所问；请照申请原文引用。")
    if letter.is_answer and in_chinese(case.received_on) not in text:
        yield _("没有写明收到申请的日期{day}。").format(day=in_chinese(case.received_on))
    if letter.decision is not None:
        article = in_series(list(outcome(letter.decision.outcome).cites))
        if article and article not in text:
            yield _("没有写明依据“{article}”。").format(article=article)
        against = notice(remedy_of(case, letter.decision, letter.issued_on or on))
        if against and against not in text:
            yield _("救济途径和期限与法律规定的写法不同；应为：“{against}”").format(against=against)
    same = _same_as_set_aside(letter)
    if same:
        yield same
    if case.is_open and case.due_on is not None and case.due_on < on:
        yield _("已超过截止日{due}。").format(due=case.due_on)


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
    if (before.decision.outcome, before.decision.ground) != (decision.outcome, decision.ground):
        return ""
    return _(
        "与被撤销的{number}结果和理由相同；不得以同一事实和理由作出相同或者基本相同的答复，因违反程序被撤销的除外。"
    ).format(number=before.number)
