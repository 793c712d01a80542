"""The facts that the prose of a report states, each named once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from gongkai.report.model import AnnualReport, Number


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the prose: its id, Chinese label, kind, counter word and, where a table states it too, the cells.

    `cells` are added up: `litigations` is the total of 未经复议直接起诉 and that of 复议后起诉. They are cells of the
    edition 2021; a cell that another edition has not says nothing there. Amounts are stated in the fact's unit,
    whatever unit the words use.
    """

    id: str
    label: str
    kind: Literal["count", "amount", "flag", "texts"]
    unit: str = ""
    cells: tuple[str, ...] = ()


def _outcome(row: str, label: str) -> Fact:
    return Fact(f"requests_{row}", f"{label}申请数", "count", "件", (f"requests.{row}.total",))


def _outcomes(id: str, label: str, *rows: str) -> Fact:
    cells = tuple(f"requests.{row}.total" for row in rows)
    return Fact(f"requests_{id}", f"{label}申请数", "count", "件", cells)


def _dispute(kind: str, label: str, rows: tuple[str, ...], result: str, result_label: str) -> Fact:
    cells = tuple(f"disputes.{row}.{result}" for row in rows)
    return Fact(f"{kind}_{result}", f"{label}{result_label}数", "count", "件", cells)


_WITHHELD = (
    ("withheld_state_secret", "属于国家秘密"),
    ("withheld_by_law", "其他法律行政法规禁止公开"),
    ("withheld_security_stability", "危及“三安全一稳定”"),
    ("withheld_third_party", "保护第三方合法权益"),
    ("withheld_internal_affairs", "属于三类内部事务信息"),
    ("withheld_deliberative", "属于四类过程性信息"),
    ("withheld_enforcement_file", "属于行政执法案卷"),
    ("withheld_administrative_query", "属于行政查询事项"),
)
_UNAVAILABLE = (
    ("unavailable_not_held", "本机关不掌握"),
    ("unavailable_needs_creation", "需要另行制作"),
    ("unavailable_unclear", "补正后仍不明确"),
)
_NOT_PROCESSED = (
    ("not_processed_complaint", "信访举报投诉类"),
    ("not_processed_repeat", "重复"),
    ("not_processed_publication", "要求提供公开出版物"),
    ("not_processed_excessive", "大量反复"),
    ("not_processed_reissue", "要求重新出具"),
)
_OTHER = (
    ("other_not_supplemented", "逾期不补正"),
    ("other_fee_unpaid", "逾期未缴费"),
    ("other_other", "其他"),
)
_DISPUTES = (
    ("reconsiderations", "行政复议", ("reconsideration",)),
    ("litigations", "行政诉讼", ("litigation_direct", "litigation_after_reconsideration")),
    ("litigations_direct", "未经复议直接起诉", ("litigation_direct",)),
    ("litigations_after_reconsideration", "复议后起诉", ("litigation_after_reconsideration",)),
)
_DISPUTE_RESULTS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)

