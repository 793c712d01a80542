"""Faults planted in the words of a faultless report, each under the code that must name it.

A fault takes a draft, spoils it and marks what it did; it returns False where the draft has no room for it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.report.gold.draft import Draft

Fault = Callable[[Draft], bool]
FAULTS: dict[str, Fault] = {}


def fault(function: Fault) -> Fault:
    """Register a fault under its function's name."""
    FAULTS[function.__name__] = function
    return function


def _add(draft: Draft, text: str, block: str = "") -> None:
    block = block or draft.rng.choice([name for name in draft.blocks if name != "proactive"])
    draft.blocks[block].append(text)


# Figures in the words.


@fault
def parts_do_not_sum(draft: Draft) -> bool:
    if not draft.tags & {"itemised"}:
        return False
    values = draft.values
    wrong = int(values["p2"]) + draft.rng.choice((1, 2, 3, 10))
    old = draft.blocks["proactive"][0]
    new = old.replace(f"{values['p2']}条", f"{wrong}条", 1)
    if new == old or str(values["p2"]) == str(values["n"]):
        return False
    draft.blocks["proactive"][0] = new
    draft.mark("AR101")
    return True


@fault
def parts_beyond_total(draft: Draft) -> bool:
    if "itemised_partial" not in draft.tags:
        return False
    values = draft.values
    texts = (
        "{y}年，{self}主动公开政府信息{n}条，其中财政信息{p1}条、民生信息{p2}条、其他信息{more}条。",
        "全年公开政府信息{n}条，其中通知公告{p1}条，政策文件{p2}条，项目信息{more}条。",
        "本年度主动公开政府信息{n}条（含政务动态{p1}条、公示{p2}条、便民信息{more}条）。",
    )
    more = int(values["n"]) - int(values["p1"]) - int(values["p2"]) + draft.rng.randint(1, 30)
    draft.blocks["proactive"][0] = draft.say(texts, more=more)
    draft.mark("AR101")
    return True


def _wrong_received(draft: Draft, texts: tuple[str, ...], fact: str, code: str) -> bool:
    names = draft.names
    wrong = int(names[fact]) + draft.rng.choice((1, 2, 5))
    while wrong == names["new"] + names["cin"]:
        wrong += 1
    draft.blocks["on_request"][0] = draft.say(texts, wrong=wrong)
    draft.blocks["on_request"] = draft.blocks["on_request"][:1]
    draft.mark(code, cells=True)
    draft.mark("AR114", optional=True)
    return True


@fault
def received_differs(draft: Draft) -> bool:
    return _wrong_received(
        draft,
        (
            "{y}年，{self}共收到政府信息公开申请{wrong}件。",
            "全年收到政府信息公开申请{wrong}件，均依法答复。",
            "本年度{self}新收政府信息公开申请{wrong}件，申请人以自然人为主。",
            "{y}年度受理依申请公开{wrong}件。",
            "年内共收到公民、法人和其他组织的信息公开申请{wrong}件。",
            "{self}接收政府信息公开申请{wrong}件，内容多涉及征地补偿。",
        ),
        "new",
        "AR102",
    )


@fault
def received_differs_in_another_part(draft: Draft) -> bool:
    names = draft.names
    wrong = int(names["new"]) + draft.rng.choice((3, 7, 17))
    while wrong == names["new"] + names["cin"]:
        wrong += 1
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    text = draft.say(
        (
            "{y}年，{self}共收到政府信息公开申请{wrong}件，均在法定期限内答复。",
            "依申请公开工作方面，全年收到政府信息公开申请{wrong}件。",
            "从申请办理看，本年收到政府信息公开申请{wrong}件，数量平稳。",
        ),
        wrong=wrong,
    )
    if draft.rng.random() < 0.5:
        draft.other.insert(0, text)
    else:
        draft.problems[0] = text.rstrip("。")
    draft.mark("AR102", cells=True)
    return True


