"""Microsoft Presidio on text of China: its pattern recognisers, and patterns that its users write with its framework.

No language model runs (its Chinese one is not in a package registry), so that it knows no names.
"""

from __future__ import annotations

from functools import cache

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)

_OWN = {
    "CN_ID": r"\b[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b",
    "CN_MOBILE": r"\b1[3-9]\d{9}\b",
    "CN_PLATE": r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][A-Z0-9]{5,6}",
}


@cache
def recognisers() -> tuple[EntityRecognizer, ...]:
    """Presidio's own, and three written with its framework for China."""
    own = [
        PatternRecognizer(name, patterns=[Pattern(name, pattern, 0.6)], supported_language="en")
        for name, pattern in _OWN.items()
    ]
    telephones = PhoneRecognizer(supported_regions=["CN"])
    return (
        CreditCardRecognizer(),
        EmailRecognizer(),
        IbanRecognizer(),
        IpRecognizer(),
        telephones,
        *own,
    )


def masked(text: str) -> str:
    """`text` with a mark in place of every letter that one of them reports."""
    hidden: set[int] = set()
    for recogniser in recognisers():
        for found in recogniser.analyze(text, recogniser.supported_entities, None):
            hidden.update(range(found.start, found.end))
    return "".join("＊" if at in hidden else letter for at, letter in enumerate(text))
