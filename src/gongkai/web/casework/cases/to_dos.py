"""Cases that wait for a user: overdue, due soon, without a day; letters to be reviewed, signed, sent; searches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.statute.course import State
from gongkai.web.bodies.models import Membership
from gongkai.web.bodies.permissions import GIVE_ROLE
from gongkai.web.casework.decisions.proactive import asked_repeatedly
from gongkai.web.casework.letters.models import Letter, LetterApproval, LetterState
from gongkai.web.casework.permissions import CHOOSE, HANDLE, SEARCH, SIGN_LETTER
from gongkai.web.casework.requests.models import DisclosureRequest, UnreachedLetter
from gongkai.web.casework.searches.models import Search
from gongkai.web.office.home import SOON, Slot, ToDo

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Overdue cases come to the handler and to whoever signs: never silent."""
    yield from _new(user)
    yield from _unreached(user)
    yield from _nobodys(user, on)
    yield from _cases(user, on)
    yield from _letters(user)
    yield from _searches(user, on)
    yield from _asked_repeatedly(user)
    yield from _moved(user)


def _moved(user: Any) -> Iterator[ToDo]:
    """A notice has moved the last day; an applicant may have been told another."""
    cases = DisclosureRequest.objects.open().filter(body__in=user.bodies_where(HANDLE))
    moved = cases.exclude(moved_from=None).select_related("body")
    for case in moved.order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("申请{number}的截止日因放假安排由{before}改为{after}").format(
                number=case.number, before=case.moved_from, after=case.due_on
            ),
            reverse("casework:moved-day", args=[case.pk]),
            due_on=case.due_on,
            body=case.body.short_name,
        )


def _asked_repeatedly(user: Any) -> Iterator[ToDo]:
    """What several applicants got is better public for everybody (条例第四十四条)."""
    for case, people in islice(asked_repeatedly(user.bodies_where(HANDLE)), SHOWN):
        yield ToDo(
            Slot.WAITING,
            _("{people}人申请过相同信息，是否转为主动公开（{number}）").format(
                people=people, number=case.number
            ),
            reverse("casework:proactive", args=[case.pk]),
            body=case.body.short_name,
        )


def _new(user: Any) -> Iterator[ToDo]:
    """What came by the net is told at once, not five days before its end."""
    fresh = DisclosureRequest.objects.untouched().filter(body__in=user.bodies_where(HANDLE))
    for case in fresh.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("新收到的申请{number}").format(number=case.number),
            reverse("casework:case", args=[case.pk]),
            due_on=case.due_on,
            body=case.body.short_name,
            note=case.get_door_display(),
        )


def _unreached(user: Any) -> Iterator[ToDo]:
    """Nobody's clock runs, and the sender waits all the same: it is there every day."""
    letters = UnreachedLetter.objects.filter(body__in=user.bodies_where(HANDLE))
    for letter in letters.select_related("body")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("{day}的来信还没有联系上申请人，今天再联系").format(day=letter.came_on),
            reverse("casework:unreached", args=[letter.pk]),
            body=letter.body.short_name,
            note=letter.get_door_display(),
        )


def _nobodys(user: Any, on: date) -> Iterator[ToDo]:
    """Requests of a body in which nobody handles any: whoever looks after the county finds them, late or not."""
    seen = user.bodies_where(CHOOSE) | user.bodies_where(GIVE_ROLE)
    handlers = Membership.objects.on(on).filter(role__in=HANDLE.at).values("body")
    cases = DisclosureRequest.objects.open().filter(body__in=seen)
    cases = cases.exclude(body__in=handlers).exclude(due_on=None)
    for case in cases.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE if case.due_on < on else Slot.WAITING,
            _("申请{number}没有经办人，请先安排").format(number=case.number),
            reverse("bodies:sheet", args=[case.body_id]),
            due_on=case.due_on,
            body=case.body.short_name,
            note=case.get_state_display(),
        )


