"""Numbers that lead to a person: identity, passports, telephones, accounts, plates, mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn
from stdnum.cn import uscc

from gongkai.screening import contexts
from gongkai.screening.hit import Hit
from gongkai.screening.telephones import MISREAD, WHOLE_MOBILE, telephones

# GB/T 2260: the first two digits of a division; 81–83 are the residence permits of Hong Kong, Macao, Taiwan.
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
    "50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"

_GAP = r"[ \-\n.·_/]{0,2}"
_RUN = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{10,}}(?:{_GAP}[Xx](?![A-Za-z]))?")
_TOKEN = re.compile(r"[\dXx]+")
_IDENTITY_LABEL = re.compile(
    r"(?:身\s*份\s*证?|证\s*件|公\s*民|居留证|驾驶证|驾照|ID|id|(?<![\u4e00-\u9fff])证号)[^\d，,。；;\n]{0,14}$"
)
# A labelled number is one even where a letter was read for a digit: O for 0, l or I for 1, B for 8, S for 5.
_LABELLED_IDENTITY = re.compile(
    r"(?:身\s*份\s*证|公民身份|身份号码|证\s*件\s*号|驾驶证号)[^\dA-Za-z，,。；;\n]{0,14}(?P<what>[\dOoIlBSZ](?:[ \-._/]?[\dOoIlBSZ]){13,18}[Xx]?)(?![\dA-Za-z])"
)
# l3O684…: letters that a reader took for digits; the check digit tells.
_MISREAD_IDENTITY = re.compile(r"(?<![\dA-Za-z])[\dOolI]{17}[\dOolIXx×](?![\dA-Za-z])")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}\s?$")
_OLD_IDENTITY_OF_PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}\s*[，,、/／ ]\s*)(?P<what>\d{15})(?=\s*[，,、/／ ；;。\n]|$)"
)
_IDENTITY_BESIDE_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}\s*[，,、 /／(（]\s*(?P<what>\d{17}[\dXx])(?![\dA-Za-z])"
)
# 阮文雄，929923197101034117: the number of a foreigner or of a region that no list knows, by its day of birth behind a name.
_BORN_BESIDE_NAME = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}|(?<![A-Za-z])[A-Z]{2,}(?: [A-Z]{2,}){1,4})\s*[，,、(（]\s*"
    r"(?P<what>\d{6}(?:19\d{2}|20[0-2]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])"
)
_PASSPORT_LABEL = re.compile(
    r"(?:护照|passport|Passport|PASSPORT)[^\n。]{0,24}$|[\u4e00-\u9fff](?:国)?籍(?:人员|公民|男子|女子)?\s*[，,、（(]\s*$|签证号?码?[：:\s]{0,2}$"
)
_PASSPORT = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Za-z]{1,2}[A-Za-z\d]?\d{6,8}|1[45]\d{7})(?![A-Za-z\d])"
)
_PERMIT_LABEL = re.compile(
    r"(?:通行证|回乡证|台胞证|居留证|往来(?:港澳|台湾|大陆|内地)|(?:香港|澳门|台湾)(?:地区)?(?:居民|同胞|人|籍))[^\n。]{0,24}$"
)
_PERMIT = re.compile(
    r"(?<![A-Za-z\d])(?:[HMhm]\d{8}(?:\d{2})?|[CWTLcwtl][A-Za-z\d]\d{7}|\d{8}|\d{10})(?![A-Za-z\d])"
)
_PERMIT_THEN = re.compile(
    r"(?<![A-Za-z\d])(?P<what>[A-Za-z]{1,2}\d{7,8})\s*号?的?[\u4e00-\u9fff]{0,10}(?:通行证|护照|居留证)"
)
_HONG_KONG = re.compile(
    r"(?<![A-Za-z\d])(?P<what>[A-Za-z]{1,2}\d{6}\s*[（(][\dAa][）)])(?![A-Za-z\d])"
    r"|(?:HKID|(?:香港|澳门)[\u4e00-\u9fff]{0,6}身份证)[^\dA-Za-z\n]{0,6}(?P<told>[A-Za-z]{0,2}\d{6,7}\s*[（(]\w[）)])"
)
# The permanent residence of before 2023: the country, the place and the day of birth.
_OLD_RESIDENCE = re.compile(r"居留(?:身份)?证[^\n。]{0,16}?(?P<what>[A-Z]{3}\d{12})(?![\dA-Za-z])")
# Cards that a person carries, and numbers under which a person is kept.
_PERSONAL_CARD = re.compile(
    r"(?:(?:军官|士兵|士官|警官|文职|军人|军残|伤残|离休|退役军人|残疾军人|烈士家属|优待|优抚|退伍|复员|转业|学生|导游|驾驶|退休|老年|结婚|离婚|低保|最低生活保障|特困|救助|独生子女(?:父母光荣)?|生育服务|准生|出生|出生医学证明|居留身份|居住|社员)证|学籍|出生医学证明|驾驶证档案)"
    r"(?:编?号码?|[（(]|[:：]|\s){0,3}(?:为|是)?\s*(?!\d{4}-\d{1,2}-\d)(?P<what>(?:[\u4e00-\u9fff]{1,4}字第?|第|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新])?[A-Za-z]{0,3}\d[\d\-]{4,18}[\dXx]?号?)(?![\dA-Za-z])(?!\s*[张份件人户元年月万本个%])"
)
_OF_A_PATIENT = re.compile(
    r"(?:住院|门诊|病案|病历|就诊卡|诊疗卡|就诊|床头卡)(?:卡)?(?:编?号码?|[：:])\s*(?:为|是)?[：:]?\s*(?P<what>[A-Za-z]{0,3}\d[\d\-]{4,15})(?![\dA-Za-z])"
)
# 证号43221988: nobody says of what; a licence or a title deed is said.
_BARE_CARD = re.compile(
    r"(?<![\u4e00-\u9fff])证号(?:码)?\s*(?:为|是)?\s*[:：]?\s*(?P<what>[A-Za-z]{0,2}\d{6,18}[Xx]?)(?![\dA-Za-z])"
)
_OF_A_LICENCE = re.compile(
    r"许可|执照|权证|资质|合格|登记|证书|备案|产权|不动产|公司|单位|企业|机构|律师|执法|执业|资格|记者|[厂店场局队]"
)
_ACCOUNT_LABEL = re.compile(
    r"(?:账\s*号|帐\s*号|卡\s*号|折\s*号|账\s*户|帐\s*户|一卡通|一折通|存折|银行卡|社保卡|储蓄卡|惠农卡|惠民卡|补贴卡|工资卡|本人卡|(?<=[；;，,、\s])卡[：:]|开户行|银行|信用社|农商行|打卡|"
    r"打入|汇入|转入|存入|划入|退款至|退至|转至|汇至|打到|发放至|汇款)[^\d\n。；]{0,16}$"
)
_ACCOUNT_AFTER = re.compile(
    r"\s*[（(，,, ]\s*[^，,。；;\d\n]{0,8}(?:一卡通|银行|农商行|信用社|邮储|存折|储蓄)"
)
_ACCOUNT_SAID = re.compile(r"卡号|账号|帐号|存折|折号|一卡通")
_BARE_ACCOUNT = re.compile(r"(?<![\dA-Za-z.〕\]])[1-9]\d{13,21}(?![\dA-Za-z])")
# 车前进，2863693206080785327423，5.5亩: what is paid to somebody for something that he has.
_ACCOUNT_IN_RECORD = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})\s*[，,、]\s*(?P<what>\d{15,23})(?=\s*[，,、]\s*[\d.]+\s*(?:亩|元|头|只|株|平方|人))"
)
_LONG_ACCOUNT = re.compile(r"(?<![\dA-Za-z.])\d{20,30}(?![\dA-Za-z])")
_NAME_BEFORE = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:的)?\s*[，,、:： /／（(]?\s*(?:\d{15,17}[\dXx]\s*[，,、 /／]\s*)?$"
)
_NAME_IN_RECORD = re.compile(
    r"(?:^|[\s：:；;，,、.．\d])[\u4e00-\u9fff]{2,4}\s*[，,、：: /／（(]\s*$"
)
_SOCIAL_LABEL = re.compile(
    r"(?:社会?保障?(?:卡|金)?(?:号码?|编号|编码)?|医保(?:卡|证)?(?:个人)?(?:号码?|编号|编码)?|(?:养老|医疗)保险(?:个人)?(?:编号|编码|号码?)|参保(?:编)?号|个人编[号码]|参合(?:证)?号|新农合证号)[^\dA-Za-z\n。；]{0,6}$"
)
_SOCIAL = re.compile(r"(?<![A-Za-z\d])[A-Za-z]?\d{7,18}[\dXx](?![A-Za-z\d])")
_HOUSEHOLD = re.compile(
    r"(?:(?<![账帐])户号|户口(?:簿|本)?(?:编?号(?:码)?)?|户籍编?号)[^\dA-Za-z\n，,。；;]{0,6}(?P<what>[A-Za-z]?\d{6,12})(?![\dA-Za-z])"
)
_DISABILITY_CARD = re.compile(r"(?<!\d)\d{17}[\dXx][1-7][1-4](?:B\d)?(?!\d)")
_DISABILITY_LABEL = re.compile(r"残疾(?:人)?证(?:件)?(?:编?号码?)?\s*[:：为是]?\s*$")
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使][ ]?[A-HJ-NP-Z][·. \-]?"
    r"(?:[A-HJK][A-HJ-NP-Z\d]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳领试超]|\d{3}[A-Z\d]领)[挂学警]?(?![A-Za-z\d])"
    # Tractors carry the two digits of their prefecture (GB 16151's 号牌) where others carry a letter.
    r"|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]\d{2}[·•]\d{5}(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.%+\-@])[A-Za-z\d][\w.%+\-]{0,63}@(?:[A-Za-z\d\-]{1,63}\.){1,4}[A-Za-z]{2,10}",
    re.ASCII,
)
_OFFICE_DOMAIN = re.compile(
    r"\.(?:gov|edu|mil|org)(?:\.cn)?$|^[A-Za-z]*(?:zfb|zfbgs|bgs|dzb|zwgk|xxgk|gov)[a-z]*\d{0,4}@",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信(?:号码?|ID|账号)?|(?<![A-Za-z])(?:WeChat|wechat|VX|vx|Vx|wx|WX|V信)|加V)\s*(?:[:：】]|为|是|号)?\s*"
    r"((?:[A-Za-z][A-Za-z\d_\-]{5,19}|1[3-9]\d{9}))(?![\w])"
)
_QQ = re.compile(r"(?<![A-Za-z])[Qq]{2}\s*(?:号码?)?\s*(?:[:：】]|为|是)?\s*([1-9]\d{4,10})(?!\d)")
_GROUP_CHAT = re.compile(r"(?:群|公众|小程序|视频号|服务号|订阅号)[^，,。\n]{0,6}$")
_USCC = re.compile(r"(?<![A-Za-z\d])92\d{6}[\dA-HJ-NP-RTUW-Y]{10}(?![A-Za-z\d])")


def identity_check_digit(first_seventeen: str) -> str:
    """The eighteenth character of a resident ID (GB 11643-1999), given the first seventeen digits."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_CHECK_WEIGHTS, first_seventeen, strict=True)
    )
    return _CHECK_DIGITS[total % 11]


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]


