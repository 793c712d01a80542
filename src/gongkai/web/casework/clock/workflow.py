"""状态 × 事件 × 岗位: which step may be taken where a case stands, and by whom.

One table: buttons, guards of actions, help on screen and the tests ask it. Whether a step has effect is the statute's answer
(`Clock.entry_of`); a step without effect is recorded with its finding, since it happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.course import State
from gongkai.web.accounts.permissions import Permission, require
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind
from gongkai.web.office.errors import WrongState

RUNNING = frozenset({State.RUNNING, State.CONSULTING})
UNANSWERED = RUNNING | {State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT, State.SUSPENDED}
ANSWERED = frozenset({State.REPLIED, State.DELIVERED})
ENDED = frozenset({State.ABANDONED, State.WITHDRAWN})
EVERY = UNANSWERED | ANSWERED | ENDED
ANY_MATTER = frozenset(TriageKind.values)
CORRECTION = frozenset({TriageKind.CORRECTION.value})


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


def _event(code: str, label: Any, states: frozenset[State], help: Any, *asks: str) -> WorkStep:
    return WorkStep(code, label, states, HANDLE, help, event=code, asks=asks)


def _letter(
    code: str,
    label: Any,
    states: frozenset[State],
    help: Any,
    matters: frozenset[str] = ANY_MATTER,
) -> WorkStep:
    return WorkStep(code, label, states, HANDLE, help, letter=code, matters=matters)


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
        frozenset({State.AWAITING_SUPPLEMENT}),
        _lazy("自收到补正之日起重新计算期限。"),
        "good_reason",
    ),
    _letter(
        "third_party_inquiry",
        _lazy("征求第三方意见"),
        RUNNING,
        _lazy("公开会损害第三方合法权益的，书面征求意见；所需时间不计入期限。"),
    ),
    _letter(
        "joint_maker_inquiry",
        _lazy("征求共同制作机关意见"),
        RUNNING,
        _lazy("由几个机关共同制作的，征求其他机关的意见；逾期未答视为同意。"),
    ),
    _event(
        "consultation_returned",
        _lazy("收到意见"),
        RUNNING | {State.AWAITING_SUPPLEMENT},
        _lazy("登记被征求意见方的态度；自次日恢复计算期限。"),
        "ref",
        "position",
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
    ),
    _event("reasons_given", _lazy("收到理由说明"), RUNNING, _lazy("登记申请人说明理由的日期。")),
    _letter(
        "longer_period",
        _lazy("延迟答复"),
        RUNNING,
        _lazy("理由合理但不能按期答复的，确定合理的期限并告知申请人（第三十五条）。"),
    ),
    _letter("fee_notice", _lazy("收费通知"), RUNNING, _lazy("自申请人缴费之次日起重新计算期限。")),
    _event(
        "fee_paid",
        _lazy("收到缴费"),
        frozenset({State.AWAITING_PAYMENT}),
        _lazy("登记缴费日期。"),
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


def open_steps(disclosure_request: DisclosureRequest, user: Any) -> Iterator[WorkStep]:
    """The steps that this user may take now, in the order of a case's life."""
    state = State.named(disclosure_request.state)
    for step in STEPS:
        fits = state in step.states and disclosure_request.matter in step.matters
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
    state = State.named(disclosure_request.state)
    if state not in step.states:
        raise WrongState(
            _("{number}现在是“{state}”，不能“{step}”；请回到办件页面看下一步可以做什么。").format(
                number=disclosure_request.number, state=state.label, step=step.label
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
    return step
