"""Tables in the text of an item: kept as they are while the text is edited."""

from __future__ import annotations

from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import Block, Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    STRIP_WHITESPACE,
    AtomicBlockEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from gongkai.web.publishing.items.prose import span_of

FEATURE = "table"


class _Table(AtomicBlockEntityElementHandler):
    """``<table>``: gathers its rows, and stands as one block when it ends."""

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        state.table_rows = []
        state.current_block = None

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        super().handle_starttag(name, (), state, contentstate)

    def create_entity(self, name: str, attrs: Any, state: Any, contentstate: Any) -> Entity:
        rows = [row for row in state.table_rows if row]
        return Entity("TABLE", "IMMUTABLE", {"rows": rows})


class _Row:
    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        _rows(state).append([])

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        state.current_block = None


class _Cell:
    """The words of a cell gather in a block that is thrown away."""

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        told = dict(attrs)
        rows = _rows(state) or [[]]
        rows[-1].append(
            {
                "text": "",
                "head": name == "th",
                "rows": span_of(told.get("rowspan")),
                "columns": span_of(told.get("colspan")),
            }
        )
        state.table_rows = rows
        state.current_block = Block("unstyled")
        state.leading_whitespace = STRIP_WHITESPACE

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        state.table_rows[-1][-1]["text"] = " ".join(state.current_block.text.split())
        state.current_block = None


def _rows(state: Any) -> list[list[dict[str, Any]]]:
    if not hasattr(state, "table_rows"):
        state.table_rows = []
    rows: list[list[dict[str, Any]]] = state.table_rows
    return rows


def _element(props: dict[str, Any]) -> Any:
    rows = []
    for row in props.get("rows") or ():
        cells = []
        for each in row:
            spans = {"rowspan": span_of(each.get("rows")), "colspan": span_of(each.get("columns"))}
            shown = {name: str(span) for name, span in spans.items() if span > 1}
            name = "th" if each.get("head") else "td"
            cells.append(DOM.create_element(name, shown, str(each.get("text") or "")))
        rows.append(DOM.create_element("tr", {}, *cells))
    return DOM.create_element("table", {}, DOM.create_element("tbody", {}, *rows))


def register(features: Any) -> None:
    """Let the editor know tables."""
    features.register_editor_plugin(
        "draftail", FEATURE, EntityFeature({"type": "TABLE"}, js=["publishing/table.js"])
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                "table": _Table(),
                "tr": _Row(),
                "td": _Cell(),
                "th": _Cell(),
            },
            "to_database_format": {"entity_decorators": {"TABLE": _element}},
        },
    )