def looks_like_identity(digits: str) -> bool:
    """Whether 18 characters have the province and the birth date of a resident ID; the check digit is not asked."""
    return (
        len(digits) == 18
        and digits[:2] in PROVINCES
        and "1880" <= digits[6:10] <= "2060"
        and digits[:17].isdigit()
        and _is_day(digits[10:12], digits[12:14])
    )


def is_identity(digits: str) -> bool:
    """Whether 18 characters are a resident ID with its check digit (GB 11643-1999)."""
    return looks_like_identity(digits) and identity_check_digit(digits[:17]) == digits[17].upper()


def looks_like_old_identity(digits: str) -> bool:
    """Whether 15 digits have the day of birth of a resident ID of before 1999."""
    return len(digits) == 15 and digits.isdigit() and _is_day(digits[8:10], digits[10:12])


def is_card(digits: str) -> bool:
    """Whether the digits are a bank card: 16–19 long, an issuer's first digits, a right check digit (Luhn)."""
    return (
        16 <= len(digits) <= 19
        and digits[0] in "34569"
        and len(set(digits)) > 2
        and bool(luhn.is_valid(digits))
    )


def is_foreigner(digits: str) -> bool:
    """Whether 18 digits are a permanent residence number of a foreigner (since 2023: a 9, the day of birth, the same check)."""
    return (
        len(digits) == 18
        and digits.isdigit()
        and digits[0] == "9"
        and "1900" <= digits[6:10] <= "2060"
        and _is_day_like(digits[10:14])
        and identity_check_digit(digits[:17]) == digits[17]
    )


