"""Office Open XML packages: parts, relationships, and what docx and xlsx files carry alike without showing it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from gongkai.documents import carried, embedded, package_carried, picture_hidden, xml
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.model import Block, HiddenKind, HiddenPart, Origin, Paragraph
from gongkai.documents.spacing import tidy

# ISO 29500 Strict uses other namespaces for the same vocabulary.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (_STRICT + b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip

_CORE = {
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "contentStatus": "content_status",
    "identifier": "identifier",
    "version": "version",
}
_APP = {
    "Company": "company",
    "Manager": "manager",
    "Template": "template",
    "HyperlinkBase": "hyperlink_base",
}
_STOCK_TEMPLATES = frozenset({"normal", "normal.dotm", "normal.dot", "normal.wpt", "wps"})
_LARGEST_PICTURE = 40 * 1024 * 1024
_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/emf",
    "wmf": "image/wmf",
}


class Relationship(NamedTuple):
    """A link of one part: the last word of its type, and a part's name or, where external, an address."""

    type: str
    target: str
    is_external: bool


class Package:
    """The parts of a docx or xlsx file. Errors are those of `Archive` and `xml`."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.name = budget.name
        self.budget = budget
        self.archive = Archive(data, budget)
        self._relationships: dict[str, dict[str, Relationship]] = {}

    def xml_bytes(self, part: str) -> bytes:
        """The bytes of a part in the Transitional vocabulary; KeyError where there is none."""
        data = self.archive.read(part)
        if _STRICT in data:
            for strict, transitional in _STRICT_NAMES:
                data = data.replace(strict, transitional)
        return data

    def root(self, part: str) -> etree._Element | None:
        """The root element of a part, or None where the package has no such part."""
        if part not in self.archive:
            return None
        return xml.parse(self.xml_bytes(part), self.name)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part (`""`: of the package) by their id."""
        if part not in self._relationships:
            folder, _, leaf = part.rpartition("/")
            root = self.root(posixpath.join(folder, "_rels", f"{leaf}.rels"))
            found = {}
            for element in root if root is not None else ():
                target = element.get("Target", "")
                is_external = element.get("TargetMode") == "External"
                if not is_external:
                    joined = target if target.startswith("/") else posixpath.join(folder, target)
                    target = posixpath.normpath(unquote(joined)).lstrip("/")
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = Relationship(kind, target, is_external)
            self._relationships[part] = found
        return self._relationships[part]

    def related(self, part: str, kind: str) -> str | None:
        """The first part that `part` links to by a relationship of this type."""
        for relationship in self.relationships(part).values():
            if (
                relationship.type == kind
                and not relationship.is_external
                and relationship.target in self.archive
            ):
                return relationship.target
        return None

    def picture(self, part: str) -> tuple[str, bytes | None] | None:
        """Media type and bytes of a picture part; bytes are None beyond 40 MB, the whole None for other parts."""
        media_type = _PICTURES.get(part.rpartition(".")[2].lower())
        if media_type is None or part not in self.archive:
            return None
        if self.archive.size(part) > _LARGEST_PICTURE:
            return media_type, None
        return media_type, self.archive.read(part)

    def hidden_parts(self) -> list[HiddenPart]:
        """Properties, macros, embedded files, custom XML, thumbnails and links to outside files."""
        return [
            *self._properties(),
            *self._carried_files(),
            *self._outside_links(),
        ]

    def carried_parts(
        self, blocks: Iterable[Block], hidden: Iterable[HiddenPart]
    ) -> list[HiddenPart]:
        """The words in names, attributes and formats, but for those that are told of elsewhere."""
        known = {block.text for block in blocks if isinstance(block, Paragraph)}
        known.update(part.text for part in hidden)
        return package_carried.carried_parts(self.archive, self.budget, known)

    def _properties(self) -> list[HiddenPart]:
        origin = Origin(file=self.name)
        parts = []
        for part, names in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
            root = self.root(part)
            for element in root if root is not None else ():
                name = names.get(etree.QName(element).localname)
                text = tidy(element.text or "")
                if name and text and not (name == "template" and text.lower() in _STOCK_TEMPLATES):
                    parts.append(HiddenPart(HiddenKind.METADATA, name, text, origin))
        root = self.root("docProps/custom.xml")
        for element in root if root is not None else ():
            text = tidy("".join(_texts(element)))
            if text:
                name = element.get("name", "")
                if carried.tells(name) and carried.is_loud(name):
                    name, text = "自定义属性", f"{name}\n{text}"
                parts.append(HiddenPart(HiddenKind.METADATA, name, text, origin))
        return parts

    def _carried_files(self) -> list[HiddenPart]:
        origin = Origin(file=self.name)
        parts = []
        for part in self.archive.names:
            self.budget.tick()
            lower = part.lower()
            leaf = part.rpartition("/")[2]
            if lower.endswith("vbaproject.bin"):
                parts.append(HiddenPart(HiddenKind.MACRO, leaf, origin=origin))
            elif "/embeddings/" in lower or lower.startswith("embeddings/"):
                limits = replace(self.budget.limits, seconds=self.budget.seconds_left())
                name, text = embedded.readable(self.archive.read(part), leaf, limits)
                parts.append(HiddenPart(HiddenKind.EMBEDDED_FILE, name, text, origin))
            elif "/media/" in lower and (picture := self.picture(part)) is not None:
                if picture[1] is not None:
                    parts += picture_hidden.hidden_parts(picture[1], leaf, origin)
            elif lower.startswith("docprops/thumbnail"):
                parts.append(HiddenPart(HiddenKind.EMBEDDED_FILE, leaf, origin=origin))
            elif (
                lower.startswith("customxml/item")
                and "props" not in lower
                and lower.endswith(".xml")
            ):
                root = self.root(part)
                text = tidy(" ".join(_texts(root))) if root is not None else ""
                if text:
                    parts.append(HiddenPart(HiddenKind.METADATA, part, text, origin))
        return parts

    def _outside_links(self) -> list[HiddenPart]:
        """Templates, linked pictures and objects, data sources, and addresses of files on someone's disk."""
        origin = Origin(file=self.name)
        seen: dict[tuple[str, str], None] = {}
        for part in self.archive.names:
            folder, _, leaf = part.rpartition("/")
            if not leaf.endswith(".rels") or not folder.endswith("_rels"):
                continue
            owner = posixpath.join(folder.removesuffix("_rels").rstrip("/"), leaf[: -len(".rels")])
            for relationship in self.relationships(owner).values():
                if not relationship.is_external:
                    continue
                target = unquote(relationship.target)
                if relationship.type == "hyperlink" and not _is_on_disk(target):
                    continue
                if relationship.type == "attachedTemplate" and not _is_on_disk(target):
                    continue
                seen[(relationship.type, target)] = None
        return [HiddenPart(HiddenKind.EXTERNAL_LINK, kind, target, origin) for kind, target in seen]


def _is_on_disk(target: str) -> bool:
    return target.lower().startswith(("file:", "\\\\")) or target[1:3] in (":\\", ":/")


def _texts(element: etree._Element) -> list[str]:
    return [text for text in element.itertext() if isinstance(text, str)]
