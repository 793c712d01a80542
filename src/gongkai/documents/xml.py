"""XML of untrusted files: no DTD, no entities, no network, no huge trees."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from gongkai.documents.errors import Damaged, Unsafe

_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"
_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(data: bytes, name: str) -> etree._Element:
    """The root element of `data`; `name` is the file's, for the error.

    Raises `Damaged` for XML that is not well-formed, `Unsafe` for a DOCTYPE.
    """
    _refuse_doctype(data, name)
    parser = etree.XMLParser(**_SAFELY)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name) from error
    if root is None:
        raise _damaged(name)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name)
    return root


def walk(data: bytes, name: str, *tags: str) -> Iterator[etree._Element]:
    """Each element of the given tags (`{namespace}local`, `{*}local`) once it is complete, in document order.

    The element is emptied after the caller has seen it, so that memory stays flat; errors as in `parse`.
    """
    _refuse_doctype(data, name)
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=tags,
        **_SAFELY,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            previous = element.getprevious()
            parent = element.getparent()
            while previous is not None and parent is not None:
                parent.remove(previous)
                previous = element.getprevious()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name) from error


def _refuse_doctype(data: bytes, name: str) -> None:
    """Look at the prolog before anything is parsed: an internal subset could hold an entity bomb."""
    if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # UTF-16 and UTF-32: the declaration is rare enough to be refused wherever it stands.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise _unsafe(name)
        return
    at = len(_BOM) if data.startswith(_BOM) else 0
    end = len(data)
    while at < end:
        if data[at] in _SPACE:
            at += 1
        elif data.startswith(b"<?", at):
            close = data.find(b"?>", at)
            at = end if close < 0 else close + 2
        elif data.startswith(b"<!--", at):
            close = data.find(b"-->", at)
            at = end if close < 0 else close + 3
        elif data.startswith(b"<!", at):
            raise _unsafe(name)
        else:
            return


def _damaged(name: str) -> Damaged:
    return Damaged(
        name,
        found="内部 XML 不完整",
        expected="格式良好的 XML",
        next_step="请用原软件重新保存后再试",
    )


def _unsafe(name: str) -> Unsafe:
    return Unsafe(
        name,
        found="内部 XML 带有 DOCTYPE 声明",
        expected="不含外部实体的 XML",
        next_step="请勿打开，并向来源单位核实",
    )
