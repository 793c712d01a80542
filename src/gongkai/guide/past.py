"""What a guide rules itself: a question rules nothing, nor does what is told of the past or as abolished."""

from __future__ import annotations

import re
from datetime import date

from gongkai.guide.reading import Line

QUESTION = re.compile(r"[吗呢么]?[？?]$")
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?|[，,：:]")
_HEAD = r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|问[：:]|答[：:]|[“”‘’])*"
# 以前、过去、旧条例……所说的是从前；“施行以前形成的信息”说的是信息，不是规则。
_OPENS = re.compile(
    _HEAD
    + r"(?:以前|从前|过去|此前|之前|早先|原先|原来|当初|曾经|沿革|历史上|十多年前|[一二三四五六七八九十几多数]+年前|当年(?![0-9度内]))"
    r"|"
    + _HEAD
    + r"原(?=由|规定|要求|定|有的?规定|先|来|条例|办法|指南|按|以|收取|执行|实行|实施|需|须|应|可|为)"
    r"|(?:老|旧|原|前|废止的)(?:版)?(?:的)?(?:条例|办法|规定|指南|做法|说法|制度|法)(?!第)"
    r"|(?:修订|修改|修正|施行|实施|改革|调整|出台)(?:之|以)?前(?!(?:已经?)?(?:形成|制作|获取|产生|保存|归档))"
    r"|(?:当时|那时|彼时)"
    r"|曾经?(?:要求|规定|收取|可以|以|由|按|执行|实行|只|不)"
    r"|(?:过去|以前|从前|当年|当初|早先)的?(?:规定|做法|说法|条例|要求|办法|提法)"
)
_YEAR = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底|末|初)?"
    r"(?:以前|之前|前|(?=的?(?:条例|规定|办法|指南|提法|做法|说法|版))|版|时|曾)(?!(?:已经?)?(?:形成|制作|获取|产生|保存|归档))"
)
_UNTIL = re.compile(r"截至?(?:到)?(?P<year>(?:19|20)[0-9]{2})年")
_NOW = re.compile(
    r"现在|现行|目前|如今|今天|今后|此后|现(?:由|为|改|按|以|统一|应|须|需|可)|新(?:版)?的?(?:条例|规定|办法|指南|规)"
    r"|(?:修订|修改|修正|施行|实施|改革|调整)(?:以|之)?后|(?:19|20)[0-9]{2}年[^，。；]{0,10}?(?:起(?!施行)|以后|之后|后|修订的条例)"
    r"|^[^，。；]{0,8}改(?:为|由|成)|第?711号"
)
_ABOLISHED = re.compile(
    r"(?:已经?|业已|早就|同时)[^，。；]{0,18}?(?:取消|废止|废除|停征|停收|删[去除掉]|清理|停止|纠正|改[正变]|修[订改]|取代|代?替代?|失效|作废|免除)"
    r"|(?:均|都|全部|一并|现在?)[^，。；]{0,10}?(?:取消了?(?=[。；，]|$)|废止|废除|停征|停收|删[去除掉])|都排除了"
    r"|(?:不再|不得再)(?:继续)?(?:适用|执行|使用|沿用|采用|有效|实行|实施|作为|要求|需要|收取(?![^，。；]{0,4}其[他它]))|停止执行|早已停止"
    r"|(?:现在?|目前|如今)(?:都|均|全部|一律|已经)?(?:不收|不要|不用|不需要|不必|没有)了?[。；，]?$|现在都?不收了?"
)
_BACK = re.compile(
    r"^(?:现在?|目前|如今|已经?|业已|早已|均|都|全部|同时|自|这|该|上述|以上|有关|前述|[0-9]{4}年)"
)
_OF_THE_REQUEST = re.compile(
    r"申请[^，。；]{0,10}(?:作废|取消|失效)|(?:取消|撤销)[^，。；]{0,6}申请(?:资格)?"
)
# 取消的是办事的门，说的是现在关了门。
_DOOR = re.compile(
    r"(?:取消|停止|废止|关闭|不再|停办)[^，。；]{0,8}?(?:现场|当面|窗口|信函|信件|来信|邮寄|书面|纸质|口头|线下|代办|代理|委托|传真)"
    r"|(?:现场|当面|窗口|信函|信件|来信|邮寄|书面|纸质|口头|线下|代办|代理|委托|传真)(?:的)?(?:申请|受理|办理|渠道|方式|业务|接收|服务|途径|窗口)[^，。；]{0,6}(?:已|均|全部|都|现)"
    r"|不再(?:接受|受理|接收|提供|给予|答复|处理|告知|回复|通知)"
)
_WAY_IN = re.compile(
    r"(?:现场|当面|窗口|信函|信件|来信|邮寄|书面|纸质|口头|线下|代办|代理|委托|传真)(?!费|、)[^，。；]{0,6}(?:申请|受理|办理|渠道|业务|接收|服务|途径)"
)
_BARRED = re.compile(r"只|仅|限制|要求|禁止|必须|须|不得|不许|不接受|退回")


def ruled(line: Line, on: date) -> list[str]:
    """Sentences of the line without white space, questions and what is told of the past left out.

    Args:
        line: a paragraph of the guide.
        on: the day of the check; a year before its own, as in 2018年以前, is the past.

    What it cannot see: a past that is told in an earlier sentence.
    """
    return [
        kept
        for sentence in line.sentences()
        if not QUESTION.search(sentence) and (kept := _present(sentence, on))
    ]


def _present(sentence: str, on: date) -> str:
    clauses = _CLAUSE.findall(sentence)
    return "".join(
        clause for clause, past in zip(clauses, _past(clauses, on), strict=True) if not past
    )


def _past(clauses: list[str], on: date) -> list[bool]:
    """Which clauses are told of the past: from its word on to a word of the present, and what is said to be abolished."""
    past = [False] * len(clauses)
    open_ = False
    for position, clause in enumerate(clauses):
        opened, now = _opens(clause, on), _last(_NOW, clause)
        if opened is not None and (now is None or opened >= now):
            if re.search("当时|那时|彼时", clause):
                past[:position] = [True] * position
            open_ = True
        elif now is not None:
            open_ = False
        past[position] = open_
        if not _is_abolished(clause):
            continue
        if not _BACK.search(clause):
            past[position] = True
        elif not _tells_of_a_door("".join(clauses[:position])):
            past[: position + 1] = [True] * (position + 1)
    return past


def _is_abolished(clause: str) -> bool:
    return bool(
        _ABOLISHED.search(clause)
        and not _DOOR.search(clause)
        and not _OF_THE_REQUEST.search(clause)
    )


def _tells_of_a_door(text: str) -> bool:
    """Whether what is abolished is a way in, and not a bar before it."""
    return bool(_WAY_IN.search(text)) and not _BARRED.search(text)


def _opens(clause: str, on: date) -> int | None:
    """Where the last word of the past stands in a clause."""
    years = [
        match.start()
        for pattern in (_YEAR, _UNTIL)
        for match in pattern.finditer(clause)
        if int(match["year"]) < on.year
    ]
    return max(
        (start for start in (_last(_OPENS, clause), *years) if start is not None), default=None
    )


def _last(pattern: re.Pattern[str], clause: str) -> int | None:
    return max((match.start() for match in pattern.finditer(clause)), default=None)
