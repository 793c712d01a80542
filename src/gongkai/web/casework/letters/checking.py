"""A reply beside its request and its clock: what a careful head would look for before signing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import in_series
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
    if case.is_open and case.due_on is not None and case.due_on < on:
        yield _("已超过截止日{due}。").format(due=case.due_on)
