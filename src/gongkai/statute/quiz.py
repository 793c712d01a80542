"""Questions made from the law's data, each with the article that answers it: how long, what with this information, which article.

Nothing here is written by hand that the data say; a number that changes changes its question. The same seed asks the same
questions in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from gongkai.statute.citations import resolve
from gongkai.statute.codelists import codelist
from gongkai.statute.duties import load_duties
from gongkai.statute.errors import NotInForce
from gongkai.statute.parameters import UNITS, Parameter, load_parameters

CHOICES = 4
REGULATION = "ogi-2019"
OF_OTHERS = frozenset(
    "first_instance first_instance_simplified second_instance appeal_judgment appeal_ruling retrial defence "
    "defence_simplified review_acceptance review_extension review_supplement review_supplement_notice opinion_letter "
    "decision_ordinary decision_simplified respondent_simplified public_notice penalty_withdrawal".split()
)
"""Periods that courts and reviewing bodies count, or that a clerk of disclosure meets once in a lifetime: nobody is asked these."""
UNDER_FORCE = {
    "absolute": "一律不予公开",
    "unless_consent_or_public_interest": "不予公开，但第三方同意或者不公开会对公共利益造成重大影响的，予以公开",
    "may": "可以不予公开",
    "may_unless_ordered": "可以不予公开，但法律、法规、规章规定应当公开的，从其规定",
    "tell_special_way": "告知按照有关法律、行政法规的规定办理",
}


@dataclass(frozen=True)
class Question:
    """A question with its choices.

    Attributes:
        id: stable name of the question, e.g. `reply` or `ground.internal_affairs`.
        text: the question, in Chinese.
        choices: the answers to choose from; one is right.
        right: index of the right one.
        cite: where the answer stands, in Chinese: 《政府信息公开条例》第三十三条第二款.
    """

    id: str
    text: str
    choices: tuple[str, ...]
    right: int
    cite: str


def questions(on: date, *, seed: str, count: int) -> tuple[Question, ...]:
    """So many different questions on the law of a day, in an order that the seed decides.

    Raises:
        ValueError: the data do not hold so many.
    """
    kinds = [_of_periods(on, seed), _of_grounds(seed), _of_duties(seed)]
    ranked = []
    for kind in kinds:
        kind.sort(key=lambda question: _order(seed, question.id))
        ranked += list(enumerate(kind))
    if not 0 < count <= len(ranked):
        raise ValueError(f"{count} questions were asked for, there are {len(ranked)}")
    # As many of each kind as there are.
    ranked.sort(key=lambda each: each[0])
    return tuple(question for _, question in ranked[:count])


def shuffled(
    identity: str, text: str, right: str, wrong: Iterable[str], *, cite: str, seed: str
) -> Question:
    """A question of a right answer and at least `CHOICES - 1` wrong ones, in an order that the seed decides."""
    others = sorted(
        dict.fromkeys(each for each in wrong if each != right),
        key=lambda each: _order(seed, identity + each),
    )[: CHOICES - 1]
    choices = sorted([right, *others], key=lambda each: _order(seed, identity + "/" + each))
    return Question(identity, text, tuple(choices), choices.index(right), cite)


def _order(seed: str, name: str) -> str:
    return sha256(f"{seed}:{name}".encode()).hexdigest()


def _of_periods(on: date, seed: str) -> list[Question]:
    found = []
    known = load_parameters()
    for name, entry in known.items():
        try:
            value = entry.at(on)
        except NotInForce:
            continue
        if value.tiers or entry.unit in {"yuan", "month-day"} or name in OF_OTHERS:
            continue
        # What was right before is the answer that people remember.
        past = [entry.in_chinese(each) for each in entry.values]
        wrong = [*past, *_near(known.values(), entry, value.amount, on)]
        found.append(
            shuffled(
                name,
                f"{on.year}年，{entry.label}是多长？",
                entry.in_chinese(value),
                wrong,
                cite=str(resolve(value.cite)),
                seed=seed,
            )
        )
    return found


def _near(every: Iterable[Parameter], entry: Parameter, amount: int, on: date) -> list[str]:
    amounts = {
        each.at(on).amount
        for each in every
        if each.unit == entry.unit and each.values[-1].ends is None and _holds(each, on)
    } | {amount * 2, amount * 3, amount + 5, max(1, amount // 2)}
    nearest = sorted(amounts - {amount}, key=lambda number: (abs(number - amount), number))
    return [UNITS[entry.unit].format(number) for number in nearest[:4]]


def _holds(entry: Parameter, on: date) -> bool:
    return entry.values[0].begins <= on


def _of_grounds(seed: str) -> list[Question]:
    found = []
    for code in codelist("grounds"):
        force = code.text("force")
        if force not in UNDER_FORCE or not code.cites:
            continue
        found.append(
            shuffled(
                f"ground.{code.id}",
                f"申请公开的内容“{code.label}”，应当怎样处理？",
                UNDER_FORCE[force],
                UNDER_FORCE.values(),
                cite="、".join(str(resolve(cite)) for cite in code.cites),
                seed=seed,
            )
        )
    return found


def _of_duties(seed: str) -> list[Question]:
    named = {
        duty.id: (duty.text, [str(resolve(cite)) for cite in duty.cites])
        for duty in load_duties().values()
        if duty.cites[0].startswith(f"{REGULATION}#")
    }
    articles = sorted({cites[0] for _, cites in named.values()})
    return [
        shuffled(
            f"duty.{identity}",
            f"“{text}”，依据是哪一条？",
            cites[0],
            [article for article in articles if not _touches(article, cites)],
            cite=cites[0],
            seed=seed,
        )
        for identity, (text, cites) in named.items()
    ]


def _touches(article: str, cites: Iterable[str]) -> bool:
    """Whether the article is one of these, holds one of them or lies in one: then it is no wrong answer."""
    return any(article.startswith(cite) or cite.startswith(article) for cite in cites)
