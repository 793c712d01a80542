"""What Word's styles say of a paragraph or run: heading level, list, hidden."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE_NAMES = frozenset({"title", "标题"})


class Style(NamedTuple):
    """A style with what it inherits: heading level 1–9, list id and level from 0, whether its text is hidden."""

    heading_level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    is_hidden: bool = False


_PLAIN = Style()
_DEEPEST = 20


class Styles:
    """The styles of a file by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in root.findall(W + "style") if root is not None else ():
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and is_on(element.get(W + "default", "0")):
                self.default = style_id

    def __getitem__(self, style_id: str | None) -> Style:
        if style_id is None:
            return _PLAIN
        if style_id not in self._styles:
            self._styles[style_id] = self._read(style_id, 0)
        return self._styles[style_id]

    def _read(self, style_id: str, depth: int) -> Style:
        element = self._elements.get(style_id)
        if element is None or depth > _DEEPEST:
            return _PLAIN
        based_on = element.find(W + "basedOn")
        base = self._read(based_on.get(_VAL, ""), depth + 1) if based_on is not None else _PLAIN
        properties = element.find(W + "pPr")
        level = base.heading_level
        list_id, list_level = base.list_id, base.list_level
        name_element = element.find(W + "name")
        name = name_element.get(_VAL, "") if name_element is not None else ""
        if match := _HEADING_NAME.match(name):
            level = int(match[1])
        elif name.lower() in _TITLE_NAMES:
            level = 1
        if properties is not None:
            level = outline_level(properties, level)
            list_id, list_level = list_of(properties, list_id, list_level)
        run = element.find(W + "rPr")
        return Style(level, list_id, list_level, is_hidden(run, base.is_hidden))


def is_on(value: str) -> bool:
    """A truth value as Word writes it."""
    return value not in ("0", "false", "off", "none")


def is_hidden(run_properties: etree._Element | None, inherited: bool) -> bool:
    """Whether run properties hide the text, or leave it as inherited."""
    vanish = run_properties.find(W + "vanish") if run_properties is not None else None
    return inherited if vanish is None else is_on(vanish.get(_VAL, "1"))


def outline_level(properties: etree._Element, inherited: int | None) -> int | None:
    """The heading level 1–9 that paragraph properties give; level 10 is body text."""
    outline = properties.find(W + "outlineLvl")
    value = outline.get(_VAL, "") if outline is not None else ""
    if not (value.isascii() and value.isdigit()):
        return inherited
    return int(value) + 1 if int(value) < 9 else None


def list_of(
    properties: etree._Element, list_id: str | None, list_level: int | None
) -> tuple[str | None, int | None]:
    """List id and level that paragraph properties give, each as inherited where they say nothing."""
    numbering = properties.find(W + "numPr")
    if numbering is None:
        return list_id, list_level
    id_element, level_element = numbering.find(W + "numId"), numbering.find(W + "ilvl")
    if id_element is not None:
        list_id = id_element.get(_VAL)
    value = level_element.get(_VAL, "") if level_element is not None else ""
    if value.isascii() and value.isdigit():
        list_level = int(value[:3])
    return list_id, list_level
