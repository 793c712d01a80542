"""All statements of a report's prose, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.documents.model import Paragraph
from gongkai.report.model import Identity, Number, Section, Statement
from gongkai.report.reading.narrative import (
    contacts,
    decisions,
    disputes,
    fees,
    proactive,
    requests,
    services,
)
from gongkai.report.reading.narrative.bearing import Bearing
from gongkai.report.reading.narrative.ellipsis import claims_of_ellipsis as _elliptic
from gongkai.report.reading.narrative.ellipsis import in_plain_order
from gongkai.report.reading.narrative.mentions import Mention, mentions_of
from gongkai.report.reading.narrative.periods import of_part_of_the_year
from gongkai.report.reading.narrative.roles import is_rate
from gongkai.report.reading.narrative.scope import Scope
from gongkai.report.reading.narrative.sentences import Sentence, sentences_of
from gongkai.report.reading.narrative.topics import Topic, is_heading
from gongkai.report.reading.narrative.totals import Claim, Standing, confirmed

_READERS: tuple[Callable[[Mention], Iterator[Statement]], ...] = (
    disputes.read,
    services.read,
    decisions.read,
    requests.read,
)
_TOPIC_OF_PART = {"requests": "requests", "disputes": "disputes", "proactive": "proactive"}

_NOTHING = re.compile(
    r"(?:本年度|本年|我[镇乡局县]|均|暂)*(?:无|没有|未发生|零|无此类情况|无相关情况|无此情况)"
)
_NONE_UNDER = {
    "requests": ("requests_received",),
    "disputes": ("reconsiderations", "litigations"),
    "fees": ("fee_collected",),
}
"""What `无` under a heading of this topic puts at zero."""


def read_statements(
    sections: Iterable[Section],
    identity: Identity,
    *,
    preamble: Sequence[Paragraph] = (),
    signature: Sequence[Paragraph] = (),
) -> tuple[Statement, ...]:
    """What the prose states of the facts in `facts.FACTS`, in reading order, before part one and after part six too.

    A count of another year or body, of something planned, or a difference to another year states nothing. A total
    over several years is marked `cumulative`. Two possible readings are two statements; an unclear one is none. What
    a sentence denies in words (`未收到申请`) is a statement of 0. Counts of which none is the total are candidates.
    """
    scope = Scope.of(identity)
    parts = [("preamble", preamble), *((item.id, item.paragraphs) for item in sections)]
    parts.append(("signature", signature))
    area = contacts.area_code(paragraph for _, paragraphs in parts for paragraph in paragraphs)
    return confirmed(
        [item for id, paragraphs in parts for item in _of_paragraphs(paragraphs, id, scope, area)]
    )


def _of_paragraphs(
    paragraphs: Sequence[Paragraph], section: str, scope: Scope, area: str | None
) -> Iterator[Statement | Claim]:
    topic = Topic(_TOPIC_OF_PART.get(section, ""))
    about_fees = False
    headed = topic.current
    for paragraph in paragraphs:
        if is_heading(paragraph.text):
            topic.current = ""
        topic.turn(paragraph.text)
        for sentence in sentences_of(paragraph, section):
            about_fees = fees.names_fees(sentence.text) or (about_fees and topic.current == "fees")
            stated = list(_of_sentence(sentence, topic, scope, about_fees))
            if _NOTHING.fullmatch(sentence.text):
                stated.extend(
                    _statement(fact, 0, sentence, 0, len(sentence.text))
                    for fact in _NONE_UNDER.get(headed, ())
                )
            yield from stated
            told = any(
                (item.statement if isinstance(item, Claim) else item).fact.startswith("fee_")
                for item in stated
            )
            if fees.states_fees(sentence, told):
                yield _flag("fee_statement", sentence, 0, len(sentence.text))
            topic.follow(sentence.text)
            headed = topic.current if is_heading(sentence.text) else ""
        yield from contacts.read(paragraph, section, area)


def _of_sentence(
    sentence: Sentence, topic: Topic, scope: Scope, about_fees: bool
) -> Iterator[Statement | Claim]:
    seen: set[tuple[str, Number]] = set()
    sentence = in_plain_order(sentence)
    before: tuple[str, ...] = ()
    for mention in mentions_of(
        sentence, topic.of, under_topic=topic.specific, follows=topic.current
    ):
        claims = tuple(_of_mention(mention, about_fees, scope, before))
        before = tuple(item.statement.fact for item in claims) or before
        left = mention.reach
        if scope.planned(left) or scope.difference(left) or is_rate(mention):
            continue
        if scope.other_year(left) and not scope.is_own_share(mention.left):
            continue
        if scope.elsewhere(mention.left) and not scope.is_own_share(mention.left):
            continue
        cumulative = scope.cumulative(left)
        for claim in claims:
            statement = replace(claim.statement, cumulative=cumulative)
            seen.add((statement.fact, mention.value))
            yield replace(claim, statement=statement)
    sentence_topic = topic.of(sentence.text, "")
    for fact, value, start, end in (
        *requests.denials(sentence, sentence_topic),
        *disputes.denials(sentence),
        *decisions.denials(sentence),
        *fees.denials(sentence, sentence_topic),
    ):
        left = sentence.text[: start + 1]
        if (fact, value) in seen or scope.other_year(left) or of_part_of_the_year(left):
            continue
        if scope.elsewhere(sentence.text[:end]) or scope.planned(left):
            continue
        seen.add((fact, value))
        denied = _statement(fact, value, sentence, start, end)
        yield Claim(denied, Standing.TOTAL) if fact == "requests_received" else denied
    place = requests.all_answered(sentence, sentence_topic)
    if place is not None and not scope.other_year(sentence.text[: place[0]]):
        yield _flag("requests_all_answered", sentence, *place)


def _of_mention(
    mention: Mention, about_fees: bool, scope: Scope, before: tuple[str, ...]
) -> Iterator[Claim]:
    """What a count says, as its subject, place and period allow; `before` are the facts of the count before it."""
    share = scope.is_own_share(mention.left)
    claims = () if share else tuple(_understood(mention, about_fees, scope))
    claims = claims or tuple(_elliptic(mention, scope, before))
    if not claims:
        return
    bearing = Bearing.of(mention, scope)
    for claim in claims:
        yield from bearing.on(claim)


def _understood(mention: Mention, about_fees: bool, scope: Scope) -> Iterator[Claim]:
    """What the first subject that understands a count says of it; the total disclosed and a channel's share go together."""
    stated = tuple(fees.read(mention, about_fees=about_fees))
    for read in _READERS:
        stated = stated or tuple(read(mention))
    if not stated and not mention.of_documents:
        yield from proactive.claims(mention, scope.fields)
        for item in proactive.read(mention):
            yield Claim(item, None, None if mention.part else item.fact)
    yield from (Claim(item, requests.standing(mention, item)) for item in stated)


def _statement(
    fact: str, value: Number | bool, sentence: Sentence, start: int, end: int
) -> Statement:
    return Statement(
        fact=fact,
        value=value,
        quote=sentence.quote(start, end),
        section=sentence.section,
        origin=sentence.paragraph.origin,
    )


def _flag(fact: str, sentence: Sentence, start: int, end: int) -> Statement:
    return _statement(fact, True, sentence, start, end)
