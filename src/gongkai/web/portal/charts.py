"""Bars as SVG, made on the server: no script, no other host, readable in print; the table beside says the same."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, FOOT, HEAD = 320, 180, 28, 28
INK, BAR = "#1f2328", "#1a56a8"


def bars(id: str, title: str, points: Sequence[tuple[str, float | None]]) -> str:
    """A bar for each point, its figure above it; an unknown figure has no bar and is told in words.

    `id` is unique on the page. The heights are in proportion from zero.
    """
    most = max((value for _label, value in points if value is not None), default=0) or 1
    step = WIDTH / max(len(points), 1)
    wide = min(step * 0.6, 64)
    drawn = []
    for number, (label, value) in enumerate(points):
        middle = step * (number + 0.5)
        tall = 0 if value is None else (HEIGHT - FOOT - HEAD) * value / most
        top = HEIGHT - FOOT - tall
        if value:
            drawn.append(
                f'<rect x="{middle - wide / 2:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{BAR}"/>'
            )
        told = "不明" if value is None else f"{value:g}"
        drawn.append(_text(middle, top - 6, told))
        drawn.append(_text(middle, HEIGHT - 8, label))
    said = "；".join(
        f"{label}：{'不明' if value is None else f'{value:g}'}" for label, value in points
    )
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-desc">{escape(said)}</desc>'
        f'<line x1="0" x2="{WIDTH}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}" stroke="{INK}"/>'
        f"{''.join(drawn)}</svg>"
    )


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="14" fill="{INK}">{escape(words)}</text>'
