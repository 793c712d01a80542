import os
import signal
import threading
import time
from pathlib import Path

import pytest

from gongkai.documents.confined import Bounds, Confinement, Stopped, run_once
from gongkai.documents.errors import Damaged, UnknownFormat
from gongkai.documents.limits import MEBIBYTE
from gongkai.documents.opening import open_document

QUICK = Bounds(processor=20.0, seconds=1.0)
SMALL = Bounds(memory=300 * MEBIBYTE, processor=20.0, seconds=20.0)
BUSY = Bounds(processor=1.0, seconds=20.0)


def doubled(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def greedy() -> int:
    return len(bytearray(500 * MEBIBYTE))


def busy() -> None:
    while True:
        pass


def complain() -> None:
    raise Damaged("甲.docx", found="坏了", expected="好的", next_step="请重试")


def talk() -> str:
    print("not an answer")
    return "an answer"


@pytest.fixture(scope="module")
def confinement():
    with Confinement(2) as confined:
        yield confined


def run_in(where, *args, **kwargs):
    return (run_once if where == "once" else where.run)(*args, **kwargs)


@pytest.fixture(params=["once", "pool"])
def where(request, confinement):
    return "once" if request.param == "once" else confinement


def test_the_work_is_done_in_another_process(where):
    assert run_in(where, doubled, 21, name="甲") == 42
    assert run_in(where, process_id, name="甲") != os.getpid()


def test_a_child_is_used_again(confinement):
    # There are two of them.
    assert len({confinement.run(process_id, name="甲") for _ in range(5)}) <= 2


def test_a_child_of_a_large_process_is_used_again():
    large = bytearray(900 * MEBIBYTE)
    large[::4096] = b"." * len(range(0, len(large), 4096))
    with Confinement() as confined:
        assert len({confined.run(process_id, name="甲") for _ in range(3)}) == 1


def test_time_is_bound_by_the_clock(where):
    begin = time.monotonic()
    with pytest.raises(
        Stopped, match="文件“甲”：处理超过 1 秒仍没有完成，应为1 秒内可以处理完的文件"
    ):
        run_in(where, time.sleep, 30, name="甲", bounds=QUICK)
    assert time.monotonic() - begin < 5


def test_time_of_the_processor_is_bound(where):
    with pytest.raises(Stopped, match="仍没有完成"):
        run_in(where, busy, name="甲", bounds=BUSY)


def test_memory_is_bound(where):
    with pytest.raises(Stopped, match="所需内存超过 300 MB"):
        run_in(where, greedy, name="甲", bounds=SMALL)


def test_a_crash_takes_the_child_alone(where):
    with pytest.raises(Stopped, match="程序中止"):
        run_in(where, die, name="甲")
    assert run_in(where, doubled, 1, name="乙") == 2


def test_an_error_comes_back_whole(where):
    with pytest.raises(Damaged) as caught:
        run_in(where, complain, name="甲")
    assert caught.value.next_step == "请重试"
    assert str(caught.value) == "文件“甲.docx”：坏了，应为好的；请重试。"


def test_what_the_work_prints_is_no_answer(where):
    assert run_in(where, talk, name="甲") == "an answer"


def test_threads_share_the_children(confinement):
    found = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(confinement.run(doubled, n, name="甲")))
        for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [2 * n for n in range(12)]


def test_a_document_comes_through(confinement, tmp_path: Path):
    path = tmp_path / "公示.txt"
    path.write_text("公示\n姓名\t金额\n张某\t12\n", encoding="utf-8")
    assert confinement.run(open_document, path, name=path.name) == open_document(path)
    path.write_bytes(b"\x7fELF" + bytes(range(256)))
    with pytest.raises(UnknownFormat):
        confinement.run(open_document, path, name=path.name)
