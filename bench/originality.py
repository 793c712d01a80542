"""How long comparing a folder of 1,000 reports pairwise takes, beside plain set intersections of the same grams.

Aim: ≤ 30 s on two cores for 499,500 pairs, with the same figures.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.report.forge.truth import copied, forge_truth, reworded

from gongkai.report.originality import Grams, alike, grams, likeness

COUNT = 1000
SAMPLE = 60
AT_LEAST = 0.45


def folder() -> list[tuple[str, set[str]]]:
    """A thousand forged reports, every tenth a copy of the one before it, every twentieth a rewording."""
    texts = []
    rng = Random(0)
    truth = forge_truth(0)
    for seed in range(COUNT):
        before, truth = truth, forge_truth(seed, profile=rng.choice(("consistent", "township")))
        if seed % 10 == 9:
            truth = copied(before, truth.body, before.year + 1)
        elif seed % 20 == 4:
            truth = reworded(before)
        body = truth.body
        names = {name for name in (body.full_name, body.name, body.short) if len(name) > 1}
        texts.append((truth.part("overview").text + truth.part("problems").text, names))
    return texts


def by_sets(sets: list[Grams]) -> float:
    """Seconds that plain intersections would take for all pairs, from a sample."""
    start = perf_counter()
    for first, second in combinations(sets[:SAMPLE], 2):
        likeness(first, second)
    taken = perf_counter() - start
    return taken * (COUNT * (COUNT - 1)) / (SAMPLE * (SAMPLE - 1))


def main() -> None:
    """Print the times."""
    texts = folder()
    start = perf_counter()
    sets = [grams(text, names) for text, names in texts]
    cut = perf_counter() - start
    start = perf_counter()
    pairs = alike(sets, at_least=AT_LEAST)
    taken = perf_counter() - start
    total = cut + taken
    verdict = "达到" if total <= 30 else "未达到"
    plain = by_sets(sets)
    print(
        f"{COUNT}份两两比较 {total:.1f} s（切分 {cut:.1f} s，比较 {taken:.1f} s），找出 {len(pairs)} 对"
    )
    print(f"目标 ≤ 30 s：{verdict}；逐对求交集约 {plain:.0f} s，是它的 {taken / plain:.2f} 倍")


if __name__ == "__main__":
    main()
