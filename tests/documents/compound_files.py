"""OLE2 files for the tests, written by hand: no permissive library writes them."""

from __future__ import annotations

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of the given streams (`Folder/stream`, one folder deep), each padded to 4,096 bytes.

    Small streams would need the mini stream; a NUL-padded tail does no harm to what the tests put in.
    """
    names = ["Root Entry"]
    entries: list[tuple[str, int, int, int, int, int]] = []  # name, kind, right, child, start, size
    sectors: list[bytes] = []
    chain: list[int] = []
    folders: dict[str, list[str]] = {}
    for path in streams:
        folder, _, leaf = path.rpartition("/")
        folders.setdefault(folder, []).append(leaf)
    top = folders.pop("", []) + list(folders)
    order = [*top, *(f"{folder}/{leaf}" for folder, leaves in folders.items() for leaf in leaves)]
    index_of = {path: n + 1 for n, path in enumerate(order)}
    names += order
    for path in order:
        leaf = path.rpartition("/")[2]
        siblings = (
            top
            if "/" not in path
            else [f"{path.partition('/')[0]}/{one}" for one in folders[path.partition("/")[0]]]
        )
        at = siblings.index(path)
        right = index_of[siblings[at + 1]] if at + 1 < len(siblings) else -1
        if path in folders:
            entries.append((leaf, 1, right, index_of[f"{path}/{folders[path][0]}"], 0, 0))
            continue
        content = streams[path].ljust(4096, b"\0")
        start, size = len(sectors), len(content)
        pieces = [content[n : n + 512].ljust(512, b"\0") for n in range(0, size, 512)]
        chain += [len(sectors) + n + 1 for n in range(len(pieces) - 1)] + [END]
        sectors += pieces
        entries.append((leaf, 2, right, -1, start, size))
    block = b"".join(_entry(*one) for one in [("Root Entry", 5, -1, 1, 0, 0), *entries])
    directory = len(sectors)
    pieces = [block[n : n + 512].ljust(512, b"\0") for n in range(0, len(block), 512)]
    chain += [directory + n + 1 for n in range(len(pieces) - 1)] + [END]
    sectors += pieces
    tables = -(-(len(chain) + 1) // 127)
    places = [len(sectors) + n for n in range(tables)]
    chain += [FAT] * tables
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512 * tables, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, END, 0, END, 0)
    header += struct.pack(f"<{tables}I", *places)
    return header.ljust(512, b"\xff") + b"".join(sectors) + table


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(encoded), kind, 1, -1, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def properties(values: dict[int, str]) -> bytes:
    """A property set stream of GB 18030 texts by property number."""
    body, offsets = b"", {}
    start = 8 + 8 * (len(values) + 1)
    for number, value in {1: "", **values}.items():
        offsets[number] = start + len(body)
        if number == 1:
            body += struct.pack("<IHH", 2, 936, 0)
        else:
            encoded = value.encode("gb18030") + b"\0"
            body += struct.pack("<II", 0x1E, len(encoded)) + encoded.ljust(
                -(-len(encoded) // 4) * 4, b"\0"
            )
    index = b"".join(struct.pack("<II", number, offset) for number, offset in offsets.items())
    section = struct.pack("<II", start + len(body), len(offsets)) + index + body
    return (
        b"\xfe\xff\0\0"
        + bytes(20)
        + struct.pack("<I", 1)
        + bytes(16)
        + struct.pack("<I", 48)
        + section
    )
