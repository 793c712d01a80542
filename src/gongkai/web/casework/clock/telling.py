"""An event in a sentence, with everything that was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.event_codes import Channel, Consultee, Letter, OrderedBy, Position, Weight
from gongkai.web.casework.clock.models import CaseEvent

LABELS: dict[str, Any] = {
    "by": _lazy("最后一日"),
    "until": _lazy("最后一日"),
    "not_before": _lazy("不早于哪一天公开"),
    "reached_on": _lazy("送到之日"),
    "acknowledged_on": _lazy("确认收到之日"),
    "signed_on": _lazy("签收之日"),
    "sent_on": _lazy("送出之日"),
    "days": _lazy("工作日数"),
    "channel": _lazy("送达方式"),
    "letter": _lazy("文书"),
    "consultee": _lazy("征求谁的意见"),
    "ref": _lazy("哪一份征求意见书"),
    "position": _lazy("意见"),
    "weight": _lazy("判断"),
    "reasons": _lazy("判断的理由"),
    "approved_by": _lazy("同意的负责人"),
    "good_reason": _lazy("逾期的正当理由"),
    "reason": _lazy("理由"),
    "proof": _lazy("凭证"),
    "ordered_by": _lazy("由谁责令"),
    "document": _lazy("文号、案号"),
    "into": _lazy("并入哪一件"),
    "amount": _lazy("金额（元）"),
    "short_because": _lazy("少缴也算缴清的理由"),
    "consented_on": _lazy("同意电子送达之日"),
}
_CODED: dict[str, type[Enum]] = {
    "channel": Channel,
    "letter": Letter,
    "consultee": Consultee,
    "position": Position,
    "weight": Weight,
    "ordered_by": OrderedBy,
}


def told(event: CaseEvent, names: Mapping[str, str]) -> str:
    """The day, what happened, and each fact under its name.

    Args:
        event: one event of a case.
        names: its consultations, each by its `ref`, as `named_to` gives them.
    """
    facts = [
        _("{label}：{value}").format(label=LABELS[name], value=_value(name, value, names))
        for name, value in event.facts.items()
        if value not in ("", None)
    ]
    head = f"{event.on} {event.get_kind_display()}"
    return "；".join([head, *facts, *filter(None, [event.note])])


def _value(name: str, value: Any, names: Mapping[str, str]) -> Any:
    if name == "ref":
        return names.get(value, value)
    return getattr(_CODED[name](value), "label", value) if name in _CODED else value
