"""A list of 15,000 rows and 12 columns screened and masked, beside Microsoft Presidio on the same rows.

Presidio runs its pattern recognisers only (no language model): its own for cards, mail, telephones and its recogniser
framework with the patterns that its users write for Chinese IDs, mobiles and plates. It is given each row as one line.
The same lines are screened as text for a like-for-like ratio; the workbook and the folder of mixed files are ours alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

import docx
import xlsxwriter
from bench.presidio_rows import recognisers
from tests.screening.forge.truth import (
    KIND,
    Forge,
    document_of,
    table_templates,
    text_templates,
)

from gongkai.documents.opening import open_bytes
from gongkai.screening.masking import mask_file
from gongkai.screening.screen import screen
from gongkai.screening.text import hits_in_text

ROWS = 15_000
HEADS = "序号 村名 姓名 性别 身份证号 联系电话 家庭住址 一卡通账号 补贴金额 致贫原因 发放日期 备注".split()
WORDS = "serial village name sex id mobile home card amount cause date plain".split()
SEEN_BY_PRESIDIO = {"CN_ID": "id", "CN_MOBILE": "mobile", "CREDIT_CARD": "card"}
PEER_ROWS = 3_000


def rows() -> list[list[str]]:
    """The list, invented."""
    forge = Forge(20261121)
    return [[getattr(forge, word)() for word in WORDS] for _ in range(ROWS)]


def workbook(grid: list[list[str]]) -> bytes:
    """The list as xlsx."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, HEADS)
    for number, row in enumerate(grid, start=1):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def peer(lines: list[str]) -> tuple[float, dict[str, int]]:
    """Seconds of Presidio over the lines, and how many of each entity it saw."""
    used, seen = recognisers(), dict.fromkeys(SEEN_BY_PRESIDIO, 0)
    begun = time.process_time()
    for line in lines:
        for recogniser in used:
            for found in recogniser.analyze(line, recogniser.supported_entities, None):
                if found.entity_type in seen:
                    seen[found.entity_type] += 1
    return time.process_time() - begun, seen


def ours(lines: list[str]) -> tuple[float, dict[str, int]]:
    """Seconds of the text screening over the lines, and how many of each kind it saw."""
    seen: dict[str, int] = {}
    begun = time.process_time()
    for line in lines:
        for hit in hits_in_text(line):
            seen[hit.variety] = seen.get(hit.variety, 0) + 1
    return time.process_time() - begun, seen


def measured(data: bytes, *, masking: bool) -> tuple[float, float, int]:
    """Seconds on the clock and of the processor, and the peak memory in MB, of one file in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        words = [sys.executable, __file__, "mask" if masking else "screen", file.name]
        answer = subprocess.run(words, capture_output=True, check=True, text=True).stdout
    clock, processor, memory = answer.split()
    return float(clock), float(processor), int(memory)


def one(action: str, path: Path) -> None:
    """Screen or mask one file and print what it took."""
    data = path.read_bytes()
    clock, processor = time.perf_counter(), time.process_time()
    if action == "mask":
        mask_file(data, path.name)
    else:
        screen(open_bytes(data, path.name))
    status = Path("/proc/self/status").read_text()
    memory = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024
    print(time.perf_counter() - clock, time.process_time() - processor, memory)


def mixed_folder(folder: Path, count: int) -> None:
    """Text, web, Word and Excel files of a township."""
    forge = Forge(7)
    texts = [template for _, template in text_templates()]
    for number in range(count):
        lines = [forge.fill(forge.pick(texts)).text for _ in range(20)]
        _, _, grid = forge.table(forge.random.choice(table_templates()), 20)
        path = folder / f"{number:04}"
        match number % 4:
            case 0:
                path.with_suffix(".txt").write_text("\n".join(lines), "utf-8")
            case 1:
                body = "".join(f"<p>{line}</p>" for line in lines)
                path.with_suffix(".html").write_text(f"<html><body>{body}</body></html>", "utf-8")
            case 2:
                document = docx.Document()
                for line in lines:
                    document.add_paragraph(line)
                document.save(str(path.with_suffix(".docx")))
            case _:
                path.with_suffix(".xlsx").write_bytes(workbook(grid))


def main() -> None:
    """Print times, ratios and what each side saw."""
    grid = rows()
    data = workbook(grid)
    for label, masking in (("screened", False), ("masked", True)):
        clock, processor, memory = measured(data, masking=masking)
        print(
            f"xlsx {ROWS} x {len(HEADS)} {label:9} {clock:6.2f} s ({processor:.2f} s of processor), {memory} MB"
        )
    lines = ["\t".join(row) for row in grid[:PEER_ROWS]]
    peer_seconds, peer_seen = peer(lines)
    our_seconds, our_seen = ours(lines)
    print(
        f"{PEER_ROWS} lines: presidio {peer_seconds:.2f} s, gongkai {our_seconds:.2f} s, {peer_seconds / our_seconds:.1f}x"
    )
    document = document_of([HEADS, *grid[:PEER_ROWS]])
    begun = time.process_time()
    screen(document)
    table_seconds = time.process_time() - begun
    print(
        f"the same as a table: gongkai {table_seconds:.2f} s, {peer_seconds / table_seconds:.1f}x"
    )
    for entity, word in SEEN_BY_PRESIDIO.items():
        print(f"  {KIND[word]:13} presidio {peer_seen[entity]:5} of {PEER_ROWS}")
    for variety, count in sorted(our_seen.items()):
        print(f"  {variety:28} gongkai {count:5}")
    with tempfile.TemporaryDirectory() as folder:
        mixed_folder(Path(folder), 1_000)
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gongkai", "screen", folder, "--json"],
            capture_output=True,
            check=False,
        )
        seconds = time.perf_counter() - begun
        print(f"1000 mixed files in {seconds:.1f} s: {60_000 / seconds:.0f} a minute on all cores")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
