"""状态 × 事件 × 岗位: which step may be taken where a case stands, and by whom.

One table: buttons, guards of actions, help on screen and the tests ask it. Whether a step has effect is the statute's answer
(`Clock.entry_of`); a step without effect is recorded with its finding, since it happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.course import Course, State
from gongkai.statute.event_text import EVENTS
from gongkai.statute.steps import Step, next_steps, petition_step
from gongkai.web.accounts.permissions import Permission, require
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind
from gongkai.web.office.errors import WrongState

RUNNING = frozenset({State.RUNNING, State.CONSULTING})
UNANSWERED = RUNNING | {State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT, State.SUSPENDED}
ANSWERED = frozenset({State.REPLIED, State.DELIVERED})
ENDED = frozenset({State.ABANDONED, State.WITHDRAWN, State.MERGED})
EVERY = UNANSWERED | ANSWERED | ENDED
ANY_MATTER = frozenset(TriageKind.values)
CORRECTION = frozenset({TriageKind.CORRECTION.value})
# What only a request for information knows: fees, third parties, 第三十五条.
FOR_INFORMATION = frozenset({TriageKind.INFORMATION.value})
EVENTS_FOR_INFORMATION = frozenset({"fee_notified", "reasons_asked", "longer_period_set"})
PETITION_TOLD = "petition_transfer"
# What only the agency does that received the request and owes the answer (国办公开办函〔2014〕67号, C15).
OF_WHO_ANSWERS = frozenset(
    {
        "supplement_notice",
        "supplement_received",
        "third_party_inquiry",
        "joint_maker_inquiry",
        "determination_request",
        "consultation_notice",
        "extension_notice",
        "reasons_request",
        "reasons_given",
        "longer_period",
        "fee_notice",
        "fee_paid",
        "viewing_appointment",
        "decide",
        "lapse",
        "merge",
        "suggestion_reply",
        "proactive",
        "electronic_consent",
    }
)
REPLY_UPWARDS = "assistance_reply"


@dataclass(frozen=True)
class WorkStep:
    """One step.

    Attributes:
        code: what buttons and addresses name.
        label: what the button says.
        states: where a case must stand.
        permission: who may.
        help: why and when, in one sentence.
        event: the statute's event that a screen of its own records; empty where a letter or a decision does.
        letter: the letter that is written; empty where none is.
        asks: the further facts of the event that its screen asks for.
        matters: what the letter must be; a request to correct one's own record goes its own way.
        after: kinds of events of which one must have happened; empty where none must.
    """

    code: str
    label: Any
    states: frozenset[State]
    permission: Permission
    help: Any
    event: str = ""
    letter: str = ""
    asks: tuple[str, ...] = ()
    matters: frozenset[str] = ANY_MATTER
    after: frozenset[str] = frozenset()


def _event(
    code: str,
    label: Any,
    states: frozenset[State],
    help: Any,
    *asks: str,
    after: tuple[str, ...] = (),
) -> WorkStep:
    return WorkStep(
        code, label, states, HANDLE, help, event=code, asks=asks, after=frozenset(after)
    )


def _letter(
    code: str,
    label: Any,
    states: frozenset[State],
    help: Any,
    matters: frozenset[str] = ANY_MATTER,
    after: tuple[str, ...] = (),
) -> WorkStep:
    return WorkStep(
        code, label, states, HANDLE, help, letter=code, matters=matters, after=frozenset(after)
    )


STEPS: tuple[WorkStep, ...] = (
    WorkStep(
        "triage",
        _lazy("分类"),
        UNANSWERED,
        HANDLE,
        _lazy("先看清来信是什么：申请公开信息，还是信访、咨询、更正记录。"),
    ),
    WorkStep(
        "split",
        _lazy("一信数事，拆开办理"),
        RUNNING,
        HANDLE,
        _lazy("一封信有几件事，可以拆成几件并告知申请人；不拆的算一件。"),
    ),
    WorkStep(
        "ask_search",
        _lazy("布置检索"),
        RUNNING,
        HANDLE,
        _lazy("请站所查找；他们看得到要找什么，看不到是谁申请的。"),
    ),
    WorkStep(
        "redact",
        _lazy("遮盖材料"),
        RUNNING,
        HANDLE,
        _lazy("能分开给的，把不能给的地方遮盖掉，每一处写理由（第三十七条）。"),
        matters=FOR_INFORMATION,
    ),
    _letter(
        "supplement_notice",
        _lazy("补正告知书"),
        RUNNING,
        _lazy("只能补正一次：身份、授权和内容的问题一并写清。"),
    ),
    _event(
        "supplement_received",
        _lazy("收到补正"),
        RUNNING | {State.AWAITING_SUPPLEMENT, State.ABANDONED},
        _lazy("自收到补正之日起重新计算期限；逾期的写明正当理由，没有效力的也照实登记。"),
        "good_reason",
        after=("supplement_asked",),
    ),
    _letter(
        "third_party_inquiry",
        _lazy("征求第三方意见"),
        RUNNING,
        _lazy("公开会损害第三方合法权益的，书面征求意见；所需时间不计入期限。"),
        matters=FOR_INFORMATION,
    ),
    _letter(
        "joint_maker_inquiry",
        _lazy("征求共同制作机关意见"),
        RUNNING,
        _lazy("由几个机关共同制作的，征求其他机关的意见；逾期未答视为同意。"),
        matters=FOR_INFORMATION,
    ),
    _event(
        "consultation_returned",
        _lazy("收到意见"),
        RUNNING | {State.AWAITING_SUPPLEMENT},
        _lazy(
            "登记被征求意见方的态度，或者主管部门、保密行政管理部门的确定；扣除的期限自次日恢复计算。"
        ),
        "ref",
        "position",
        after=("consultation_sent",),
    ),
    _event(
        "opinion_weighed",
        _lazy("判断第三方的理由"),
        RUNNING,
        _lazy("第三方不同意的，书面写明理由是否合理；决定公开的须经负责人同意（第三十二条）。"),
        "ref",
        "weight",
        "reasons",
        "approved_by",
        after=("consultation_returned",),
    ),
    _letter(
        "third_party_notice",
        _lazy("告知第三方决定公开"),
        RUNNING | ANSWERED,
        _lazy("公开之前，把决定公开的内容和理由书面告知第三方；由负责人签发。"),
        after=("opinion_weighed",),
        matters=FOR_INFORMATION,
    ),
    _letter(
        "assistance_letter",
        _lazy("征求其他机关意见"),
        RUNNING,
        _lazy("向其他机关核实、征求意见，约定答复日期；约定期限内的时间不计入，期满自动恢复。"),
    ),
    _letter(
        "determination_request",
        _lazy("报请确定是否可以公开"),
        RUNNING,
        _lazy(
            "拿不准能不能公开的，报有关主管部门或者保密行政管理部门确定，确定前不公开（第十七条第三款）；期限默认照常计算。"
        ),
        matters=FOR_INFORMATION,
    ),
    _letter(
        "consultation_notice",
        _lazy("告知申请人正在征求意见"),
        RUNNING,
        _lazy("告诉申请人从哪一天起扣除、哪一天恢复。"),
        after=("consultation_sent",),
    ),
    _letter(
        "extension_notice",
        _lazy("延期答复"),
        RUNNING,
        _lazy("须经负责人同意，在期限内告知申请人，最多延长20个工作日。"),
    ),
    _letter(
        "reasons_request",
        _lazy("要求说明理由"),
        RUNNING,
        _lazy("申请的数量、频次明显超过合理范围的，可以要求说明理由（第三十五条）。"),
        matters=FOR_INFORMATION,
    ),
    _event(
        "reasons_given",
        _lazy("收到理由说明"),
        RUNNING,
        _lazy("登记申请人说明理由的日期。"),
        after=("reasons_asked",),
    ),
    _letter(
        "longer_period",
        _lazy("延迟答复"),
        RUNNING,
        _lazy("理由合理但不能按期答复的，确定合理的期限并告知申请人（第三十五条）。"),
        matters=FOR_INFORMATION,
    ),
    _letter(
        "fee_notice",
        _lazy("收费通知"),
        RUNNING,
        _lazy("自申请人缴费之次日起重新计算期限。"),
        matters=FOR_INFORMATION,
    ),
    _event(
        "fee_paid",
        _lazy("收到缴费"),
        RUNNING | {State.AWAITING_PAYMENT, State.ABANDONED},
        _lazy("登记缴费日期和实收金额；没有缴清的不重新计算期限。"),
        "amount",
        "short_because",
        after=("fee_notified",),
    ),
    _event(
        "suspended",
        _lazy("中止"),
        RUNNING,
        _lazy("条例没有规定中止；本机关的设置不接受的，照实登记，期限照常计算。"),
        "reason",
    ),
    _event(
        "resumed",
        _lazy("恢复办理"),
        frozenset({State.SUSPENDED}),
        _lazy("中止的事由消失的当日登记。"),
    ),
    _letter(
        "viewing_appointment",
        _lazy("安排查阅、抄录"),
        RUNNING | ANSWERED,
        _lazy("申请人要求当面查阅、抄录的，约定时间和地点（第四十条）。"),
    ),
    _letter(
        REPLY_UPWARDS,
        _lazy("回复转来的机关"),
        RUNNING,
        _lazy("写明检索情况和初步意见，附上找到的材料；答复由收到申请的机关作出（C15）。"),
    ),
    WorkStep(
        "decide",
        _lazy("拟定处理意见"),
        UNANSWERED,
        HANDLE,
        _lazy("回答几个问题，得出办理结果、依据和文书。"),
        matters=ANY_MATTER - CORRECTION,
    ),
    _letter(
        "correction_made",
        _lazy("更正告知书"),
        UNANSWERED,
        _lazy("经核实记录不准确的，更正并告知（第四十一条）。"),
        CORRECTION,
    ),
    _letter(
        "correction_refused",
        _lazy("不予更正告知书"),
        UNANSWERED,
        _lazy("记录没有不准确之处的，写明理由，可以复议、诉讼。"),
        CORRECTION,
    ),
    _letter(
        "correction_passed_on",
        _lazy("转送更正告知书"),
        UNANSWERED,
        _lazy("不属于本机关职能范围的，转送有权更正的机关并告知。"),
        CORRECTION,
    ),
    WorkStep(
        "lapse",
        _lazy("逾期不再处理"),
        frozenset({State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}),
        HANDLE,
        _lazy("申请人逾期不补正、不缴费的，起草不再处理告知书；送达后办结。"),
    ),
    _event(
        "withdrawn",
        _lazy("申请人撤回"),
        UNANSWERED,
        _lazy("申请人书面撤回的，登记日期并附上材料。"),
    ),
    WorkStep(
        "merge",
        _lazy("与其他申请合并办理"),
        UNANSWERED,
        HANDLE,
        _lazy("同一申请人的相同申请，在另一件里一并答复；本件计入其他处理（C10）。"),
        matters=ANY_MATTER - CORRECTION,
    ),
    WorkStep(
        "electronic_consent",
        _lazy("登记同意电子送达"),
        UNANSWERED | ANSWERED,
        HANDLE,
        _lazy("申请人同意电子送达并确认了地址的，登记日期和地址；没有同意的记录，不能电子送达。"),
    ),
    WorkStep(
        "paper_letter",
        _lazy("登记已发出的纸质文书"),
        UNANSWERED | ANSWERED,
        HANDLE,
        _lazy("不是在这里签发、已经实际送出的文书，按真实的日期补登；依法没有效力的也照实登记。"),
    ),
    _letter(
        PETITION_TOLD,
        _lazy("转送信访事项"),
        UNANSWERED | ANSWERED,
        _lazy("转送信访登记，自收到之日起十五日内书面告知信访人；本件仍要告知不作为申请处理。"),
        frozenset({TriageKind.PETITION.value}),
    ),
    WorkStep(
        "proactive",
        _lazy("转为主动公开"),
        ANSWERED,
        HANDLE,
        _lazy(
            "几个人申请过的相同信息，可以纳入主动公开（第四十四条第一款）；登记公开的网址或者理由。"
        ),
        matters=frozenset({TriageKind.INFORMATION.value}),
    ),
    _letter(
        "suggestion_reply",
        _lazy("答复纳入主动公开的建议"),
        ANSWERED,
        _lazy("申请人建议把这些信息纳入主动公开的，审核后答复（第四十四条第二款）。"),
    ),
    _event(
        "answer_ordered",
        _lazy("被责令重新答复"),
        ANSWERED | ENDED,
        _lazy("复议决定或者判决责令重新答复的，自送达之日起重新计算。"),
        "ordered_by",
        "days",
        "document",
    ),
)
BY_CODE = {step.code: step for step in STEPS}


def what_comes(disclosure_request: DisclosureRequest, course: Course, on: date) -> list[Step]:
    """What may happen next and by when: what is no request for information knows no fee, no third party and no 第三十五条."""
    if disclosure_request.is_answered_elsewhere:
        return []
    steps = list(next_steps(course, on))
    if disclosure_request.matter not in FOR_INFORMATION:
        steps = [step for step in steps if step.kind not in EVENTS_FOR_INFORMATION]
    if disclosure_request.matter != TriageKind.PETITION:
        return steps
    told = disclosure_request.letters.filter(code=PETITION_TOLD, state="issued")
    return steps if told.exists() else [petition_step(disclosure_request.received_on), *steps]


def _is_for(step: WorkStep, disclosure_request: DisclosureRequest) -> bool:
    """What was handed down is helped with; what was received here is answered."""
    if disclosure_request.is_answered_elsewhere:
        return step.code not in OF_WHO_ANSWERS
    return step.code != REPLY_UPWARDS


def open_steps(disclosure_request: DisclosureRequest, user: Any) -> Iterator[WorkStep]:
    """The steps that this user may take now, in the order of a case's life."""
    state = State.named(disclosure_request.state)
    happened = set(disclosure_request.events.order_by().values_list("kind", flat=True))
    for step in STEPS:
        fits = state in step.states and disclosure_request.matter in step.matters
        fits = fits and _is_for(step, disclosure_request)
        if step.after and not step.after & happened:
            continue
        if fits and user.may(step.permission, disclosure_request.body_id):
            yield step


