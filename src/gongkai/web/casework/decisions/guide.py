"""Seven plain questions to the outcome. Whether a part can go out is asked before any ground is (条例第三十七条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.grounds import Verdict, weigh
from gongkai.statute.outcomes import outcome


@dataclass(frozen=True)
class Choice:
    """An answer: its code, its words, and the outcome it leads to at once; empty = ask on.

    ``only_if`` = offered only where an earlier question was answered so.
    """

    code: str
    label: Any
    outcome: str = ""
    only_if: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Question:
    """One question with its answers; ``only_if`` = asked only where an earlier one was answered so."""

    code: str
    text: Any
    why: Any
    choices: tuple[Choice, ...]
    only_if: tuple[str, tuple[str, ...]] = ("", ())


GO_ON = "go-on"
QUESTIONS: tuple[Question, ...] = (
    Question(
        "nature",
        _lazy("一、要的是不是本机关在履职中制作、获取并记录下来的信息？"),
        _lazy(
            "条例第二条：没有记录下来的、不是履行行政管理职能的，不是政府信息。问村里的账目等村务的选“是”，第四问再看本机关有没有。"
        ),
        (
            Choice(GO_ON, _lazy("是")),
            Choice("complaint", _lazy("不是：信访、投诉、举报"), "not_processed_complaint"),
            Choice(
                "not-information",
                _lazy("不是：咨询、党务、公共企事业单位的事"),
                "not_government_information",
            ),
        ),
    ),
    Question(
        "clear",
        _lazy("二、补正以后，看得出要哪些信息吗？"),
        _lazy("条例第三十条：只能告知补正一次；没有补正过的，先发补正告知书。"),
        (
            Choice(GO_ON, _lazy("看得出")),
            Choice("unclear", _lazy("补正过，还是看不出"), "unavailable_unclear"),
        ),
    ),
    Question(
        "before",
        _lazy("三、是重复的、大量反复的，或者要的是现成出版物、盖章确认吗？"),
        _lazy(
            "条例第三十五条、第三十六条第六项、第三十九条第二款：要说得出前一次答复的文号和日期。"
        ),
        (
            Choice(GO_ON, _lazy("都不是")),
            Choice("repeat", _lazy("同一个人问过同样的，已经答复"), "not_processed_repeat"),
            Choice(
                "excessive", _lazy("大量反复，要求说明理由后理由不合理"), "not_processed_excessive"
            ),
            Choice(
                "publication", _lazy("要报纸、期刊、书籍等公开出版物"), "not_processed_publication"
            ),
            Choice("reissue", _lazy("要求确认或者重新出具已经拿到的"), "not_processed_reissue"),
        ),
    ),
    Question(
        "held",
        _lazy("四、这些信息由本机关负责，并且找到了吗？"),
        _lazy("条例第十条、第三十六条第四、五、七项，第三十八条：说不存在，要有检索记录。"),
        (
            Choice(GO_ON, _lazy("由本机关负责，找到了")),
            Choice("nothing", _lazy("由本机关负责，查遍了没有"), "not_existing"),
            Choice(
                "other-agency",
                _lazy("由别的机关负责公开；村务没有由本机关保存的，告知找村民委员会"),
                "not_this_agency",
            ),
            Choice("archive", _lazy("已经移交国家档案馆"), "archives"),
            Choice(
                "special-law",
                _lazy("工商、不动产登记资料等，另有查询规定"),
                "withheld_administrative_query",
            ),
            Choice("make", _lazy("没有现成的，要汇总、加工才有"), "unavailable_needs_creation"),
        ),
    ),
    Question(
        "public",
        _lazy("五、已经主动公开了吗？"),
        _lazy("条例第三十六条第一项：告知具体在哪里、怎么看。"),
        (
            Choice(GO_ON, _lazy("没有")),
            Choice("already", _lazy("已经主动公开"), "already_public"),
        ),
    ),
    Question(
        "severable",
        _lazy("六、去掉不能给的部分以后，剩下的能给吗？"),
        _lazy("条例第三十七条：先看能不能分开，再看不能给的理由；能分开的，给其余部分。"),
        (
            Choice("all", _lazy("没有不能给的，全部可以给"), "disclosed"),
            Choice("part", _lazy("能分开，给一部分")),
            Choice("nothing", _lazy("分不开，都不能给")),
        ),
    ),
    Question(
        "ground",
        _lazy("七、不能给的部分，是因为什么？"),
        _lazy(
            "条例第十四条至第十六条：第十四条的不得公开，第十五条要先征求第三方意见，第十六条的可以不予公开。有几种的选最主要的，有第十四至十六条的先选它；只因没有、不归本机关、要加工的，救济途径不同。"
        ),
        (
            Choice("state_secret", _lazy("国家秘密"), "withheld_state_secret"),
            Choice("prohibited_by_law", _lazy("法律、行政法规禁止公开"), "withheld_by_law"),
            Choice(
                "security_stability",
                _lazy("危及国家安全、公共安全、经济安全、社会稳定"),
                "withheld_security_stability",
            ),
            Choice("third_party", _lazy("商业秘密、个人隐私"), "withheld_third_party"),
            Choice(
                "internal_affairs", _lazy("人事、后勤、内部工作流程"), "withheld_internal_affairs"
            ),
            Choice(
                "deliberative",
                _lazy("讨论记录、过程稿、磋商信函、请示报告"),
                "withheld_deliberative",
            ),
            Choice("enforcement_file", _lazy("行政执法案卷"), "withheld_enforcement_file"),
            *(
                Choice(code, label, only_if=("severable", "part"))
                for code, label in (
                    ("not_existing", _lazy("其中一部分查遍了没有（第三十六条第四项）")),
                    ("not_this_agency", _lazy("其中一部分由别的机关负责公开")),
                    ("processing_needed", _lazy("其中一部分没有现成的，要汇总、加工才有")),
                    ("administrative_query", _lazy("其中一部分另有查询规定（登记资料等）")),
                    ("not_government_information", _lazy("其中一部分不是政府信息")),
                )
            ),
        ),
        only_if=("severable", ("part", "nothing")),
    ),
)
BY_CODE = {question.code: question for question in QUESTIONS}
# Facts that a ground needs before it is one.
YES, NO, UNKNOWN = "yes", "no", ""
FACTS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("consent", _lazy("第三方同意公开吗？"), ("third_party",)),
    ("public_interest", _lazy("不公开会对公共利益造成重大影响吗？"), ("third_party",)),
    (
        "publication_ordered",
        _lazy("有法律、法规、规章规定应当公开吗？"),
        ("deliberative", "enforcement_file"),
    ),
)


@dataclass(frozen=True)
class Advice:
    """Where the answers lead.

    Attributes:
        outcome: its code; empty while something is still to be asked.
        ground: of the part withheld; empty where nothing is.
        why: the answers that led there, in words.
        missing: what must be known first.
        others: outcomes that were passed by, each with the answer that rules it out.
    """

    outcome: str = ""
    ground: str = ""
    why: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def offered(question: Question, answers: Mapping[str, str]) -> tuple[Choice, ...]:
    """The answers that fit what was answered before."""
    return tuple(
        each
        for each in question.choices
        if not each.only_if[0] or answers.get(each.only_if[0]) == each.only_if[1]
    )


def advise(answers: Mapping[str, str]) -> Advice:
    """The outcome that the answers lead to. An unknown answer asks on; nothing is guessed."""
    why: list[str] = []
    others: list[tuple[str, str]] = []
    for question in QUESTIONS:
        earlier, wanted = question.only_if
        if earlier and answers.get(earlier) not in wanted:
            continue
        chosen = next(
            (
                each
                for each in offered(question, answers)
                if each.code == answers.get(question.code)
            ),
            None,
        )
        if chosen is None:
            return Advice(why=tuple(why), missing=(str(question.text),), others=tuple(others))
        why.append(f"{question.text}{chosen.label}")
        others += [
            (outcome(each.outcome).label, _ruled_out(question, each, chosen))
            for each in question.choices
            if each.outcome and each is not chosen
        ]
        if question.code == "ground":
            return _with_ground(chosen, answers, why, others)
        if chosen.outcome:
            return Advice(chosen.outcome, "", tuple(why), (), tuple(others))
    return Advice(why=tuple(why), others=tuple(others))


def _ruled_out(question: Question, other: Choice, chosen: Choice) -> str:
    """Why an outcome is not this one: what would have to be so, what the file would have to prove, what was answered."""
    told = _("要“{needed}”才是。").format(needed=other.label)
    shown = must_show(other.outcome)
    if shown:
        told += _("案卷里要有：{shown}。").format(shown=shown[0])
    number = str(question.text).partition("、")[0]
    return told + _("第{number}问答的是“{chosen}”。").format(number=number, chosen=chosen.label)


def _with_ground(
    chosen: Choice, answers: Mapping[str, str], why: list[str], others: list[tuple[str, str]]
) -> Advice:
    if chosen.only_if[0]:
        return Advice("partly_disclosed", chosen.code, tuple(why), (), tuple(others))
    known = {YES: True, NO: False}
    weighed = weigh(
        chosen.code,
        **{
            name: known.get(answers.get(name, UNKNOWN))
            for name, _label, grounds in FACTS
            if chosen.code in grounds
        },
    )
    why.append(weighed.why)
    told = (tuple(why), weighed.missing, tuple(others))
    if weighed.verdict is Verdict.UNDECIDED:
        return Advice("", chosen.code, *told)
    if weighed.verdict is Verdict.MUST_DISCLOSE:
        over = chosen.code == "third_party" and answers.get("consent") != YES
        return Advice("disclosed_over_objection" if over else "disclosed", "", *told)
    part = answers.get("severable") == "part"
    return Advice("partly_disclosed" if part else chosen.outcome, chosen.code, *told)


def must_show(code: str) -> tuple[str, ...]:
    """What the file must prove for an outcome, in words for a clerk."""
    shown = {
        "not_existing": _("检索记录：查找的地方、词、人、日期，每个站所签字的反馈"),
        "not_this_agency": _("由谁负责公开的依据，以及该机关的名称和联系方式"),
        "already_public": _("具体的网址或者地点、文号和名称，打开核对过"),
        "not_processed_repeat": _("前一次答复的文号、日期，内容确实相同"),
        "not_processed_excessive": _("各月申请的数量、要求说明理由的通知和对方的说明"),
        "unavailable_unclear": _("补正告知书和收到的补正，写明为什么仍不明确"),
        "unavailable_needs_creation": _("现有材料是什么样、为什么需要汇总加工；现成的部分先给"),
        "withheld_state_secret": _("定密的依据、密级和期限；内容不写进答复"),
        "withheld_by_law": _("禁止公开的法律、行政法规的名称和条款"),
        "withheld_security_stability": _("具体的危险是什么、怎样由公开引起"),
        "withheld_third_party": _("征求意见书、第三方的意见和理由，以及本机关的判断"),
        "withheld_internal_affairs": _("属于人事、后勤、内部工作流程的哪一类，不影响外部的人"),
        "withheld_deliberative": _("属于四类过程性信息的哪一类，没有应当公开的规定"),
        "withheld_enforcement_file": _("案卷的范围，没有应当公开的规定"),
        "partly_disclosed": _("每一处不给的内容和理由，遮盖后的副本核对过"),
        "archives": _("移交的日期、馆名和交接清册"),
        "disclosed_over_objection": _("公共利益的判断、负责人批准，公开之前书面告知第三方"),
    }
    return (shown[code],) if code in shown else ()
