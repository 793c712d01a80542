"""How well the facts of the prose are read: right, missed, wrong and invented, on wordings no rule was written for.

    python -m bench.wordings [COUNT]

`wrong`: another figure than the one stated; `invented`: a figure where none is stated; `missed`: null where one is.
"""

from __future__ import annotations

import sys
from collections import Counter
from time import perf_counter

from tests.report.reading.narrative.test_wordings import report
from tests.report.wordings import SEEN, UNSEEN, Share, wordings

from gongkai.report.facts import fact_value


def main() -> None:
    """Print a row for each fact, for the wordings seen while the rules were written and for those not seen."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    for name, shares in (("seen", SEEN), ("unseen", UNSEEN)):
        started = perf_counter()
        rows = _scores(shares, count)
        spent = 1000 * (perf_counter() - started) / (count * len(shares))
        print(f"{name}: {count * len(shares)} wordings, {spent:.2f} ms each")
        for fact, kinds in sorted(rows.items()):
            due = kinds["due"]
            share = kinds["right"] / due if due else 1.0
            print(
                f"  {fact:20} due {due:6}  right {kinds['right']:6} ({share:7.2%})"
                f"  missed {kinds['missed']:5}  wrong {kinds['wrong']:4}  invented {kinds['invented']:4}"
            )


def _scores(shares: tuple[Share, ...], count: int) -> dict[str, Counter[str]]:
    rows: dict[str, Counter[str]] = {}
    for share in shares:
        for wording in wordings(share, count):
            value = fact_value(report(wording), wording.fact)
            stated = wording.value is not None
            if value == wording.value:
                kind = "right" if stated else "silent"
            elif value is None:
                kind = "missed"
            else:
                kind = "wrong" if stated else "invented"
            for name in (wording.fact, "all"):
                row = rows.setdefault(name, Counter())
                row[kind] += 1
                row["due"] += stated
    return rows


if __name__ == "__main__":
    main()
