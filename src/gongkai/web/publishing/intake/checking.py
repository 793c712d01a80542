"""What a line of an import says, file by file, and whether it is new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

from django.utils.html import escape

from gongkai.documents.errors import DocumentError
from gongkai.papers.ledger import FIELDS, Facts, day_of
from gongkai.papers.proposal import Proposal
from gongkai.web.files.bundles import Bundle
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.confined.jobs import Words
from gongkai.web.files.readings import Content, ask
from gongkai.web.files.uploads import shown_name
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake.models import ColumnImport, ImportLine, LineState
from gongkai.web.publishing.intake.suggestions import suggest_rows
from gongkai.web.publishing.items.models import ItemPage

_PAGES = (".html", ".htm", ".shtml", ".mht", ".mhtml")


def is_page(name: str) -> bool:
    """Whether a file is a web page, by its name."""
    return name.lower().endswith(_PAGES)


def read_files(
    line: ImportLine, bundle: Bundle | None
) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files of a line, and what is wrong with them."""
    files, problems = [], []
    for named in line.files:
        found = bundle.find(named) if bundle else None
        if bundle is None or found is None:
            problems.append(f"附件“{named[:60]}”不在导入的文件里")
            continue
        try:
            files.append((PurePosixPath(found).name, bundle.read(found)))
        except DocumentError as error:
            problems.append(str(error))
    return files, problems


def _opened(name: str, data: bytes, sha256: str) -> tuple[Words | None, str]:
    try:
        # Kept under the name that the attachment will have.
        return ask(Content(shown_name(name), sha256, lambda: data), jobs.words), ""
    except DocumentError as error:
        return None, str(error)


def read_ahead(line: ImportLine, bundle: Bundle | None) -> None:
    """Read a line's files outside of its transaction, so that nobody waits to write; the readings are kept."""
    for name, data in read_files(line, bundle)[0]:
        _opened(name, data, hashlib.sha256(data).hexdigest())


def check_line(run: ColumnImport, line: ImportLine, bundle: Bundle | None, *, on: date) -> None:
    """Read a line's files, fill in what the ledger does not say, and tell whether it is new."""
    files, problems = read_files(line, bundle)
    facts = Facts(dict(line.facts))
    digests = [hashlib.sha256(data).hexdigest() for _, data in files]
    words = facts.values.get("text", "")
    for place, (name, data) in enumerate(files):
        document, error = _opened(name, data, digests[place])
        if error:
            problems.append(error)
        if document is not None and place == 0:
            words = words or document.text[:4000]
            _fill_in(facts, document.proposal, name, data, is_file=not run.ledger)
    title = facts.values.get("title", "")
    line.title = title[:200]
    notes = []
    if facts.values.get("published_on") and not facts.values.get("formed_on"):
        facts.values["formed_on"] = facts.values["published_on"]
        notes.append("成文日期没有写明，以原公开日期代替，请核对")
    if not facts.values.get("formed_on"):
        problems.append("没有成文日期，文件中也没有写明")
    for key in ("formed_on", "published_on"):
        if facts.values.get(key, "") > on.isoformat():
            problems.append(f"{FIELDS[key][0]} {facts.values[key]} 晚于今天")
    row = _row_of(run, facts.values.get("row", ""), title, words, on)
    if row is None:
        problems.append("没有找到相近的公开事项，请在“确认列”中选择默认公开事项")
    else:
        facts.values["row_code"] = row.code
    line.facts = facts.values
    line.content = _content(line.files, digests, facts.values)
    if problems:
        line.state, line.note = LineState.PROBLEM, "；".join(problems)
    else:
        alike = _duplicate(run, line, digests)
        line.state = LineState.DUPLICATE if alike else LineState.NEW
        line.note = alike or "；".join(notes)
    line.save()


def _fill_in(facts: Facts, proposal: Proposal, name: str, data: bytes, *, is_file: bool) -> None:
    """What the ledger leaves open is taken from the file; nothing it says is changed."""
    values = facts.values
    told = pool.run(jobs.facts_of_page, data, name, name=name) if is_page(name) else {}
    if is_file:
        values["title"] = told.get("articletitle") or proposal.title.value
    for key, proposed in (
        ("document_number", proposal.document_number),
        ("issuing_body", proposal.issuing_body),
        ("summary", proposal.summary),
    ):
        if proposed is not None:
            values.setdefault(key, proposed.value)
    if proposal.formed_on is not None:
        values.setdefault("formed_on", proposal.formed_on.value.isoformat())
    published = day_of(told.get("pubdate", ""))
    if published is not None:
        values.setdefault("published_on", published.isoformat())
    for key, tag in (("issuing_body", "contentsource"), ("keywords", "keywords"), ("url", "url")):
        if told.get(tag):
            values.setdefault(key, told[tag])
    if proposal.lists_people is not None:
        values["lists_people"] = "1"
    if is_page(name) and proposal.text and "text" not in values:
        values["html"] = proposal.text


def _content(names: Iterable[str], digests: list[str], values: Mapping[str, str]) -> str:
    """By what a line holds; empty where it holds nothing but its title."""
    parts = [*digests, values.get("text", "")]
    joined = "\n".join(part for part in parts if part)
    return hashlib.sha256(joined.encode()).hexdigest() if joined else ""


def _row_of(run: ColumnImport, named: str, title: str, words: str, on: date) -> CatalogueRow | None:
    if named:
        known = CatalogueRow.objects.of(run.body)
        rows = known.filter(name=named) | known.filter(code=named) | known.filter(county_code=named)
        row = rows.first()
        if row is not None:
            return row
    if run.row is not None:
        return run.row
    ranked = suggest_rows(run.body, title=f"{named} {title}", words=words, on=on)
    return CatalogueRow.objects.get(pk=ranked[0].key) if ranked else None


def _duplicate(run: ColumnImport, line: ImportLine, digests: list[str]) -> str:
    """The item or line that this one repeats: by number, by title and day, by content."""
    values = line.facts
    items = ItemPage.objects.filter(body=run.body)
    number = values.get("document_number", "")
    if number:
        same = items.filter(document_number=number).first()
        if same is not None:
            return f"文号 {number} 已有：{same.draft_title}"
    same = items.filter(draft_title=line.title, formed_on=values["formed_on"]).first()
    if same is not None:
        return f"标题和成文日期相同：{same.draft_title}"
    if digests:
        held = items.filter(attachments__sha256__in=digests).first()
        if held is not None:
            return f"文件内容已在：{held.draft_title}"
    earlier = run.lines.filter(number__lt=line.number).exclude(
        state__in=[LineState.PROBLEM, LineState.WAITING]
    )
    if number:
        first = earlier.filter(facts__document_number=number).first()
        if first is not None:
            return f"与{first.source}文号相同"
    first = earlier.filter(title=line.title, facts__formed_on=values["formed_on"]).first()
    if first is not None:
        return f"与{first.source}标题和成文日期相同"
    if line.content:
        first = earlier.filter(content=line.content).first()
        done = ImportLine.objects.filter(
            run__body=run.body, content=line.content, item__isnull=False
        ).first()
        if first is not None:
            return f"与{first.source}内容相同"
        if done is not None and done.item is not None:
            return f"内容已导入：{done.item.draft_title}"
    return ""


def as_html(values: Mapping[str, str]) -> str:
    """The text of a line for the editor."""
    if values.get("html"):
        return values["html"]
    paragraphs = [part.strip() for part in values.get("text", "").splitlines() if part.strip()]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs)
