"""状态 × 事项 × 岗位 of a dispute: one table for buttons, guards, help on screen and the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.disputes import Forum
from gongkai.web.accounts.permissions import require
from gongkai.web.disputes.models import Dispute, DisputeState
from gongkai.web.disputes.permissions import HANDLE_DISPUTES
from gongkai.web.office.errors import WrongState

OWED, UNDER_WAY = DisputeState.ANSWER_OWED, DisputeState.UNDER_WAY
APPEALABLE, ON_APPEAL = DisputeState.APPEALABLE, DisputeState.ON_APPEAL
CONCLUDED = DisputeState.CONCLUDED
EVERY = frozenset(DisputeState)


def _always(dispute: Dispute) -> bool:
    return True


@dataclass(frozen=True)
class DisputeStep:
    """One step.

    Attributes:
        code: what buttons and addresses name.
        label: what the button says.
        states: where the dispute must stand.
        help: why and when, in one sentence.
        fits: what else must be so.
    """

    code: str
    label: Any
    states: frozenset[DisputeState]
    help: Any
    fits: Callable[[Dispute], bool] = _always


STEPS: tuple[DisputeStep, ...] = (
    DisputeStep(
        "answer",
        _lazy("登记提交答复、答辩"),
        frozenset({OWED}),
        _lazy("书面答复或者答辩状，连同证据、依据一并提交；逾期提交的视为没有证据。"),
    ),
    DisputeStep(
        "hear",
        _lazy("登记听证、开庭"),
        frozenset({OWED, UNDER_WAY, ON_APPEAL}),
        _lazy("被诉行政机关负责人应当出庭应诉；不能出庭的写明理由和委托的工作人员。"),
    ),
    DisputeStep(
        "decide",
        _lazy("登记复议决定、裁判"),
        frozenset({OWED, UNDER_WAY, ON_APPEAL}),
        _lazy("责令重新答复的，申请自收到之日起重新计算期限。"),
    ),
    DisputeStep(
        "appeal",
        _lazy("登记上诉"),
        frozenset({APPEALABLE}),
        _lazy("任何一方上诉的，一审裁判不生效，表四计为尚未审结。"),
    ),
    DisputeStep(
        "opinion",
        _lazy("收到复议意见书"),
        EVERY,
        _lazy("自收到之日起60日内报送落实情况。"),
        lambda dispute: dispute.forum == Forum.REVIEW.value and dispute.opinion_on is None,
    ),
    DisputeStep(
        "report",
        _lazy("报送意见书落实情况"),
        EVERY,
        _lazy("写明落实了什么、什么文件。"),
        lambda dispute: dispute.opinion_on is not None and dispute.opinion_reported_on is None,
    ),
    DisputeStep(
        "comply",
        _lazy("登记履行"),
        frozenset({CONCLUDED}),
        _lazy("履行复议决定、裁判的日期和方式。"),
        lambda dispute: dispute.comply_by is not None and dispute.complied_on is None,
    ),
    DisputeStep(
        "lesson",
        _lazy("记录教训"),
        frozenset({APPEALABLE, CONCLUDED}),
        _lazy("下次答复同样的事情时，应当怎样做；拟定处理意见时会看到。"),
    ),
)
BY_CODE = {step.code: step for step in STEPS}


def open_steps(dispute: Dispute, user: Any) -> Iterator[DisputeStep]:
    """The steps that this user may take now."""
    if not user.may(HANDLE_DISPUTES, dispute.body_id):
        return
    for step in STEPS:
        if dispute.state in step.states and step.fits(dispute):
            yield step


def require_step(code: str, dispute: Dispute, user: Any) -> DisputeStep:
    """The step, where it may be taken.

    Raises:
        Refused: not by this user.
        WrongState: not where the dispute stands.
    """
    step = BY_CODE[code]
    require(user, HANDLE_DISPUTES, dispute.body)
    if dispute.state not in step.states or not step.fits(dispute):
        raise WrongState(
            _("{number}现在是“{state}”，不能“{step}”；请回到案件页面看下一步可以做什么。").format(
                number=dispute.number, state=dispute.get_state_display(), step=step.label
            )
        )
    return step
