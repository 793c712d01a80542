"""The reference page on letters: what each is called, where it stands, what it must be told and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.letters.declarations import Letter, letters
from gongkai.letters.working_rules import kinds
from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.statute.outcomes import load_outcomes


def page() -> str:
    """The whole page, as it is kept in docs/reference/letters.md."""
    lines = [
        "# 公文",
        "",
        f"本页由声明生成（`gongkai.letters`），共{len(letters())}种文书、{len(kinds())}项工作制度。花括号是事实，或者当日有效的期限与数额；"
        "处理决定的依据由办理结果得出，救济段落由救济类别得出。",
        "",
    ]
    for code in codelist("letters"):
        lines += [*_letter(letters()[code.id]), ""]
    lines += ["## 工作制度", "", *(f"- {kind.label} `{kind.id}`" for kind in kinds()), ""]
    return "\n".join(lines)


def _letter(letter: Letter) -> Iterator[str]:
    contents = codelist("letter_contents")
    outcomes = [each.label for each in load_outcomes().values() if each.letter == letter.code.id]
    yield f"## {letter.code.label} `{letter.code.id}`"
    yield ""
    if letter.cites:
        yield f"- 依据：{in_series(letter.cites)}"
    if outcomes:
        yield f"- 用于：{'、'.join(outcomes)}"
    yield f"- 救济：{codelist('remedies')[letter.code.text('remedy') or 'none'].label}"
    yield f"- 应当写明：{'、'.join(contents[each].label for each in letter.code.texts('contents'))}"
    yield f"- 事实：{'、'.join(f'`{name}`' for name in letter.facts) or '—'}"
    if letter.optional:
        yield f"- 可选：{'、'.join(f'`{name}`' for name in letter.optional)}"
    if letter.encloses:
        yield f"- 所附：{codelist('letters')[letter.encloses].label}"
    yield ""
    for passage in letter.passages:
        condition = f"（有`{passage.when}`时）" if passage.when else ""
        label = f"**{passage.label}**：" if passage.label else ""
        yield f"> {condition}{label}{passage.text}"
        yield ">"
