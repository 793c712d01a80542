"""Propose an explanation from a document: what it says on the few things people ask. Nothing is invented."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Block, Paragraph, Table
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.readings import ask, content_of
from gongkai.web.publishing.items.models import ItemPage

# A text of fewer characters only announces what stands in the attachment.
SHORT_TEXT = 200
LONGEST_POINT, LONGEST_ANSWER = 120, 300
# A sentence that is read out is followed up to about here.
LONGEST_SENTENCE = 50
MOST_QUESTIONS, MOST_ROWS, MOST_COLUMNS = 8, 30, 8
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+章)"
)
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+[章条节]|[0-9]+[.．、])\s*"
)
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")


@dataclass(frozen=True)
class Topic:
    """Something people ask. ``label`` is empty where it is no point of the card."""

    label: str
    question: str
    words: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def is_named_in(self, text: str) -> bool:
        """Whether the text is about it by its words."""
        return any(word in text for word in self.words)

    def is_answered_in(self, sentence: str) -> bool:
        """Whether the sentence says it."""
        if self.pattern is None:
            return self.is_named_in(sentence)
        return self.pattern.search(sentence) is not None


@dataclass(frozen=True)
class Content:
    """An explanation: points of the card, questions with answers, and a table whose first row is its head."""

    card: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of the card in their order, then those that are only asked."""
    text = (
        files("gongkai.web.publishing.explanations").joinpath("explaining.toml").read_text("utf-8")
    )
    data = tomllib.loads(text)
    return tuple(
        Topic(
            each.get("label", ""),
            each["question"],
            tuple(each["words"]),
            re.compile(each["pattern"]) if "pattern" in each else None,
        )
        for each in [*data["topic"], *data["question"]]
    )


def card_labels() -> tuple[str, ...]:
    """What the card tells, in order."""
    return tuple(topic.label for topic in topics() if topic.label)


def propose(item: ItemPage) -> Content:
    """A first version from the document's own words, to be checked by a person."""
    return propose_from(_blocks_of(item))


def _blocks_of(item: ItemPage) -> list[Block]:
    page = f'<html><head><meta charset="utf-8"></head><body>{item.text}</body></html>'
    name = "正文.html"
    blocks = list(pool.run(jobs.blocks_of_page, page.encode(), name, name=name, quick=True))
    if sum(len(each.text) for each in blocks if isinstance(each, Paragraph)) >= SHORT_TEXT:
        return blocks
    for attachment in item.attachments.all():
        try:
            blocks += ask(content_of(attachment), jobs.blocks)
        except DocumentError:
            # The sheet of the document already says that this file cannot be read.
            continue
    return blocks


def propose_from(blocks: Iterable[Block]) -> Content:
    """Points, questions and a table from blocks of text."""
    blocks = list(blocks)
    sections = _sections(blocks)
    sentences = [
        (heading, sentence) for heading, text in sections for sentence in sentences_of(text)
    ]
    card = []
    for topic in topics():
        if topic.label:
            found = _best(topic, sentences)
            if found:
                card.append((topic.label, shorten(found, LONGEST_POINT)))
    questions: dict[str, str] = {}
    for heading, text in sections:
        if heading and text and len(questions) < MOST_QUESTIONS:
            questions.setdefault(question_for(heading, text), shorten(text, LONGEST_ANSWER))
    if not questions:
        for topic in topics():
            told = [sentence for _, sentence in sentences if topic.is_answered_in(sentence)][:2]
            if told:
                questions[topic.question] = shorten("".join(told), LONGEST_ANSWER)
    return Content(tuple(card), tuple(questions.items()), _table(blocks))


