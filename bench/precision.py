"""How often the rules are right, over the gold set: precision and recall by code and by level.

Aims on the third that no rule was made on: precision of errors ≥ 99 %, of warnings ≥ 95 %, of notices ≥ 85 %; recall of
planted faults ≥ 95 %; no rule below 90 % at level warning. `--seen` takes the other two thirds, `--list` prints what was
wrong and what was missed, which is for the seen thirds only; `--hands` takes only the reports by one hand each.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.report.gold.gold import reports
from tests.report.gold.manuscripts import hands, manuscripts
from tests.report.gold.score import Score, score

AIMS = {"error": 0.99, "warning": 0.95, "notice": 0.85}
RECALL = 0.95


def main() -> None:
    """Print the figures."""
    seen = "--seen" in sys.argv
    drawn = hands() if "--hands" in sys.argv else (*reports(), *manuscripts(), *hands())
    chosen = [report for report in drawn if report.held is not seen]
    result = score(chosen)
    print(f"{'编写规则时看过的三分之二' if seen else '没有看过的三分之一'}：{len(chosen)}份")
    _print_codes(result)
    for level, aim in AIMS.items():
        tally = result.by_level[level]
        verdict = "达到" if tally.precision >= aim else "未达到"
        print(
            f"{level}：准确率 {tally.precision:.1%}（{tally.true}对{tally.false}错），"
            f"目标 ≥ {aim:.0%}：{verdict}"
        )
    whole = result.whole
    verdict = "达到" if whole.recall >= RECALL else "未达到"
    print(
        f"召回率 {whole.recall:.1%}（{whole.found}/{whole.found + whole.missed}），目标 ≥ {RECALL:.0%}：{verdict}"
    )
    if "--list" in sys.argv and seen:
        for title, items in (("误报", result.wrong), ("漏报", result.missed)):
            print(title)
            for item in sorted(items, key=lambda item: item[2]):
                print("  ", *item)


def _print_codes(result: Score) -> None:
    print("代码    准确率        召回率")
    for code, tally in sorted(result.by_code.items()):
        print(
            f"{code}  {tally.precision:>6.1%} ({tally.true:>3}/{tally.true + tally.false:<3})  "
            f"{tally.recall:>6.1%} ({tally.found:>3}/{tally.found + tally.missed:<3})"
        )


if __name__ == "__main__":
    main()
