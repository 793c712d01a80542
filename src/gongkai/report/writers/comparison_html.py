"""Two reports compared, as one self-contained page: figures that differ, paragraphs word by word, originality."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.compare import Comparison, ParagraphDifference, Piece, SectionDifference
from gongkai.report.model import AnnualReport, Number
from gongkai.report.writers.html import page, text
from gongkai.report.writers.layout import printed

UNKNOWN = "未知"


def write(comparison: Comparison) -> str:
    """The HTML file as text."""
    first, second = name(comparison.first), name(comparison.second)
    body = [
        '<main class="comparison"><header><h1>年度报告比较</h1>',
        f"<p>甲：{text(first)}</p><p>乙：{text(second)}</p>",
        f"<p>{text(originality(comparison))}</p></header>",
        "<h2>数字</h2>",
        *_cells(comparison),
        "<h2>文字</h2>",
    ]
    for section in comparison.sections:
        body += _section(section)
    body.append("</main>")
    return page(f"{first}与{second}比较", "\n".join(body), STYLE)


def name(report: AnnualReport) -> str:
    """What to call a report: its title, else its file."""
    return report.identity.title or report.source.name


def originality(comparison: Comparison) -> str:
    """The originality figures as one Chinese sentence."""
    likeness = comparison.likeness
    if likeness is None:
        return "正文太短，无法比较文字的相似程度。"
    return (
        f"隐去名称、年份和数字后，第一、第五部分相似度{likeness.jaccard:.0%}，"
        f"较短一篇有{likeness.containment:.0%}的文字见于另一篇。"
    )


def shown(value: Number | None) -> str:
    """A figure, or that it is unknown."""
    return UNKNOWN if value is None else printed(value)


def _cells(comparison: Comparison) -> Iterator[str]:
    if comparison.not_comparable:
        yield (
            f"<p>两份报告格式不同（{comparison.first.edition}、{comparison.second.edition}），"
            f"有{len(comparison.not_comparable)}格口径不同，没有比较。</p>"
        )
    if not comparison.cells:
        yield "<p>可比的数字全部相同。</p>"
        return
    yield '<table><thead><tr><th scope="col">位置</th><th scope="col">甲</th>'
    yield '<th scope="col">乙</th><th scope="col">相差</th></tr></thead><tbody>'
    for item in comparison.cells:
        change = "" if item.change is None else f"{item.change:+}"
        yield (
            f'<tr><th scope="row">{text(item.label)}</th><td>{shown(item.before)}</td>'
            f"<td>{shown(item.after)}</td><td>{change}</td></tr>"
        )
    yield "</tbody></table>"


def _section(section: SectionDifference) -> Iterator[str]:
    heading = section.after or section.before or ""
    yield f"<h3>{text(heading)}</h3>"
    if section.before is None or section.after is None:
        yield f"<p><em>只有{'乙' if section.before is None else '甲'}有这一部分。</em></p>"
    elif section.before != section.after:
        yield f"<p>{_pieces((Piece('removed', section.before), Piece('added', section.after)))}</p>"
    if section.same:
        yield "<p><em>相同。</em></p>"
        return
    for paragraph in section.paragraphs:
        yield _paragraph(paragraph)


def _paragraph(paragraph: ParagraphDifference) -> str:
    return f'<p class="{paragraph.kind}">{_pieces(paragraph.pieces)}</p>'


def _pieces(pieces: tuple[Piece, ...]) -> str:
    tags = {"added": "ins", "removed": "del"}
    return "".join(
        text(piece.text)
        if piece.kind == "same"
        else f"<{tags[piece.kind]}>{text(piece.text)}</{tags[piece.kind]}>"
        for piece in pieces
    )


STYLE = """
.comparison { padding: clamp(1rem, 5vw, 4rem); box-sizing: border-box; }
.comparison p { margin: .4em 0; }
.comparison table th[scope="row"] { text-align: left; }
.comparison .same { color: #555; }
ins { background: #d7f0dd; text-decoration: underline; }
del { background: #fbdedb; text-decoration: line-through; }
"""