@fault
def answered_differs(draft: Draft) -> bool:
    if not draft.names["done"]:
        return False
    return _wrong_received(
        draft,
        (
            "{y}年，{self}收到政府信息公开申请{new}件，办结{wrong}件。",
            "全年新收政府信息公开申请{new}件，答复{wrong}件。",
            "本年度共办结政府信息公开申请{wrong}件。",
            "{self}全年答复政府信息公开申请{wrong}件，全部送达。",
        ),
        "done",
        "AR103",
    )


@fault
def carried_differs(draft: Draft) -> bool:
    return _wrong_received(
        draft,
        (
            "{y}年，{self}收到政府信息公开申请{new}件，结转下年度继续办理{wrong}件。",
            "全年新收政府信息公开申请{new}件，转入下年度办理{wrong}件。",
            "本年度收到政府信息公开申请{new}件，年末尚有{wrong}件结转下年。",
        ),
        "cout",
        "AR104",
    )


@fault
def outcome_differs(draft: Draft) -> bool:
    if not draft.names["done"]:
        return False
    return _wrong_received(
        draft,
        (
            "{y}年，{self}收到政府信息公开申请{new}件，其中予以公开{wrong}件。",
            "全年新收政府信息公开申请{new}件，答复结果为予以公开{wrong}件。",
            "本年收到政府信息公开申请{new}件，已予以公开{wrong}件。",
        ),
        "dis",
        "AR105",
    )


@fault
def disputes_differ(draft: Draft) -> bool:
    right = int(draft.names["rec"])
    draft.blocks["on_request"] = [
        text for text in draft.blocks["on_request"] if "复议" not in text and "诉讼" not in text
    ]
    text = draft.say(
        (
            "因政府信息公开被申请行政复议{wrong}件。",
            "{y}年发生政府信息公开行政复议案件{wrong}件。",
            "全年涉及政府信息公开的行政复议{wrong}件，均已依法答复。",
            "{self}全年被申请政府信息公开行政复议{wrong}件。",
        ),
        wrong=right + draft.rng.choice((1, 2, 4)),
    )
    draft.blocks["on_request"].append(text)
    draft.mark("AR106", cells=True)
    return True


@fault
def dispute_results_differ(draft: Draft) -> bool:
    right, upheld = int(draft.names["rec"]), int(draft.names["rec_up"])
    if not right:
        return False
    draft.blocks["on_request"] = [
        text for text in draft.blocks["on_request"] if "复议" not in text and "诉讼" not in text
    ]
    text = draft.say(
        (
            "政府信息公开类行政复议{rec}件，其中结果维持{wrong}件。",
            "因政府信息公开被申请行政复议{rec}件，维持{wrong}件。",
            "全年行政复议案件{rec}件，其中维持原答复{wrong}件。",
        ),
        wrong=upheld + 1,
    )
    draft.blocks["on_request"].append(text)
    draft.mark("AR107", cells=True)
    return True


@fault
def denied_but_counted(draft: Draft) -> bool:
    if not draft.names["new"]:
        return False
    draft.blocks["on_request"] = [draft.say("received_none")]
    draft.mark("AR108", cells=True)
    return True


