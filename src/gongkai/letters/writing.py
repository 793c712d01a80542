"""Write a letter from its declaration, the law in force on its day, and the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.documents.model import Paragraph
from gongkai.documents.writers.official import Form, OfficialCell, OfficialDocument, OfficialTable
from gongkai.letters.declarations import Letter, Passage, letters
from gongkai.letters.errors import FactsMissing, FactsUnknown
from gongkai.letters.facts import Detail, Head, RequestFacts
from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.statute.errors import NotInForce, UnknownCode
from gongkai.statute.outcomes import outcome
from gongkai.statute.parameters import load_parameters
from gongkai.statute.remedies import Remedy, notice

WITHOUT_HEAD = frozenset({"application_form", "closing_note"})
FORM_SIZE = 12.0


def write_letter(
    code: str,
    head: Head,
    request: RequestFacts | None = None,
    *,
    remedy: Remedy | None = None,
    **details: Detail,
) -> OfficialDocument:
    """A letter ready to be printed and sealed.

    Args:
        code: of the statute's list `letters`.
        head: number, addressee, day, issuer.
        request: the request; needed by letters that quote it.
        remedy: the remedy against it; needed by letters that state one.
        details: the facts of this kind of letter (`declarations.Letter.facts` and `optional`).

    Raises:
        UnknownCode: no such letter.
        FactsMissing: something it must state is not given.
        FactsUnknown: something is given that it has no place for.
    """
    known = letters()
    if code not in known:
        raise UnknownCode("文书", code, known)
    return _write(known[code], head, request, remedy, details, {})


def write_decision(
    outcome_code: str,
    head: Head,
    request: RequestFacts,
    remedy: Remedy,
    *,
    grounds: Sequence[str] = (),
    **details: Detail,
) -> OfficialDocument:
    """The letter of a decision: its kind, its article and its words follow from the outcome.

    Args:
        outcome_code: of the statute's list `outcomes`.
        head, request, remedy, details: as in `write_letter`.
        grounds: of the part withheld, for a partial disclosure; else those of the outcome.

    Raises:
        UnknownCode: no such outcome or ground.
        FactsMissing, FactsUnknown: as in `write_letter`.
    """
    decision = outcome(outcome_code)
    resting_on = [codelist("grounds")[ground] for ground in grounds or decision.grounds[:1]]
    cites = list(decision.cites)
    if grounds:
        cites += [cite for ground in resting_on for cite in ground.cites]
    if decision.letter == "withheld":
        cites.append("ogi-2019#36.1.3")
    article = in_series(cites)
    words = {
        "article": article,
        "by_article": f"依照{article}，" if article else "",
        "outcome_label": decision.label,
        "ground": "、".join(ground.label for ground in resting_on),
    }
    return _write(letters()[decision.letter], head, request, remedy, details, words)


def _write(
    letter: Letter,
    head: Head,
    request: RequestFacts | None,
    remedy: Remedy | None,
    details: Mapping[str, Detail],
    words: Mapping[str, str],
) -> OfficialDocument:
    _must_be_told(letter, request, remedy, details)
    told = {
        **dict.fromkeys(letter.optional, ""),
        **_law(letter, head.on),
        **_around(head, request),
        **words,
        **{name: _in_words(value) for name, value in details.items()},
        "remedy": notice(remedy) if remedy else "",
    }
    passages = [each for each in letter.passages if not each.when or details.get(each.when)]
    blocks: tuple[Paragraph | OfficialTable, ...]
    if letter.is_form:
        blocks = (_form(letter, passages, told),)
    else:
        blocks = tuple(
            Paragraph(text) for each in passages for text in _texts(each, told, details) if text
        )
    bare = letter.code.id in WITHOUT_HEAD
    enclosed = _enclosed(letter, head, details)
    return OfficialDocument(
        title=letter.code.label,
        blocks=blocks,
        signature=(head.issuer.body, in_chinese(head.on)),
        form=Form.PLAIN if bare or letter.is_form else Form.LETTER,
        letterhead="" if bare or letter.is_form else head.issuer.body,
        document_number=head.number,
        addressee="" if bare or letter.is_form else head.addressee,
        attachments=(*head.enclosures, *([enclosed.title] if enclosed else [])),
        appendix=enclosed,
        sealed=True,
        note=_note(head),
    )


def _enclosed(letter: Letter, head: Head, details: Mapping[str, Detail]) -> OfficialDocument | None:
    """The form that goes with a letter, told what the letter was told; its cells are filled in by hand."""
    if not letter.encloses:
        return None
    form = letters()[letter.encloses]
    known = {name: details[name] for name in (*form.facts, *form.optional) if name in details}
    return _write(form, replace(head, enclosures=()), None, None, known, {})


def _must_be_told(
    letter: Letter,
    request: RequestFacts | None,
    remedy: Remedy | None,
    details: Mapping[str, Detail],
) -> None:
    missing = [name for name in letter.facts if not details.get(name)]
    if request is None and letter.speaks_of_request:
        missing.insert(0, "request")
    if remedy is None and letter.has_remedy:
        missing.append("remedy")
    if missing:
        raise FactsMissing(letter.code.label, tuple(missing))
    unknown = [name for name in details if name not in (*letter.facts, *letter.optional)]
    if unknown:
        raise FactsUnknown(letter.code.label, tuple(unknown))


def _law(letter: Letter, on: date) -> dict[str, str]:
    """The article of the letter and every number of the law in force on its day."""
    law = {"article": in_series(letter.cites)}
    for name, parameter in load_parameters().items():
        try:
            law[name] = parameter.in_chinese(parameter.at(on))
        except NotInForce:
            continue
    return law


def _around(head: Head, request: RequestFacts | None) -> dict[str, str]:
    around = {
        "you": "你单位" if head.organisation else "您",
        "body": head.issuer.body,
        "office": head.issuer.office,
        "phone": head.issuer.phone,
        "addressee": head.addressee,
        "delivery": head.delivery,
    }
    if request is not None:
        around |= {
            "applicant": request.applicant,
            "received_on": in_chinese(request.received_on),
            "door": f"以{request.door.label}方式" if request.door else "",
            "quoted": request.quoted,
        }
    return around


def _in_words(value: Detail) -> str:
    if isinstance(value, date):
        return in_chinese(value)
    return "；".join(value) if isinstance(value, tuple) else value.rstrip("。")


def in_chinese(day: date) -> str:
    """A day as letters write it: 2026年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _texts(
    passage: Passage, told: Mapping[str, str], details: Mapping[str, Detail]
) -> Iterator[str]:
    if not passage.each:
        yield passage.text.format_map(told)
        return
    given = details[passage.each]
    points = given if isinstance(given, tuple) else (str(given),)
    for number, item in enumerate(points, start=1):
        written = {**told, "number": str(number), "item": item.rstrip("。；")}
        text = passage.text.format_map(written)
        yield text.removesuffix("；") + "。" if number == len(points) and text[-1] == "；" else text


def _form(letter: Letter, rows: Sequence[Passage], told: Mapping[str, str]) -> OfficialTable:
    cells: list[OfficialCell] = []
    for position, row in enumerate(rows):
        text = row.text.format_map(told)
        cells.append(OfficialCell(position, 0, row.label, head=True))
        cells.append(OfficialCell(position, 1, text, align="left", shaded=not text))
    return OfficialTable(
        tuple(cells), widths=(1.0, 3.0), size=FORM_SIZE, description=letter.code.label
    )


def _note(head: Head) -> str:
    parts = (("申请编号", head.case_number), ("送达方式", head.delivery))
    return "；".join(f"{label}：{text}" for label, text in parts if text)
