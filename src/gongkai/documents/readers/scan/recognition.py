"""Characters from small pictures: one line of text each, with how sure every character is.

The networks and their weights come with rapidocr; nothing is fetched.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

Gray = NDArray[np.uint8]

_HEIGHT = 48
_STEP = 8
_BUCKET = 16
_NARROWEST = 48
_WIDEST = 3200
_BATCH_AREA = 2400
_RIVAL = 0.02
_CERTAIN = 0.97


class Sign(NamedTuple):
    """One recognised character: its centre as a share of the picture's width, how sure it is, the runner-up.

    `spaced` means that a space stands before it.
    """

    text: str
    centre: float
    confidence: float
    rival: str = ""
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as it was recognised."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(sign.text for sign in self.signs)

    @property
    def confidence(self) -> float:
        """That of its least sure character; 0 for a line without characters."""
        return min((sign.confidence for sign in self.signs), default=0.0)


class Recogniser:
    """The recognition network, loaded once."""

    def __init__(self) -> None:
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": 4000,
                # A second thread within a run mostly waits; whole runs side by side use the cores better.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            }
        )
        blank = np.full((_HEIGHT, _HEIGHT * 2, 3), 255, np.uint8)
        self._engine(blank, use_det=False, use_cls=False, use_rec=True)
        self._network: Any = self._engine.text_rec.session
        self._alphabet: Sequence[str] = self._engine.text_rec.postprocess_op.character
        self._lock = Lock()

    def lines(self, crops: Sequence[Gray]) -> list[Reading]:
        """The readings of pictures of one line each, in their order."""
        prepared = [_prepared(crop) for crop in crops]
        readings: list[Reading] = [Reading(())] * len(crops)

        def run(batch: list[int]) -> None:
            self._run(batch, prepared, readings)

        batches = list(_batches(prepared))
        if len(batches) < 2:
            for batch in batches:
                run(batch)
        else:
            # The widest first, so that no thread is left with a long run at the end.
            deque(_threads().map(run, reversed(batches)), maxlen=0)
        return readings

    def _run(self, batch: list[int], prepared: list[Gray], readings: list[Reading]) -> None:
        width = _bucket(prepared[batch[0]].shape[1])
        tensor = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
        for row, at in enumerate(batch):
            crop = prepared[at]
            tensor[row, :, :, : crop.shape[1]] = crop.astype(np.float32) / 127.5 - 1.0
        scores = self._network(tensor)
        for row, at in enumerate(batch):
            readings[at] = self._decoded(scores[row], prepared[at].shape[1])

    def _decoded(self, scores: NDArray[np.float32], width: int) -> Reading:
        best = scores.argmax(axis=1)
        signs: list[Sign] = []
        last = 0
        spaced = False
        for step, label in enumerate(best):
            if label == 0 or label == last:
                last = int(label)
                continue
            last = int(label)
            end = step
            while end + 1 < len(best) and best[end + 1] == label:
                end += 1
            peak = step + int(scores[step : end + 1, label].argmax())
            rival = self._rival(scores[peak], int(label))
            text = self._alphabet[label]
            if not text.strip():
                spaced = bool(signs)
            else:
                centre = ((step + end) / 2 + 0.5) * _STEP / width
                signs.append(
                    Sign(text, min(1.0, centre), float(scores[peak, label]), rival, spaced)
                )
                spaced = False
        return Reading(tuple(signs))

    def _rival(self, scores: NDArray[np.float32], label: int) -> str:
        """The character that comes second, where the first is not certain and the second not far."""
        if scores[label] >= _CERTAIN:
            return ""
        ranked = sorted(np.argpartition(scores, -3)[-3:], key=lambda other: -scores[other])
        for other in ranked:
            if other not in (label, 0) and scores[other] > _RIVAL:
                return self._alphabet[int(other)]
        return ""

    def boxes(self, picture: Gray) -> list[tuple[int, int, int, int]]:
        """Where the detection network sees lines of text: left, top, right, bottom in pixels."""
        colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
        with self._lock:
            found = self._engine(colour, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        return [
            (
                int(box[:, 0].min()),
                int(box[:, 1].min()),
                int(box[:, 0].max()),
                int(box[:, 1].max()),
            )
            for box in found.boxes
        ]


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The one recogniser of this process; the first call loads the networks."""
    return Recogniser()


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(4, os.cpu_count() or 1), thread_name_prefix="recognition")


def _batches(prepared: Sequence[Gray]) -> Iterator[list[int]]:
    """The places of pictures that are run together: of one width, and not too many."""
    batch: list[int] = []
    width = 0
    for at in sorted(range(len(prepared)), key=lambda at: prepared[at].shape[1]):
        wanted = _bucket(prepared[at].shape[1])
        if batch and (wanted != width or (len(batch) + 1) * wanted > _BATCH_AREA):
            yield batch
            batch = []
        width = wanted
        batch.append(at)
    if batch:
        yield batch


def _prepared(crop: Gray) -> Gray:
    height, width = crop.shape[:2]
    wanted = max(8, min(_WIDEST, round(width * _HEIGHT / max(1, height))))
    way = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, (wanted, _HEIGHT), interpolation=way), np.uint8)


def _bucket(width: int) -> int:
    return max(_NARROWEST, -(-width // _BUCKET) * _BUCKET)