@fault
def documents_differ(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False
    wrong = int(draft.cells["proactive.normative_documents.issued"]) + 3
    text = (
        "全年制发行政规范性文件{wrong}件，均按程序备案。",
        "{y}年，{self}制定行政规范性文件{wrong}件。",
        "年内新制发行政规范性文件{wrong}件并同步解读。",
    )
    _add(draft, draft.say(text, wrong=wrong), "management")
    draft.mark("AR109", cells=True)
    return True


@fault
def decisions_differ(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False
    wrong = int(draft.cells["proactive.penalties.decisions"]) + 12
    text = (
        "全年作出行政处罚{wrong}件，结果均在网站公示。",
        "{y}年，{self}作出行政处罚决定{wrong}件。",
        "年内依法作出行政处罚决定{wrong}件，信息及时归集。",
    )
    _add(draft, draft.say(text, wrong=wrong), "management")
    if draft.issuer.level in ("township", "street"):
        _add(draft, draft.say("delegated"), "management")
    draft.mark("AR110", cells=True)
    return True


@fault
def two_totals(draft: Draft) -> bool:
    if not draft.tags & {"disclosed", "itemised", "classes", "itemised_partial"}:
        return False
    texts = (
        "{y}年，{self}共主动公开政府信息{wrong}条。",
        "全年主动公开政府信息{wrong}条，公开重点突出。",
        "本年度累计主动公开政府信息{wrong}条。",
    )
    draft.other.insert(0, draft.say(texts, wrong=int(draft.values["n"]) + draft.rng.randint(2, 40)))
    draft.mark("AR111")
    draft.mark("AR113", optional=True)
    return True


@fault
def two_units(draft: Draft) -> bool:
    draft.blocks["proactive"] = draft.blocks["proactive"][:1]
    first = ("办理12345热线投诉{count}件。", "全年受理12345热线诉求{count}件。")
    second = ("“12345”办件量{count}条。", "12345热线办件{count}条，回访满意。")
    count = draft.rng.randint(20, 90)
    draft.blocks["proactive"].append(draft.say(first, count=count))
    draft.other.insert(0, draft.say(second, count=count))
    draft.mark("AR112")
    draft.mark("AR113", optional=True)
    return True


@fault
def stated_twice(draft: Draft) -> bool:
    if "disclosed" not in draft.tags:
        return False
    texts = (
        "{y}年，{self}共主动公开政府信息{n}条。",
        "全年主动公开政府信息{n}条，较好完成任务。",
        "信息发布情况：本年度主动公开政府信息{n}条。",
    )
    draft.other.insert(0, draft.say(texts))
    draft.mark("AR113")
    return True


@fault
def all_answered_but_carried_over(draft: Draft) -> bool:
    if not draft.names["cout"]:
        return False
    texts = (
        "{y}年，{self}收到政府信息公开申请{new}件，已全部办结。",
        "全年新收政府信息公开申请{new}件，均已按期办结答复。",
        "收到政府信息公开申请{new}件，全部按时办结。",
    )
    draft.blocks["on_request"] = [draft.say(texts)]
    draft.mark("AR114", cells=True)
    return True


@fault
def no_count(draft: Draft) -> bool:
    draft.blocks["proactive"] = [draft.say("no_count")]
    draft.tags.clear()
    draft.mark("AR115")
    return True


@fault
def finished_beyond_received(draft: Draft) -> bool:
    count = draft.rng.randint(40, 400)
    texts = (
        "受理12345热线转办件{count}件，办结{more}件，办结率100%。",
        "全年受理群众诉求{count}件，已办结{more}件，办结率达100%。",
        "接收信访事项{count}件，办结{more}件，按期办结率100%。",
        "共受理网民留言{count}条，回复{more}条，回复率100%。",
    )
    draft.blocks["proactive"] = [
        *draft.blocks["proactive"][:1],
        draft.say(texts, count=count, more=count + draft.rng.randint(3, 60)),
    ]
    draft.mark("AR128")
    return True


# What the report says of itself.


@fault
def problem_denied_by_table(draft: Draft) -> bool:
    if draft.names["new"] or draft.names["cin"]:
        return False
    draft.problems[0] = draft.say(
        (
            "依申请公开办理时间较长，申请人不能及时获取所需信息",
            "办理依申请公开事项时流程繁琐，答复不够及时",
            "依申请公开工作效率有待提升，申请答复有时不及时",
        )
    )
    draft.mark("AR120", cells=True)
    return True


@fault
def praise_without_requests(draft: Draft) -> bool:
    if draft.names["new"] or draft.names["cin"]:
        return False
    draft.intro.append(
        draft.say(
            (
                "目前信息公开运转正常，申请办理和答复工作开展顺利。",
                "全年申请答复工作圆满完成，群众反映良好。",
                "依申请公开答复工作进展顺利。",
            )
        )
    )
    draft.mark("AR121", cells=True)
    return True


@fault
def praise_contradicted(draft: Draft) -> bool:
    first, second = draft.say(
        (
            "{self}高度重视政府信息公开工作。|对政府信息公开工作重视不够，未形成合力",
            "{self}配备了专职人员负责公开工作。|缺少专人负责，经办人员尚未落实",
            "{self}主要领导十分重视公开工作。|领导对公开工作重视程度不够",
        )
    ).split("|")
    draft.intro.append(first)
    draft.problems[0] = second
    draft.mark("AR122")
    return True


@fault
def no_plan(draft: Draft) -> bool:
    draft.problems[0] = draft.say(
        (
            "对下一步工作没有计划，安排较为随意",
            "缺乏长远规划，工作被动",
            "尚无具体的工作计划，推进节奏不均",
        )
    )
    draft.mark("AR123")
    return True


@fault
def problem_without_measure(draft: Draft) -> bool:
    if len(draft.problems) < 3 or draft.list_style == "plain":
        return False
    draft.measures = draft.measures[: len(draft.problems) - 1]
    draft.mark("AR124")
    return True


@fault
def growth_without_figures(draft: Draft) -> bool:
    _add(
        draft,
        draft.say(
            (
                "公开信息数量较往年有较大提升。",
                "与上年相比，信息发布数量明显增加。",
                "政府信息公开数量大幅增长，质量稳步提高。",
                "主动公开信息数量显著提升。",
            )
        ),
    )
    draft.mark("AR125")
    return True


@fault
def rate_differs(draft: Draft) -> bool:
    if not draft.names["done"] or not draft.names["cout"]:
        return False
    texts = (
        "{y}年，{self}收到政府信息公开申请{new}件，申请办结率100%。",
        "全年新收政府信息公开申请{new}件，政府信息公开申请答复率达100%。",
        "收到政府信息公开申请{new}件，依申请公开申请按期办结率为100%。",
    )
    draft.blocks["on_request"] = [draft.say(texts)]
    draft.mark("AR127", cells=True)
    draft.mark("AR114", optional=True)
    return True


# The form.


@fault
def title_nonstandard(draft: Draft) -> bool:
    draft.title = draft.say(
        (
            "{short}{y}年政务公开工作总结",
            "{short}{y}年度政务信息公开工作报告",
            "{y}年{short}政府信息公开工作情况的报告",
            "{body}关于{y}年政府信息公开工作的报告",
        )
    )
    draft.mark("AR201")
    return True


@fault
def bodies_differ(draft: Draft) -> bool:
    other = "松林镇" if draft.issuer.above == "青山县" else "云溪镇"
    county = "鹿鸣县" if other == "松林镇" else "青山县"
    if draft.issuer.level not in ("township", "street"):
        return False
    if draft.rng.random() < 0.5:
        draft.signature = [f"{county}{other}人民政府", f"{draft.year + 1}年1月12日"]
    else:
        draft.preamble = [
            f"本报告由{county}{other}人民政府编制，数据统计期限为{draft.year}年1月1日至{draft.year}年12月31日。"
        ]
    draft.mark("AR202")
    draft.mark("AR404", optional=True)
    return True


@fault
def years_differ(draft: Draft) -> bool:
    last = draft.year - 1
    draft.preamble = [
        draft.say(
            (
                "本报告由{body}编制，数据统计期限自{last}年1月1日至{last}年12月31日。",
                "{body}依据《条例》编制本报告，统计期限为{last}年1月1日至12月31日。",
                "现公布本报告，所列数据统计期限从{last}年1月1日起至{last}年12月31日止。",
            ),
            last=last,
        )
    ]
    draft.mark("AR203")
    return True


@fault
def heading_nonstandard(draft: Draft) -> bool:
    id, text = draft.say(
        (
            "problems|五、存在主要问题及改进情况",
            "problems|五、存在的主要问题及改进措施",
            "overview|一、基本情况",
            "other|六、其他需报告的事项",
            "requests|三、收到和处理政府信息公开申请的情况",
            "disputes|四、政府信息公开行政复议、行政诉讼的情况",
        )
    ).split("|")
    draft.headings[id] = text
    draft.mark("AR204")
    return True


@fault
def part_numeral_wrong(draft: Draft) -> bool:
    id, text = draft.say(
        (
            "disputes|4、政府信息公开行政复议、行政诉讼情况",
            "disputes|三、政府信息公开行政复议、行政诉讼情况",
            "problems|四、存在的主要问题及改进情况",
            "other|五、其他需要报告的事项",
            "requests|二、收到和处理政府信息公开申请情况",
        )
    ).split("|")
    draft.headings[id] = text
    draft.mark("AR207")
    draft.mark("AR217", optional=True)
    return True


@fault
def inner_numbering(draft: Draft) -> bool:
    if draft.block_style not in ("own line",):
        return False
    for at, block in enumerate(draft.labels):
        draft.edits.append(
            (
                f"（{'一二三四五'[at]}）{draft.labels[block]}",
                f"{'一二三四五'[at]}、{draft.labels[block]}",
            )
        )
    draft.mark("AR206")
    return True


@fault
def numbering_broken(draft: Draft) -> bool:
    if draft.block_style not in ("inline", "own line", "half", "ordinal"):
        return False
    kind = draft.rng.choice(("doubled", "skipped"))
    old, new = ("二", "三") if kind == "doubled" else ("三", "四")
    label = draft.labels["on_request" if kind == "doubled" else "management"]
    for before, after in (("（", "）"), ("(", ")"), ("", "是")):
        draft.edits.append((f"{before}{old}{after}{label}", f"{before}{new}{after}{label}"))
    draft.mark("AR217")
    return True


@fault
def points_misnumbered(draft: Draft) -> bool:
    if len(draft.problems) < 3 or draft.list_style == "plain":
        return False
    if draft.list_style == "points":
        draft.edits.append((f"2.{draft.problems[1]}", f"3.{draft.problems[1]}"))
    else:
        draft.edits.append((f"二是{draft.problems[1]}", f"三是{draft.problems[1]}"))
    draft.mark("AR217")
    draft.mark("AR124", optional=True)
    return True


@fault
def blocks_missing(draft: Draft) -> bool:
    gone = draft.rng.choice(
        (("management",), ("platform", "safeguards"), ("management", "platform"))
    )
    for block in gone:
        del draft.blocks[block]
    name = {
        "management": "政府信息管理",
        "platform": "政府信息公开平台建设",
        "safeguards": "监督保障",
    }[gone[0]]
    draft.mark("AR210", name)
    return True


@fault
def no_accountability(draft: Draft) -> bool:
    if draft.issuer.level in ("department", "other") or "safeguards" not in draft.blocks:
        return False
    draft.blocks["safeguards"] = draft.say_several("safeguards", 2)
    return True


@fault
def no_period(draft: Draft) -> bool:
    draft.preamble = [draft.say("preamble_no_period")]
    return True


@fault
def no_contact(draft: Draft) -> bool:
    draft.other = [text for text in draft.other if str(draft.names["phone"]) not in text]
    return True


@fault
def no_fee(draft: Draft) -> bool:
    draft.other = draft.other[1:] or ["无。"]
    return True


@fault
def nothing_to_report(draft: Draft) -> bool:
    draft.other = [draft.say(("无", "无其他需要报告的事项。", "本年度无其他需要报告的事项。"))]
    return True


@fault
def short_problems(draft: Draft) -> bool:
    draft.problems, draft.measures = draft.problems[:1], draft.measures[:1]
    return True


@fault
def markup_remains(draft: Draft) -> bool:
    draft.tags.add("text only")
    for block in list(draft.labels)[:2]:
        draft.edits.append((draft.labels[block] + "。", f"**{draft.labels[block]}**。"))
    if draft.block_style == "own line":
        return False
    draft.mark("AR216")
    return True