def _is_day_like(digits: str) -> bool:
    return "01" <= digits[:2] <= "12" and "01" <= digits[2:] <= "31"


def _glued(token: str, at: int) -> Iterator[Hit]:
    """Resident IDs and mobiles written into one run of more than 18 digits: an ID with a telephone or a digit too many."""
    if len(token) == 29:
        for cut in (18, 11):
            number, mobile = (token[:18], token[18:]) if cut == 18 else (token[11:], token[:11])
            if looks_like_identity(number) and WHOLE_MOBILE.fullmatch(mobile):
                yield Hit("resident-id-18-unchecked", at, at + len(token))
                return
    taken = 0
    start = 0
    while start + 18 <= len(token):
        if is_identity(token[start : start + 18]):
            rest = token[taken:start]
            if WHOLE_MOBILE.fullmatch(rest):
                yield Hit("mobile", at + taken, at + start)
            yield Hit("resident-id-18", at + start, at + start + 18)
            start += 18
            taken = start
        else:
            start += 1
    if taken and WHOLE_MOBILE.match(token[taken:]):
        yield Hit("mobile", at + taken, at + len(token))
    elif taken and len(token) > taken:
        yield Hit("resident-id-18-unchecked", at + taken, at + len(token))


def _digit_runs(text: str) -> Iterator[Hit]:
    for run in _RUN.finditer(text):
        tokens = [
            (run.start() + token.start(), token.group()) for token in _TOKEN.finditer(run.group())
        ]
        first = 0
        while first < len(tokens):
            if len(tokens[first][1]) > 18 and not is_card(tokens[first][1]):
                glued = list(_glued(tokens[first][1], tokens[first][0]))
                if glued:
                    yield from glued
                    first += 1
                    continue
            joined, last, reached = "", first, first
            found: Hit | None = None
            while last < len(tokens) and len(joined) < 23:
                joined += tokens[last][1]
                end = tokens[last][0] + len(tokens[last][1])
                number = _long_number(text, joined, tokens[first][0], end, pieces=last - first + 1)
                if number:
                    found, reached = number, last
                    if not number.variety.startswith("bank"):
                        break
                last += 1
            if found:
                yield found
                first = reached
            first += 1


