"""Pictures in the text of an item: they stay where they stand, and are told in words while the text is edited."""

from __future__ import annotations

import re
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import AtomicBlockEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

FEATURE = "picture"
LONGEST_ALT = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")


class _Picture(AtomicBlockEntityElementHandler):
    def create_entity(self, name: str, attrs: Any, state: Any, contentstate: Any) -> Entity:
        told = dict(attrs)
        data = {"picture": told.get("data-picture", ""), "alt": told.get("alt", "")}
        return Entity("PICTURE", "IMMUTABLE", data)


def _element(props: dict[str, Any]) -> Any:
    digest = str(props.get("picture") or "")
    if not _DIGEST.fullmatch(digest):
        return None
    alt = " ".join(str(props.get("alt") or "").split())[:LONGEST_ALT]
    return DOM.create_element("img", {"data-picture": digest, "alt": alt})


def register(features: Any) -> None:
    """Let the editor know pictures."""
    features.register_editor_plugin(
        "draftail", FEATURE, EntityFeature({"type": "PICTURE"}, js=["publishing/picture.js"])
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {"img[data-picture]": _Picture()},
            "to_database_format": {"entity_decorators": {"PICTURE": _element}},
        },
    )