def require_step(code: str, disclosure_request: DisclosureRequest, user: Any) -> WorkStep:
    """The step, where it may be taken.

    Raises:
        Refused: not by this user.
        WrongState: not where the case stands.
    """
    step = BY_CODE[code]
    require(user, step.permission, disclosure_request.body)
    must_stand(step, disclosure_request)
    return step


def must_stand(step: WorkStep, disclosure_request: DisclosureRequest) -> None:
    """Refuse where the case does not stand where the step may be taken; asked again when a letter is submitted and signed.

    Raises:
        WrongState: the case stands elsewhere, is another matter, or what the step rests on has not happened.
    """
    state = State.named(disclosure_request.state)
    if state not in step.states:
        raise WrongState(
            _("{number}现在是“{state}”，不能“{step}”；请回到办件页面看下一步可以做什么。").format(
                number=disclosure_request.number, state=state.label, step=step.label
            )
        )
    if not _is_for(step, disclosure_request):
        raise WrongState(
            _("{number}由收到申请的机关答复，本机关只协助，不能“{step}”。").format(
                number=disclosure_request.number, step=step.label
            )
            if disclosure_request.is_answered_elsewhere
            else _("{number}不是上级机关转来的，不能“{step}”。").format(
                number=disclosure_request.number, step=step.label
            )
        )
    if disclosure_request.matter not in step.matters:
        raise WrongState(
            _("{number}是“{matter}”，不能“{step}”。").format(
                number=disclosure_request.number,
                matter=disclosure_request.get_matter_display(),
                step=step.label,
            )
        )
    happened = disclosure_request.events.filter(kind__in=step.after)
    if step.after and not happened.exists():
        raise WrongState(
            _("{number}还没有“{earlier}”，不能“{step}”。").format(
                number=disclosure_request.number,
                earlier="、".join(EVENTS[kind].label for kind in sorted(step.after)),
                step=step.label,
            )
        )