def _sections(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    sections: list[tuple[str, list[str]]] = [("", [])]
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.text.strip():
            continue
        text = block.text.strip()
        short = len(text) <= 40 and not text.endswith("。")
        if short and (block.heading_level is not None or _HEADING.match(text)):
            sections.append((_NUMBER.sub("", text), []))
        else:
            sections[-1][1].append(text)
    return [(heading, "\n".join(lines)) for heading, lines in sections]


def sentences_of(text: str) -> list[str]:
    """Sentences with their full stops, without the number of an article before them."""
    found = (_NUMBER.sub("", each.strip()) for each in _SENTENCE.findall(text))
    return [each for each in found if each]


def _best(topic: Topic, sentences: list[tuple[str, str]]) -> str:
    """The first sentence that answers under a heading that asks; else the first that answers."""
    answering = [
        (heading, sentence)
        for heading, sentence in sentences
        if topic.is_answered_in(sentence)
        or (topic.pattern is None and heading and topic.is_named_in(heading))
    ]
    under = [sentence for heading, sentence in answering if topic.is_named_in(heading)]
    named = [sentence for _, sentence in answering if topic.is_named_in(sentence)]
    return next(iter([*under, *named]), "")


def question_for(heading: str, text: str) -> str:
    """A heading as a question; one that says nothing, as 其他, by what its text answers."""
    for topic in topics():
        if topic.is_named_in(heading):
            return topic.question
    for topic in topics():
        if topic.pattern is not None and topic.is_answered_in(text):
            return topic.question
    return f"“{heading}”是怎样规定的？"


def shorten(text: str, longest: int) -> str:
    """Whole sentences up to so many characters; a sentence that is too long alone is cut and marked."""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > longest:
            break
        kept += sentence.strip()
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def _table(blocks: Iterable[Block]) -> tuple[tuple[str, ...], ...]:
    for block in blocks:
        if isinstance(block, Table) and 2 <= block.row_count and block.column_count >= 2:
            if block.row_count > MOST_ROWS or block.column_count > MOST_COLUMNS:
                continue
            if any(cell.row_span > 1 or cell.column_span > 1 for cell in block.cells):
                continue
            return tuple(tuple(cell.text for cell in row) for row in block.rows())
    return ()


def what_is_hard_to_read(content: Content) -> list[str]:
    """What a villager would miss or not follow: points that are not told, sentences that are too long."""
    told = {label for label, _ in content.card}
    notes = []
    missing = [label for label in card_labels() if label not in told]
    if missing:
        notes.append(f"没有写到：{'、'.join(missing)}。文件确实没有规定的，可以空着。")
    texts = [text for _, text in content.card] + [answer for _, answer in content.questions]
    for sentence in (each for text in texts for each in sentences_of(text)):
        if len(sentence) > LONGEST_SENTENCE:
            notes.append(f"这句有 {len(sentence)} 字，建议拆成短句：{sentence[:20]}……")
    return notes


def as_html(content: Content) -> str:
    """The explanation as the text of its item."""
    parts = []
    if content.card:
        points = "".join(
            f"<li><b>{escape(label)}</b>：{escape(text)}</li>" for label, text in content.card
        )
        parts.append(f"<h2>要点</h2><ul>{points}</ul>")
    if content.table:
        head, *rows = content.table
        heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
        )
        parts.append(
            f"<h2>一览表</h2><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        )
    if content.questions:
        asked = "".join(
            f"<h3>{number}. {escape(question)}</h3>"
            + "".join(f"<p>{escape(line)}</p>" for line in answer.splitlines() if line.strip())
            for number, (question, answer) in enumerate(content.questions, start=1)
        )
        parts.append(f"<h2>问答</h2>{asked}")
    return "".join(parts)


def audio_script(title: str, body: str, content: Content) -> str:
    """The explanation to be read out: short sentences, no lists, no table."""
    lines = [f"下面为您介绍{title}。由{body}发布。", ""]
    lines += [f"{label}：{text.rstrip('。')}。" for label, text in content.card]
    for question, answer in content.questions:
        lines += ["", question, answer]
    lines += ["", "以上内容以文件原文为准。"]
    return "\n".join(lines) + "\n"
