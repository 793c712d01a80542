"""The field of the editor, which sends JSON; what came in pieces is a sentence beside the field, not a lost page."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

from gongkai.web.publishing.items.models.item import FEATURES

_WORDS = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)"')


class InPieces(str):
    """The paragraphs that could still be read out of it."""

    __slots__ = ()


def editor_field(field: forms.CharField) -> None:
    """Let the editor fill the field."""
    widget = get_rich_text_editor_widget("default", features=FEATURES)
    read, clean = widget.value_from_datadict, field.clean

    def value_from_datadict(data: Any, files: Any, name: str) -> Any:
        try:
            return read(data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            return InPieces(_salvaged(str(data.get(name, ""))))

    def checked(value: Any) -> Any:
        if isinstance(value, InPieces):
            raise forms.ValidationError(
                _("正文没有传完整，这一次没有保存；能读出的文字还在下面，请核对补全后再保存。"),
                code="in_pieces",
            )
        return clean(value)

    widget.value_from_datadict = value_from_datadict
    field.widget, field.clean = widget, checked  # type: ignore[method-assign]


def _salvaged(sent: str) -> str:
    words = []
    for found in _WORDS.findall(sent):
        try:
            words.append(json.loads(f'"{found}"'))
        except ValueError:
            continue
    return "".join(f"<p>{escape(each)}</p>" for each in words)