FACTS: tuple[Fact, ...] = (
    Fact("proactive_count", "主动公开政府信息数", "count", "条"),
    Fact("items_on_website", "政府网站发布信息数", "count", "条"),
    Fact("items_on_wechat", "微信发布信息数", "count", "条"),
    Fact("items_on_weibo", "微博发布信息数", "count", "条"),
    Fact("items_on_video", "短视频发布信息数", "count", "条"),
    Fact("items_on_new_media", "政务新媒体发布信息数", "count", "条"),
    Fact("items_on_boards", "公开栏发布信息数", "count", "条"),
    Fact("items_in_press", "报刊广电发布信息数", "count", "条"),
    Fact("requests_received", "收到申请数", "count", "件", ("requests.new.total",)),
    Fact(
        "requests_intake",
        "收到申请数（含上年结转）",
        "count",
        "件",
        ("requests.new.total", "requests.carried_in.total"),
    ),
    Fact(
        "requests_natural_person", "自然人申请数", "count", "件", ("requests.new.natural_person",)
    ),
    Fact("requests_answered", "办结申请数", "count", "件", ("requests.result_total.total",)),
    Fact("requests_all_answered", "申请全部按期办结", "flag"),
    Fact("requests_carried_in", "上年结转申请数", "count", "件", ("requests.carried_in.total",)),
    Fact("requests_carried_out", "结转下年申请数", "count", "件", ("requests.carried_out.total",)),
    _outcome("disclosed", "予以公开"),
    _outcome("partly_disclosed", "部分公开"),
    _outcomes("withheld", "不予公开", *(row for row, _ in _WITHHELD)),
    _outcomes("unavailable", "无法提供", *(row for row, _ in _UNAVAILABLE)),
    _outcomes("not_processed", "不予处理", *(row for row, _ in _NOT_PROCESSED)),
    _outcomes("other_processing", "其他处理", *(row for row, _ in _OTHER)),
    *(
        _outcome(row, label)
        for row, label in (*_WITHHELD, *_UNAVAILABLE, *_NOT_PROCESSED, *_OTHER[:2])
    ),
    *(
        Fact(
            kind,
            f"{label}数",
            "count",
            "件",
            tuple(f"disputes.{row}.total" for row in rows),
        )
        for kind, label, rows in _DISPUTES
    ),
    *(
        _dispute(kind, label, rows, result, result_label)
        for kind, label, rows in _DISPUTES
        for result, result_label in _DISPUTE_RESULTS
    ),
    Fact(
        "disputes",
        "行政复议和行政诉讼数",
        "count",
        "件",
        (
            "disputes.reconsideration.total",
            "disputes.litigation_direct.total",
            "disputes.litigation_after_reconsideration.total",
        ),
    ),
    *(
        Fact(
            f"{rule}_{column}",
            f"{label_before}{label}数",
            "count",
            "件",
            (f"proactive.{rule}.{column}",),
        )
        for rule, label in (("normative_documents", "行政规范性文件"), ("regulations", "规章"))
        for column, label_before in (
            ("issued", "制发"),
            ("repealed", "废止"),
            ("in_force", "现行有效"),
        )
    ),
    Fact("licences_decided", "行政许可决定数", "count", "件", ("proactive.licences.decisions",)),
    Fact("penalties_decided", "行政处罚决定数", "count", "件", ("proactive.penalties.decisions",)),
    Fact("coercion_decided", "行政强制决定数", "count", "件", ("proactive.coercion.decisions",)),
    Fact("charges_collected", "行政事业性收费金额", "amount", "万元", ("proactive.fees.amount",)),
    Fact("fee_notices", "收费通知件数", "count", "件"),
    Fact("fee_charged", "通知收取的信息处理费", "amount", "元"),
    Fact("fee_collected", "实际收取的信息处理费", "amount", "元"),
    Fact("fee_statement", "报告信息处理费情况", "flag"),
    Fact("hotline_cases", "12345热线办件数", "count", "件"),
    Fact("petition_cases", "信访办件数", "count", "件"),
    Fact("opinion_cases", "舆情处置数", "count", "件"),
    Fact("message_replies", "网上留言答复数", "count", "件"),
    Fact("proposals", "建议提案办理数", "count", "件"),
    Fact("consultations", "咨询数", "count", "件"),
    Fact("policy_interpretations", "政策解读数", "count", "条"),
    Fact("press_conferences", "新闻发布会数", "count", "次"),
    Fact("trainings", "培训数", "count", "次"),
    Fact("training_participants", "培训人次", "count", "人次"),
    Fact("phones", "电话", "texts"),
)


@cache
def fact(id: str) -> Fact:
    """The fact with this id; `KeyError` for an unknown one."""
    found = {item.id: item for item in FACTS}
    return found[id]


def fact_value(report: AnnualReport, id: str) -> Number | str | bool | list[str] | None:
    """What the prose says of a fact, None where it does not say.

    Counts and amounts: the figure stated, exact before vague; None where figures differ (`AnnualReport.candidates`
    has them and their places). Flags: True where stated, else None unless denied. Texts: every one stated, in order,
    each once.
    """
    declared = fact(id)
    stated = report.stated(id)
    if declared.kind == "texts":
        return list(dict.fromkeys(str(item.value) for item in stated)) or None
    exact = [item for item in stated if not item.vague] or list(stated)
    if len({item.value for item in exact}) > 1:
        return None
    return exact[0].value if exact else None
