"""Whether a report is somebody else's: its own words, and the whole text, beside those of other reports.

Sentences that only state what the records say are the same for everybody who uses the platform. Two reports are
therefore compared by what is left without them, which is short; and by the whole text, of which only a copy is alike.
Nothing here knows of the platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.report.checks.finding import Finding
from gongkai.report.checks.hierarchy import ALIKE_ERROR, ALIKE_WARNING, alike_finding
from gongkai.report.fact_sentences import own_words
from gongkai.report.model import AnnualReport
from gongkai.report.originality import Grams, grams_of, likeness

SHORTEST_OWN = 40
"""Own words of fewer grams say nothing; those of two honest reports of this length share about a tenth."""


@dataclass(frozen=True)
class ComparedWords:
    """What of a report is compared: whose it is, the grams of its own words and of its whole text."""

    name: str
    own: Grams
    whole: Grams

    @classmethod
    def of(cls, report: AnnualReport, name: str = "") -> ComparedWords:
        """Of a report, under the name by which a finding calls it."""
        return cls(name or report.body, grams_of(own_words(report)), grams_of(report))

    def share_of(self, other: ComparedWords) -> float:
        """How alike the two are, 0 to 1; 0 where nothing speaks for a copy."""
        shares = [0.0]
        if min(len(self.own), len(other.own)) >= SHORTEST_OWN:
            own = likeness(self.own, other.own)
            if own is not None and own.jaccard >= ALIKE_WARNING:
                shares.append(own.jaccard)
        whole = likeness(self.whole, other.whole)
        if whole is not None and whole.jaccard >= ALIKE_ERROR:
            shares.append(whole.jaccard)
        return max(shares)


def alike(report: AnnualReport, others: Iterable[ComparedWords]) -> Iterator[Finding]:
    """A finding for each of the others of which the report's words are, the most alike first."""
    mine = ComparedWords.of(report)
    found = [(share, other.name) for other in others if (share := mine.share_of(other))]
    for share, name in sorted(found, reverse=True):
        yield alike_finding(share, name)