def _cases(user: Any, on: date) -> Iterator[ToDo]:
    handled = user.bodies_where(HANDLE)
    late = DisclosureRequest.objects.overdue(on).filter(
        body__in=handled | user.bodies_where(SIGN_LETTER)
    )
    for case in late.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE,
            _("申请{number}已超过截止日").format(number=case.number),
            reverse("casework:case", args=[case.pk]),
            due_on=case.due_on,
            body=case.body.short_name,
            note=case.get_state_display(),
        )
    silent = DisclosureRequest.objects.open().filter(body__in=handled, waits_until__lt=on)
    for case in silent.select_related("body").order_by("waits_until", "pk")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("申请{number}：申请人到期没有补正或者缴费").format(number=case.number),
            reverse("casework:case", args=[case.pk]),
            due_on=case.waits_until,
            body=case.body.short_name,
            note=case.get_state_display(),
        )
    coming = DisclosureRequest.objects.open().filter(body__in=handled)
    coming = coming.filter(Q(due_on__gte=on, due_on__lte=on + SOON))
    for case in coming.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.DUE,
            _("申请{number}").format(number=case.number),
            reverse("casework:case", args=[case.pk]),
            due_on=case.due_on,
            body=case.body.short_name,
            note=_("暂计，放假安排公布后可能变动")
            if case.is_provisional
            else case.get_state_display(),
        )


def _letters(user: Any) -> Iterator[ToDo]:
    waiting = LetterApproval.objects.waiting_for(user).select_related(
        "letter__disclosure_request__body"
    )
    for approval in waiting.order_by("submitted_at")[:SHOWN]:
        case = approval.letter.disclosure_request
        yield ToDo(
            Slot.WAITING,
            _("{stage}：{letter}（{number}）").format(
                stage=approval.get_stage_display(),
                letter=approval.letter.get_code_display(),
                number=case.number,
            ),
            reverse("casework:letter", args=[approval.letter_id]),
            due_on=case.due_on,
            body=case.body.short_name,
        )
    unsent = Letter.objects.unsent().filter(disclosure_request__body__in=user.bodies_where(HANDLE))
    yield from _deliveries(unsent, _("送达：{letter}（{number}）"))
    # Each attempt has come back.
    again = Letter.objects.filter(
        disclosure_request__body__in=user.bodies_where(HANDLE),
        disclosure_request__state=State.REPLIED.value,
        decision__isnull=False,
        deliveries__returned_on__isnull=False,
    ).distinct()
    yield from _deliveries(again, _("被退回，另行送达：{letter}（{number}）"))
    returned = LetterApproval.objects.filter(
        state=LetterApproval.RETURNED, letter__state=LetterState.DRAFT
    ).filter(letter__disclosure_request__body__in=user.bodies_where(HANDLE))
    returned = returned.select_related("letter__disclosure_request__body")
    for approval in returned.prefetch_related("steps")[:SHOWN]:
        case = approval.letter.disclosure_request
        step = max(approval.steps.all(), key=lambda each: each.pk, default=None)
        yield ToDo(
            Slot.RETURNED,
            _("退回修改：{letter}（{number}）").format(
                letter=approval.letter.get_code_display(), number=case.number
            ),
            reverse("casework:letter", args=[approval.letter_id]),
            due_on=case.due_on,
            body=case.body.short_name,
            note=step.comment if step else "",
        )


def _deliveries(letters: Any, words: str) -> Iterator[ToDo]:
    for letter in letters.select_related("disclosure_request__body").order_by("issued_on")[:SHOWN]:
        case = letter.disclosure_request
        yield ToDo(
            Slot.WAITING,
            words.format(letter=letter.get_code_display(), number=case.number),
            reverse("casework:letter", args=[letter.pk]),
            due_on=case.due_on,
            body=case.body.short_name,
        )


def _searches(user: Any, on: date) -> Iterator[ToDo]:
    asked = Search.objects.filter(unit__in=user.bodies_where(SEARCH), signed_at=None)
    for search in asked.select_related("unit").order_by("answer_by")[:SHOWN]:
        yield ToDo(
            Slot.LATE if search.answer_by < on else Slot.WAITING,
            _("检索：{sought}").format(sought=search.sought[:40]),
            reverse("casework:return-search", args=[search.pk]),
            due_on=search.answer_by,
            body=search.unit.short_name,
        )
