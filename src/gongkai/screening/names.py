"""What a person's name looks like, and titles and heads that speak of people in a sensitive situation."""

from __future__ import annotations

import re
from functools import cache

from gongkai.screening.lexicon import any_of, dictionary, lexicon

NAMES = lexicon("names")
SURNAMES = "".join(sorted(set(NAMES["surnames"]) - {"\n"}))
COMPOUND = any_of(NAMES["compound"])
_COMMON = frozenset(NAMES["given"]) - {"\n"}
WORDS = frozenset(NAMES["words"]) | frozenset(NAMES["dictionary"].split())
ENDINGS = frozenset(NAMES["endings"].split())
# 满意率, 投诉量: a word with a measure behind it.
_MEASURES = frozenset("率度量额费表单证号数期类型性化")
HAN = "\u4e00-\u9fff\u3400-\u4dbf"
# No given name holds these: they mask one, or they are particles and verbs of the sentence around it.
GIVEN = (
    rf"(?:(?![某的得了于身确罹其在是为和与及或等已因被将把系患从到至向对由按经不未有也均都后前时以应须可请并且病残癌症障户镇乡村县者员们类属述诉称说据]|"
    rf"人[们员]|一家|家[的里中庭住境]|现[住年在居任]|反映|来[访信电]|申请|同志|名下|住址|电话|收入|[男女]方|年龄|账[户号]|产下|修[缮建]|家送)[{HAN}])"
)
PAIR = any_of(NAMES["pairs"])
MINORITY = rf"[{HAN}]{{2,8}}(?:[·•・][{HAN}]{{2,8}})+"
PARTS = rf"(?:{any_of(NAMES['parts'])}){{2,4}}"
NAME = (
    rf"(?:{MINORITY}|{PARTS}|{COMPOUND}(?:{PAIR}|{GIVEN}{{1,2}})|"
    rf"[{SURNAMES}] ?(?:{PAIR}|{GIVEN}{{1,2}}))"
)
_LETTERS = "".join(sorted(_COMMON))
# With letters that people give only: where no boundary is asked.
COMMON_NAME = rf"(?:(?:{COMPOUND}|[{SURNAMES}])(?:{PAIR}|[{_LETTERS}]{{1,2}}))"
_FULL_NAME = re.compile(
    rf"(?:{MINORITY}|{PARTS}|{COMPOUND}[{HAN}]{{1,2}}|[{SURNAMES}][ ]{{0,2}}[{HAN}]{{1,2}})"
)
OF_PARTS = re.compile(PARTS)
MASKED = re.compile(r"[某*×＊○〇█■]|[Xx]")

LISTS = lexicon("contexts")
ROLE = rf"(?:(?<!法定)(?:{any_of([*LISTS['before_name'], *LISTS['private_role']])}))"
KIN = any_of(LISTS["kin"])
_TITLE = re.compile(any_of(LISTS["title"]))
_ROLES = lexicon("columns")["roles"]
_PRIVATE_HEAD = re.compile(f"{any_of(LISTS['private_head'])}|{_ROLES['private']}")
_OF_WORK = re.compile(_ROLES["title_of_work"])
_MATTER_HEAD = re.compile(_ROLES["matter"])
_NOT_A_LIST = re.compile(any_of(LISTS["not_a_list"]))
_CHOSEN_IN_PUBLIC = re.compile(any_of(LISTS["chosen_in_public"]))


def is_name(text: str) -> bool:
    """Whether the whole of `text` is a person's full name (2–4 characters with a known surname, or with `·`)."""
    return _is_name(text.strip())


@cache
def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 20 or MASKED.search(text) or is_word(text):
        return False
    return _FULL_NAME.fullmatch(text) is not None


def is_sensitive_title(text: str) -> bool:
    """Whether a list under this title names people in a sensitive situation."""
    return is_sensitive_matter(text) and _NOT_A_LIST.search(text) is None


def is_sensitive_matter(text: str) -> bool:
    """Whether a title speaks of such a situation at all: for a table of which it is known that it lists persons."""
    return (
        _TITLE.search(text) is not None
        and _CHOSEN_IN_PUBLIC.search(text) is None
        and _OF_WORK.search(text) is None
    )


def is_chosen_in_public(title: str) -> bool:
    """Whether a list under this title is of those chosen or hired in public, whatever a row says of them."""
    return _CHOSEN_IN_PUBLIC.search(title) is not None


def is_private_head(head: str) -> bool:
    """Whether a column's head names people who are in a sensitive situation by being in it (患者, 来电人, 监护人)."""
    return _PRIVATE_HEAD.search(head) is not None


def is_sensitive_head(head: str) -> bool:
    """Whether a column with this head, beside people's names, makes the list sensitive (案由, 伤情, 救助金)."""
    return _MATTER_HEAD.search(head) is not None


def is_likely(given: str) -> bool:
    """Whether people are called so: every letter is one that people give, or the pair is known."""
    return given in NAMES["pairs"] or all(letter in _COMMON for letter in given)


def given_of(name: str) -> str:
    """A name without its surname."""
    return name[2:] if name[:2] in NAMES["compound"] and len(name) > 2 else name[1:]


_OFTEN = -13.5
_SELDOM = -99.0


def is_word(name: str) -> bool:
    """Whether what looks like a name is a word, or begins with one and goes on as no name does."""
    if name in WORDS:
        return True
    if len(name) < 3:
        return dictionary().get(name, _SELDOM) > _OFTEN
    if name in dictionary():
        return True
    if name[:2] not in WORDS:
        return False
    return name[2:] in _MEASURES or not is_likely(given_of(name).strip())
