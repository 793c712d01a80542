"""One text: what in it must not go out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.screening.addresses import addresses
from gongkai.screening.health import births, health
from gongkai.screening.hit import Hit, plain, without_overlaps
from gongkai.screening.numbers import numbers
from gongkai.screening.persons import names
from gongkai.screening.secrecy import secrecy

_MAY_HOLD_NUMBER = re.compile(
    r"\d(?:[ \-\n·._/]{0,2}\d){5}|@|[微Vv][信XxV]|[Ww][Xx]|[Qq]{2}|[A-Z][·. \-]?[A-Z\d]{4}|护照|通行证|出生|生日|生于|\d{4}[年\-./]|[〇零○一二三四五六七八九]{4}年"
)
_MAY_HOLD_ADDRESS = re.compile(r"[号组队社屯寨湾庄室户栋幢座楼元坪塆巷路街弄]|小组|\d-\d")
_MAY_HOLD_MARK = re.compile(
    r"密|内\s{0,4}部|内参|敏感|不予?公开|不宜公开|不得公开|删减后|依申请公开|外传|收回|即焚|销毁|免予公开|不主动公开|非公开|公开[\u4e00-\u9fff]{0,2}\s*[:：]\s*[不否非免]|仅供|只供|专供|仅限|参阅|阅知|阅示|转发|交回|退回|明电|内发|机发|电报|翻印|复印|上网|拍照|上传|扩散|简报|知悉|传达|发至|阅至|限[县处科]|级以"
)


def hits_in_text(
    text: str,
    *,
    sensitive: bool = False,
    recognised: bool = False,
    home_labelled: bool = False,
    prose: bool = False,
    non_public_numbers: Sequence[str] = (),
) -> list[Hit]:
    """Everything in `text` but its wording, in order of position and without overlaps.

    `sensitive`: the title above names a sensitive list. `recognised`: the text was read from a picture.
    `home_labelled`: the text is known to be somebody's address.
    `prose`: the text is sentences, and whom a network calls a person in them is asked too.
    """
    folded = plain(text)
    hits: list[Hit] = []
    if _MAY_HOLD_NUMBER.search(folded):
        hits.extend(numbers(folded))
        hits.extend(births(folded))
    if _MAY_HOLD_ADDRESS.search(folded):
        hits.extend(addresses(folded, labelled=home_labelled))
    hits.extend(health(folded))
    hits.extend(names(folded, sensitive=sensitive, recognised=recognised, prose=prose))
    if _MAY_HOLD_MARK.search(folded):
        hits.extend(secrecy(folded, non_public_numbers=non_public_numbers))
    if non_public_numbers and "号" in folded:
        hits.extend(secrecy(folded, non_public_numbers=non_public_numbers))
    return without_overlaps(hits)
