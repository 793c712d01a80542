"""Pictures of the invented county, drawn line by line: a route on a map, the section of a canal."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from html import escape
from itertools import pairwise

from PIL import Image, ImageDraw

SIZE = (720, 400)
_HILL, _HILL_EDGE, _GROUND = "#cfe3c4", "#5d8a4a", "#f6f3e8"
_WATER, _WALL, _EARTH, _INK, _ROUTE = "#8fc1e3", "#8c8c8c", "#c9a97a", "#333333", "#b3261e"


def picture_of(name: str) -> bytes:
    """The picture of this name as PNG; the same every time."""
    image = Image.new("RGB", SIZE, _GROUND)
    _DRAWN[name](ImageDraw.Draw(image))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def tag_of(data: bytes, alt: str) -> str:
    """How the picture stands in the text of an item that has it as a file."""
    digest = hashlib.sha256(data).hexdigest()
    return f'<p><img data-picture="{digest}" alt="{escape(alt)}"/></p>'


def _patrol(draw: ImageDraw.ImageDraw) -> None:
    for left, top, right in ((30, 70, 330), (250, 40, 520), (430, 90, 700)):
        draw.polygon(
            [(left, 330), ((left + right) // 2, top), (right, 330)], fill=_HILL, outline=_HILL_EDGE
        )
    draw.line([(0, 365), (180, 350), (400, 372), (720, 352)], fill=_WATER, width=16)
    stops = [(70, 310), (180, 190), (300, 250), (385, 150), (480, 240), (565, 190), (650, 310)]
    for (left, top), (right, bottom) in pairwise(stops):
        for part in range(0, 12, 2):
            draw.line(
                [
                    (left + (right - left) * part / 12, top + (bottom - top) * part / 12),
                    (
                        left + (right - left) * (part + 1) / 12,
                        top + (bottom - top) * (part + 1) / 12,
                    ),
                ],
                fill=_ROUTE,
                width=5,
            )
    for x, y in stops:
        draw.ellipse([x - 10, y - 10, x + 10, y + 10], fill="white", outline=_ROUTE, width=4)
    for x in (120, 260, 440, 600):
        draw.polygon([(x - 14, 330), (x, 296), (x + 14, 330)], fill=_HILL_EDGE)


def _canal(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle([0, 130, 720, 400], fill=_EARTH)
    draw.polygon([(170, 130), (270, 330), (450, 330), (550, 130)], fill=_GROUND)
    draw.polygon([(205, 200), (270, 330), (450, 330), (515, 200)], fill=_WATER)
    draw.line([(170, 130), (270, 330), (450, 330), (550, 130)], fill=_WALL, width=16, joint="curve")
    draw.line([(60, 130), (170, 130)], fill=_HILL_EDGE, width=10)
    draw.line([(550, 130), (660, 130)], fill=_HILL_EDGE, width=10)
    for top, left, right in ((80, 170, 550), (375, 270, 450)):
        draw.line([(left, top), (right, top)], fill=_INK, width=3)
        for end, step in ((left, 12), (right, -12)):
            draw.polygon([(end, top), (end + step, top - 6), (end + step, top + 6)], fill=_INK)


_DRAWN: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {"patrol": _patrol, "canal": _canal}
