"""PDF files written byte by byte, for what no office program would make."""

from __future__ import annotations

from collections.abc import Sequence


def raw_pdf(
    contents: Sequence[bytes],
    *,
    page_entries: bytes = b"",
    catalog_entries: bytes = b"",
    extra_objects: Sequence[bytes] = (),
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """A file with one page per content stream in Helvetica; extra objects are numbered from 100."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * at) for at in range(count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog_entries,
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for at, content in enumerate(contents):
        objects[10 + 2 * at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R %s >>" % (*size, 11 + 2 * at, page_entries)
        )
        objects[11 + 2 * at] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    for at, extra in enumerate(extra_objects):
        objects[100 + at] = extra
    return _written(objects)


def _written(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    top = max(objects) + 1
    out += b"xref\n0 %d\n" % top
    for number in range(top):
        if number in places:
            out += b"%010d 00000 n \n" % places[number]
        else:
            out += b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (top, start)
    return bytes(out)


def shown(text: str, x: float, y: float, *, size: float = 12, before: str = "") -> bytes:
    """Operators that show a line of Latin text."""
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n".encode()
