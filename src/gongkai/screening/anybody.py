"""Names of anybody at all, in office or not, and the names under which people post: for papers that name nobody.

The screening of what goes out leaves names of people who act in office. A register of calls, of public opinion or of
failures names no person whatever.
"""

from __future__ import annotations

import re

from gongkai.screening.names import (
    COMPOUND,
    HAN,
    MASKED,
    NAME,
    SURNAMES,
    given_of,
    is_likely,
    is_name,
    is_word,
)
from gongkai.screening.screen import mask_text
from gongkai.screening.segments import divide

_POST = re.compile(
    r"(?:支部?书记|支书|书记|主任|村长|会计|出纳|[所站镇乡县局科股组队院校]长|干部|文书|专干|委员|协管员|网格员|教师|老师|医生|"
    r"联系人|经办人|负责人|当事人|责任人|举报人|投诉人|来电人|来信人|信访人|孩子|儿子|女儿|妻子|丈夫|父亲|母亲|邻居|村民|居民|群众|户主)"
    rf"[:：]?(?P<name>(?:{COMPOUND}|[{SURNAMES}])[{HAN}]{{1,2}})"
)
_HALF_MASKED = re.compile(rf"(?:网民|网友|博主|楼主|发帖人)(?P<name>[{SURNAMES}]某{{1,2}})")
_ENDS_AN_ACCOUNT = r"(?=[”\"」’，。；、：\s]|[在于发称说反通]|$)"
_NICKNAME = re.compile(
    rf"(?:昵称|网名)(?:是|为|叫|名为)?[:：]?[“\"「‘]?(?P<name>[A-Za-z0-9_\-{HAN}]{{2,16}}?){_ENDS_AN_ACCOUNT}"
)
# An account is named behind a sign, or in Latin letters: 账号或位置 is no account.
_ACCOUNT = re.compile(
    r"(?:账号|帐号|用户名|微信号|微信名|抖音号|快手号|微博名|头条号)"
    rf"(?:(?:是|叫|名为|[:：])[“\"「‘]?(?P<told>[A-Za-z0-9_\-{HAN}]{{2,16}}?){_ENDS_AN_ACCOUNT}|[“\"「‘]?(?P<latin>[A-Za-z][A-Za-z0-9_\-]{{2,20}}))"
)
_CALLED = re.compile(
    r"(?:网友|网民|博主|[Uu][Pp]主|楼主|发帖人|发布者|作者|粉丝)[:：]?[“\"「‘@](?P<name>[^”\"」’\s]{1,20})"
)
_AT = re.compile(rf"(?<![A-Za-z0-9._%-])@(?P<name>[A-Za-z0-9_\-{HAN}]{{2,20}})")
_ENDS_A_NAME = re.compile(
    r"[\s，。；、：,;:）)”\"]|$|[已擅克扣贪挪索收拿把将不未没在住家患与和及被说称对向从有是要去来]"
)


def persons_named(text: str) -> list[tuple[int, int]]:
    """Where `text` names somebody, each place once, in order: a name behind a post or by itself, a nickname, an account."""
    # 谢谢 is thanks.
    spans = {
        (start, end)
        for start, end in divide(text).names
        if is_name(text[start:end])
        and len(set(text[start:end])) > 1
        and is_likely(given_of(text[start:end]))
    }
    for match in _POST.finditer(text):
        start, end = match.span("name")
        for stop in (end, end - 1):
            name = text[start:stop]
            if len(name) < 2 or is_word(name) or MASKED.search(name):
                continue
            if _ENDS_A_NAME.match(text, stop) and is_name(name):
                spans.add((start, stop))
                break
    for match in _ACCOUNT.finditer(text):
        spans.add(match.span("told" if match["told"] else "latin"))
    for pattern in (_HALF_MASKED, _NICKNAME, _CALLED, _AT):
        spans |= {match.span("name") for match in pattern.finditer(text)}
    whole = text.strip()
    if re.fullmatch(NAME, whole) and is_name(whole):
        spans.add((text.index(whole), text.index(whole) + len(whole)))
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def mask_anybody(text: str) -> str:
    """`text` with everything masked that a profile masks, and everybody's name."""
    masked = mask_text(text)
    pieces, at = [], 0
    for start, end in persons_named(masked):
        name = masked[start:end]
        if MASKED.search(name):
            continue
        pieces += [masked[at:start], name[0] + "某" * min(len(name) - 1, 2)]
        at = end
    return "".join([*pieces, masked[at:]])
