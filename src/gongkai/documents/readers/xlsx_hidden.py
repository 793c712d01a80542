"""What a workbook carries beside its sheets: comments, names, pivot caches, data models, links, revisions."""

from __future__ import annotations

from lxml import etree

from gongkai.documents import xml
from gongkai.documents.model import HiddenKind, HiddenPart, Origin
from gongkai.documents.package import Package
from gongkai.documents.readers.xlsx_values import place_of
from gongkai.documents.spacing import tidy

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN_NAMES = ("_xlnm.", "_xlfn.", "_xlpm.", "_xlws.")


def comments_of(package: Package, part: str, sheet: str) -> list[HiddenPart]:
    """Notes and threaded comments of a sheet under their authors' names."""
    found = []
    threaded = package.related(part, "threadedComment")
    people = _people(package)
    root = package.root(threaded) if threaded else None
    for element in root if root is not None else ():
        text = tidy("".join(_texts(element)))
        author = people.get(element.get("personId", ""), "")
        found.append(_comment(package, sheet, element.get("ref", ""), author, text))
    notes = package.related(part, "comments")
    root = package.root(notes) if notes else None
    if root is None:
        return found
    authors = [author.text or "" for author in root.iter(S + "author")]
    for element in root.iter(S + "comment"):
        package.budget.tick()
        index = element.get("authorId", "")
        author = authors[int(index)] if index.isdigit() and int(index[:9]) < len(authors) else ""
        if author.startswith("tc=") and threaded:
            continue  # the shadow of a threaded comment for older programs
        text = tidy("".join(text.text or "" for text in element.iter(S + "t")))
        found.append(_comment(package, sheet, element.get("ref", ""), author, text))
    return found


def workbook_parts(package: Package, workbook: etree._Element) -> list[HiddenPart]:
    """Defined names, pivot caches, the data model, connections, cached cells of other workbooks, revision logs."""
    origin = Origin(file=package.name)
    parts = []
    for element in workbook.iterfind(f"{S}definedNames/{S}definedName"):
        name, text = element.get("name", ""), tidy(element.text or "")
        if not name.startswith(_BUILT_IN_NAMES):
            parts.append(HiddenPart(HiddenKind.DEFINED_NAME, name, text, origin))
    for part in package.archive.names:
        package.budget.tick()
        lower = part.lower()
        leaf = part.rpartition("/")[2]
        if lower.startswith("xl/pivotcache/") and lower.endswith(".xml"):
            parts += _pivot_cache(package, part, leaf)
        elif lower.startswith("xl/model/"):
            parts.append(HiddenPart(HiddenKind.DATA_MODEL, leaf, origin=origin))
        elif lower == "xl/connections.xml":
            parts += _connections(package, part)
        elif lower.startswith("xl/externallinks/") and lower.endswith(".xml"):
            parts += _outside_cells(package, part, leaf)
        elif lower.startswith("xl/revisions/revisionlog") and lower.endswith(".xml"):
            parts += _revisions(package, part, leaf)
    return parts


def _people(package: Package) -> dict[str, str]:
    people = {}
    for part in package.archive.names:
        if part.lower().startswith("xl/persons/") and part.lower().endswith(".xml"):
            root = package.root(part)
            for person in root if root is not None else ():
                people[person.get("id", "")] = person.get("displayName", "")
    return people


def _comment(package: Package, sheet: str, reference: str, author: str, text: str) -> HiddenPart:
    row, column = place_of(reference)
    origin = Origin(
        package.name,
        sheet=sheet,
        row=row + 1 if row >= 0 else None,
        column=column + 1 if column >= 0 else None,
    )
    return HiddenPart(HiddenKind.COMMENT, author, text, origin)


def _pivot_cache(package: Package, part: str, leaf: str) -> list[HiddenPart]:
    """Heads and distinct values of a cache definition, or the values of its records."""
    lines: list[str] = []
    root = package.root(part)
    rows = 0
    for element in root.iter(S + "cacheField", S + "r") if root is not None else ():
        if element.tag == S + "cacheField":
            lines.append(element.get("name", ""))
        else:
            rows += 1
        values = [child.get("v", "") for child in element.iter() if child.get("v")]
        package.budget.cells(len(values))
        lines.append("\t".join(values))
    text = "\n".join(line for line in lines if line)
    if not text:
        return []
    return [HiddenPart(HiddenKind.PIVOT_CACHE, leaf, text, Origin(package.name), max(rows, 1))]


def _connections(package: Package, part: str) -> list[HiddenPart]:
    found = []
    root = package.root(part)
    for connection in root if root is not None else ():
        texts = [connection.get("description", ""), connection.get("odcFile", "")]
        for child in connection:
            texts += [
                child.get(name, "") for name in ("connection", "command", "url", "sourceFile")
            ]
        text = tidy(" ".join(texts))
        found.append(
            HiddenPart(
                HiddenKind.EXTERNAL_LINK, connection.get("name", ""), text, Origin(package.name)
            )
        )
    return found


def _outside_cells(package: Package, part: str, leaf: str) -> list[HiddenPart]:
    """Cells of another workbook that this one keeps a copy of."""
    values = []
    for element in xml.walk(package.xml_bytes(part), package.name, S + "v"):
        package.budget.cells()
        if text := tidy(element.text or ""):
            values.append(text)
    if not values:
        return []
    return [
        HiddenPart(
            HiddenKind.EXTERNAL_LINK, leaf, "\n".join(values), Origin(package.name), len(values)
        )
    ]


def _revisions(package: Package, part: str, leaf: str) -> list[HiddenPart]:
    root = package.root(part)
    text = tidy(" ".join(_texts(root))) if root is not None else ""
    return (
        [HiddenPart(HiddenKind.EARLIER_REVISION, leaf, text, Origin(package.name))] if text else []
    )


def _texts(element: etree._Element) -> list[str]:
    return [text for text in element.itertext() if isinstance(text, str)]
