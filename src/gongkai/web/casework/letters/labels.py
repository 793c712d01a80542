"""What a clerk is asked for each fact of a letter."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

LABELS: dict[str, Any] = {
    "addressee": _lazy("收件人（全称）"),
    "addressee_is": _lazy("收件人是个人还是单位"),
    "finding": _lazy("查明的情况（接在“经查，”后面）"),
    "form_or_place": _lazy("提供的形式，或者网址、地点、文号和名称"),
    "withheld_pieces": _lazy("不公开的每一处和理由（一行一处）"),
    "reasons": _lazy("理由"),
    "over_objection": _lazy("为什么不公开会对公共利益造成重大影响"),
    "special_law": _lazy("有特别规定的法律、行政法规"),
    "right_agency": _lazy("应当找的机关：名称、地址、电话"),
    "search_record": _lazy("检索情况（一行一次；由站所签字的反馈带入）"),
    "channel": _lazy("应当通过的渠道：名称、地址、电话"),
    "earlier_number": _lazy("前一次答复的文号"),
    "earlier_on": _lazy("前一次答复的日期"),
    "archive": _lazy("所在的档案馆"),
    "transferred": _lazy("移交的日期"),
    "record_and_evidence": _lazy("要求更正的记录和所附证据"),
    "corrected_to": _lazy("更正后的内容"),
    "unclear_points": _lazy("需要补正的事项（一行一项，身份、授权、内容一次写全）"),
    "how_to_fix": _lazy("怎样补正"),
    "supplement_days": _lazy("补正期限（工作日）"),
    "information_concerned": _lazy("所涉及的政府信息"),
    "extension_reason": _lazy("延长的理由（接在“因”后面）"),
    "days": _lazy("延长几个工作日"),
    "approved_by": _lazy("同意延长的负责人"),
    "volume": _lazy("申请的数量和频次"),
    "to_explain": _lazy("请申请人说明什么"),
    "answer_by": _lazy("最后一日（请对方在此日前答复）"),
    "release_day": _lazy("不早于哪一天公开"),
    "ref": _lazy("告知哪一个第三方"),
    "opinion": _lazy("能不能公开的初步意见和依据"),
    "doubts": _lazy("为什么拿不准、本机关的初步意见"),
    "what_to_do": _lazy("请对方做什么（接在日期后面）"),
    "consulted": _lazy("征求谁的意见（第三方、其他机关）"),
    "pause_begins": _lazy("自哪一天起扣除"),
    "pause_ends": _lazy("提出意见的期限至哪一天"),
    "viewing": _lazy("查阅的时间、地点、可以抄录复制的范围"),
    "suggested": _lazy("建议纳入主动公开的信息"),
    "decision": _lazy("决定（例：决定纳入主动公开，已在县政府网站公开）"),
    "longer_day": _lazy("确定的答复日期"),
    "fee_lines": _lazy("收费标准和计算（一行一档）"),
    "fee_pages": _lazy("按页收费的，几页（填了就照页数计算；按件的不填）"),
    "fee_amount": _lazy("收费数额（元）"),
    "payment_way": _lazy("缴纳方式"),
    "danger": _lazy(
        "危及国家安全、公共安全、经济安全、社会稳定中的哪一样，公开会怎样引起什么具体的危险"
    ),
    "forbidding_law": _lazy("禁止公开的法律、行政法规：名称和条款"),
    "given_place": _lazy(
        "没有附扫描件的才填：给的是什么、共几页、底稿存在哪里（留在案卷，不写进告知书）"
    ),
    "fee_because": _lazy("与按标准计算不同的，写明理由（留在案卷，不写进通知）"),
    "volume_because": _lazy("件数与登记不同的，写明原因（写进通知）"),
    "secrecy_reviewer": _lazy("谁作的保密审查"),
    "secrecy_reviewed_on": _lazy("保密审查的日期"),
    "secrecy_basis": _lazy("定密的依据：定密机关、密级和保密期限，或者保密行政管理部门的确定"),
}
# What a ground has to be made concrete by, in the letter's words (条例第十四条).
OF_GROUND: dict[str, str] = {
    "prohibited_by_law": "forbidding_law",
    "security_stability": "danger",
}
# The file's record that a state secret was reviewed as one (条例第十四条、第十七条); no word of it is in the letter.
SECRECY_REVIEW = ("secrecy_reviewer", "secrecy_reviewed_on", "secrecy_basis")
LISTS = frozenset({"withheld_pieces", "search_record", "unclear_points", "fee_lines"})
DAYS = frozenset(
    {
        "answer_by",
        "earlier_on",
        "longer_day",
        "pause_begins",
        "pause_ends",
        "release_day",
        "secrecy_reviewed_on",
        "transferred",
    }
)
PERSON, ORGANISATION = "person", "organisation"
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "addressee_is": [
        (PERSON, _lazy("个人（文中称“您”）")),
        (ORGANISATION, _lazy("单位（文中称“你单位”）")),
    ]
}
NUMBERS = {"days": 60, "supplement_days": 60, "fee_pages": 1_000_000, "fee_amount": 100_000_000}
# Nothing is a number too, where the action says what to do then.
FROM_ZERO = frozenset({"fee_amount"})
# Not for the letter's own words: what its event needs.
FOR_THE_EVENT = frozenset(
    {
        "addressee",
        "addressee_is",
        "approved_by",
        "days",
        "fee_because",
        "fee_pages",
        "given_place",
        "ref",
        *SECRECY_REVIEW,
    }
)
# The letter knows them from the case.
KNOWN = frozenset({"guessed", "new_last_day", "online_review", "register_counts"})
# Facts beside those of the declaration; those that may be left out.
BESIDE: dict[str, tuple[str, ...]] = {
    "third_party_inquiry": ("addressee", "addressee_is"),
    "joint_maker_inquiry": ("addressee",),
    "assistance_letter": ("addressee",),
    "assistance_reply": ("addressee",),
    "determination_request": ("addressee",),
    "third_party_notice": ("ref",),
    "petition_transfer": ("addressee",),
    "extension_notice": ("days", "approved_by"),
}
OPTIONAL_BESIDE: dict[str, tuple[str, ...]] = {
    "fee_notice": ("fee_pages", "fee_because"),
    "disclosed": ("given_place",),
    "partly_disclosed": ("given_place",),
}
