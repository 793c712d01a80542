import os
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.corpus.batch import process
from gongkai.documents.confined import Bounds


def name_of(path):
    return path.name


def die_on_three(path):
    if path.name == "3":
        os._exit(1)
    return path.name


def lost(path):
    return f"lost {path.name}"


def test_results_come_in_the_order_of_the_files():
    paths = [Path(str(number)) for number in range(30)]
    results = [result for _, result in process(paths, name_of, lost=lost, workers=2)]
    assert results == [str(number) for number in range(30)]


def test_one_worker_needs_no_process():
    assert list(process([Path("a")], lambda path: path.name, lost=lost, workers=1)) == [
        (Path("a"), "a")
    ]


def test_a_file_that_kills_its_worker_takes_no_other_file_with_it():
    paths = [Path(str(number)) for number in range(12)]
    results = [result for _, result in process(paths, die_on_three, lost=lost, workers=2)]
    assert results == ["0", "1", "2", "lost 3", *(str(number) for number in range(4, 12))]


def test_another_executor_may_do_the_work_in_order():
    paths = [Path(str(number)) for number in range(10)]
    with ThreadPoolExecutor(2) as executor:
        results = list(process(paths, name_of, lost=lost, workers=3, cluster=executor))
    assert results == [(path, path.name) for path in paths]


class BreaksOnThree(ThreadPoolExecutor):
    def submit(self, fn, /, path):
        if path.name != "3":
            return super().submit(fn, path)
        broken = Future()
        broken.set_exception(BrokenExecutor("the worker is gone"))
        return broken


def test_a_lost_worker_of_a_cluster_loses_its_own_file_only():
    paths = [Path(str(number)) for number in range(6)]
    with BreaksOnThree(2) as executor:
        results = [result for _, result in process(paths, name_of, lost=lost, cluster=executor)]
    assert results == ["0", "1", "2", "lost 3", "4", "5"]


def sleep_on_three(path):
    if path.name == "3":
        time.sleep(60)
    return path.name


def stopped(path, error):
    return str(error)


@pytest.mark.parametrize("count", [1, 3])
def test_with_bounds_even_one_worker_outlives_its_file(count):
    paths = [Path(str(number)) for number in range(3, 3 + count)]
    bounds = Bounds(seconds=2.0)
    results = [
        result
        for _, result in process(
            paths, sleep_on_three, lost=lost, stopped=stopped, workers=1, bounds=bounds
        )
    ]
    assert results[0].startswith("文件“3”：处理超过 2 秒仍没有完成")
    assert results[1:] == [path.name for path in paths[1:]]