def _long_number(text: str, joined: str, start: int, end: int, *, pieces: int) -> Hit | None:
    length = len(joined)
    if length == 18 and (is_identity(joined) or is_foreigner(joined)):
        if contexts.is_other_number(text, start) and joined[6:10] >= "2012":
            return None
        return Hit("resident-id-18", start, end)
    goes_on = text[end : end + 1].isascii() and text[end : end + 1].isalpha()
    labelled = not goes_on and bool(_IDENTITY_LABEL.search(text[max(0, start - 24) : start]))
    if labelled and 17 <= length <= 19 and pieces <= 3:
        return Hit("resident-id-18-unchecked", start, end)
    if labelled and length == 15 and looks_like_old_identity(joined):
        return Hit("resident-id-15", start, end)
    if "X" in joined or "x" in joined or not 12 <= length <= 22:
        return None
    if text[start - 1 : start].isalpha() and text[start - 1 : start].isascii():
        return None
    written = text[start:end]
    if "/" in written or "_" in written or "." in written:
        return None
    if _PROJECT.search(written):
        return None
    account = (
        _ACCOUNT_LABEL.search(text[max(0, start - 24) : start]) is not None
        or _ACCOUNT_AFTER.match(text, end) is not None
    )
    if contexts.is_amount(text, start, end) or contexts.is_organisation_account(text, start, end):
        return None
    if (
        is_card(joined)
        and _in_groups_of_four(written, pieces)
        and (account or (joined[0] in "456" and not contexts.is_other_number(text, start)))
    ):
        return Hit("bank-card", start, end)
    if account and pieces <= 6 and _is_last_token(text, end):
        return Hit("bank-account", start, end)
    return None


def _long_accounts(text: str) -> Iterator[Hit]:
    """Accounts with more digits than a card has, behind their word, and those of a list of payments in lines."""
    for match in _LONG_ACCOUNT.finditer(text):
        if _ACCOUNT_LABEL.search(
            text[max(0, match.start() - 24) : match.start()]
        ) and not contexts.is_organisation_account(text, *match.span()):
            yield Hit("bank-account", *match.span())
    for match in _ACCOUNT_IN_RECORD.finditer(text):
        if not contexts.names_a_number(match.group("name")):
            yield Hit("bank-account", *match.span("what"))


def _bare_accounts(text: str) -> Iterator[Hit]:
    """Long numbers without a label of their own, where an account was spoken of before or a person stands beside."""
    for match in _BARE_ACCOUNT.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if (
            contexts.is_other_number(text, start)
            or contexts.is_amount(text, start, end)
            or contexts.is_organisation_account(text, start, end)
            or contexts.has_other_label(text, start)
        ):
            continue
        above = text[max(0, start - len(line) - 300) : start - len(line)]
        if (
            _ACCOUNT_SAID.search(line[-60:])
            or (_NAME_BEFORE.search(line) and contexts.has_person_number(text, start, end))
            or (
                _NAME_IN_RECORD.search(line)
                and _ACCOUNT_SAID.search(above)
                and not contexts.names_a_number(line[-8:])
            )
        ):
            yield Hit("bank-account", start, end)


# 2026-549978-04-01-912948: a project's code in the registers of investment.
_PROJECT = re.compile(r"\d{6}-\d{2}-\d{2}-\d{6}$")


def _in_groups_of_four(written: str, pieces: int) -> bool:
    groups = _TOKEN.findall(written)
    return pieces == 1 or all(len(group) == 4 for group in groups[:-1]) or groups[0] == written[:6]


def _is_last_token(text: str, end: int) -> bool:
    return re.match(r"[ \-]\d", text[end : end + 2]) is None


def _travel_documents(text: str) -> Iterator[Hit]:
    for match in _HONG_KONG.finditer(text):
        yield Hit("travel-permit", *match.span(match.lastgroup or 0))
    for match in _PERMIT_THEN.finditer(text):
        yield Hit("travel-permit", *match.span("what"))
    for label, pattern, variety in (
        (_PERMIT_LABEL, _PERMIT, "travel-permit"),
        (_PASSPORT_LABEL, _PASSPORT, "passport"),
    ):
        for match in pattern.finditer(text):
            if label.search(text[max(0, match.start() - 32) : match.start()]):
                yield Hit(variety, *match.span())
    for match in _OLD_RESIDENCE.finditer(text):
        yield Hit("travel-permit", *match.span("what"))
    for pattern in (_PERSONAL_CARD, _OF_A_PATIENT):
        for match in pattern.finditer(text):
            yield Hit("personal-document", *match.span("what"))
    for match in _BARE_CARD.finditer(text):
        if not _OF_A_LICENCE.search(text, max(0, match.start() - 60), match.end() + 12):
            yield Hit("personal-document", *match.span("what"))


def _accounts(text: str) -> Iterator[Hit]:
    for match in _SOCIAL.finditer(text):
        if _SOCIAL_LABEL.search(text[max(0, match.start() - 20) : match.start()]):
            yield Hit("social-security-number", *match.span())
    for match in _HOUSEHOLD.finditer(text):
        yield Hit("household-number", *match.span("what"))


def _online(text: str) -> Iterator[Hit]:
    for match in _EMAIL.finditer(text):
        if not _OFFICE_DOMAIN.search(match.group()) and not contexts.is_office_mailbox(
            text, match.start()
        ):
            yield Hit("email", *match.span())
    for match in _WECHAT.finditer(text):
        if not _GROUP_CHAT.search(text[max(0, match.start() - 8) : match.start()]):
            yield Hit("wechat", *match.span(1))
    for match in _QQ.finditer(text):
        if (
            not contexts.is_office_contact(text, match.start())
            and "群" not in text[match.start() : match.end()]
        ):
            yield Hit("qq", *match.span(1))


def numbers(text: str) -> Iterator[Hit]:
    """Hits of numbers in `text`, which is `plain`; the surer ones come first, and they may overlap."""
    if _DISABILITY_CARD.search(text):
        for match in _DISABILITY_CARD.finditer(text):
            labelled = _DISABILITY_LABEL.search(text, max(0, match.start() - 12), match.start())
            if labelled or is_identity(match.group()[:18]):
                yield Hit("disability", *match.span())
    yield from _digit_runs(text)
    for pattern, variety in (
        (_LABELLED_IDENTITY, "resident-id-18-unchecked"),
        (_OLD_IDENTITY_OF_PERSON, "resident-id-15"),
    ):
        for match in pattern.finditer(text):
            digits = re.sub(r"\W", "", match.group("what"))
            if (
                len(digits) != 15
                or looks_like_old_identity(digits)
                or variety.endswith("unchecked")
            ):
                yield Hit(variety, *match.span("what"))
    for match in _MISREAD_IDENTITY.finditer(text):
        digits = match.group().translate(MISREAD)
        named = _HAN_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        misread = digits.upper() != match.group().upper()
        if misread and (is_identity(digits) or (named and looks_like_identity(digits))):
            yield Hit("resident-id-18-unchecked", *match.span())
    for pattern in (_IDENTITY_BESIDE_NAME, _BORN_BESIDE_NAME):
        for match in pattern.finditer(text):
            known = pattern is _BORN_BESIDE_NAME or looks_like_identity(match.group("what"))
            if known and not contexts.names_a_number(match.group()):
                yield Hit("resident-id-18-unchecked", *match.span("what"))
    for match in _USCC.finditer(text):
        if uscc.is_valid(match.group()):
            yield Hit("sole-trader-code", *match.span())
    yield from _accounts(text)
    yield from _long_accounts(text)
    yield from _bare_accounts(text)
    yield from _travel_documents(text)
    yield from telephones(text)
    for match in _PLATE.finditer(text):
        yield Hit("plate", *match.span())
    yield from _online(text)
