"""Writes a faultless report of the gold set, with the lawful manners that look like faults."""

from __future__ import annotations

from random import Random

from tests.report.gold import phrases
from tests.report.gold.bodies import draw
from tests.report.gold.draft import BLOCKS, Draft
from tests.report.gold.figures import figures

YEARS = (2019, 2020, 2021, 2022, 2023, 2023, 2024, 2024, 2024, 2025, 2025)
_HEADS = (
    ("（一）存在的主要问题", "（二）改进情况"),
    ("（一）主要问题", "（二）改进措施"),
    ("存在的主要问题：", "改进情况："),
    ("（一）存在问题。", "（二）下一步改进措施。"),
)


def write(name: str) -> Draft:
    """A faultless report drawn from the name; nothing is marked but what its manner leaves out on purpose."""
    rng = Random(name)
    issuer = draw(rng)
    year = rng.choice(YEARS)
    edition_id = "2021" if year >= 2021 else "2019"
    draft = Draft(
        rng, issuer, year, edition_id, phrases.is_held(name), figures(rng, issuer, edition_id)
    )
    _split_total(draft)
    named = rng.choice((issuer.full, issuer.full, issuer.title))
    draft.title = f"{named}{year}年政府信息公开工作年度报告"
    draft.preamble = [draft.say("preamble")]
    draft.intro = draft.say_several("intro", rng.randint(1, 2))
    draft.labels = {block: draft.say(f"block_{block}") for block in BLOCKS}
    draft.block_style = rng.choice(("inline", "inline", "own line", "bare", "ordinal", "half"))
    draft.list_style = rng.choice(("points", "ordinals", "plain"))
    draft.heads = rng.choice(_HEADS)
    draft.blocks = {
        "proactive": _proactive(draft),
        "on_request": on_request(draft),
        "management": draft.say_several("management", 2),
        "platform": draft.say_several("platform", 2),
        "safeguards": [*draft.say_several("safeguards", 2), draft.say("accountability")],
    }
    for pool, share in (
        ("trap_words", 0.3),
        ("trap_places", 0.3),
        ("trap_years", 0.3),
        ("trap_answers", 0.15),
        ("trap_growth", 0.15),
    ):
        if rng.random() < share:
            draft.blocks[rng.choice(BLOCKS[2:])].append(draft.say(pool))
    count = rng.randint(2, 4)
    draft.problems = draft.say_several("problem", count)
    draft.measures = draft.say_several("measure", max(count, len(draft.problems)))
    draft.measures = draft.measures[: max(len(draft.problems), 1)]
    draft.problems = draft.problems[: len(draft.measures)]
    draft.other = [draft.say("fee_none"), *draft.say_several("other_misc", rng.randint(0, 1))]
    draft.other.append(draft.say("contact"))
    day = f"{year + 1}年1月{rng.randint(5, 28)}日"
    draft.signature = rng.choice(([issuer.full, day], [issuer.full, day], [day], []))
    draft.half = rng.random() < 0.1
    return draft


def _split_total(draft: Draft) -> None:
    total = draft.rng.randint(60, 2400)
    cuts = sorted(draft.rng.sample(range(2, total - 1), 3))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
    first = draft.rng.randint(8, total // 4)
    draft.values = {
        "n": total,
        **{f"p{i}": part for i, part in enumerate(parts, 1)},
        "q1": first,
        "q2": draft.rng.randint(2, max(2, first // 3)),
        "q3": draft.rng.randint(1, max(1, first // 3)),
    }


def _proactive(draft: Draft) -> list[str]:
    pool = draft.rng.choice(("disclosed", "disclosed", "itemised", "itemised_partial", "classes"))
    out = [draft.say(pool)]
    draft.tags.add(pool)
    if draft.rng.random() < 0.4:
        out.append(draft.say("channels"))
    if draft.rng.random() < 0.6:
        out += draft.say_several("other_counts", draft.rng.randint(1, 2))
    return out


def on_request(draft: Draft) -> list[str]:
    """The sentences on requests and disputes, as the tables have them."""
    names = draft.names
    if not names["new"] and not names["cin"]:
        out = [draft.say("received_none")]
    else:
        out = [draft.say("received_some")]
        if names["done"] and draft.rng.random() < 0.7:
            out.append(draft.say("outcomes"))
    if draft.rng.random() < 0.7:
        quiet = not names["rec"] and not names["lit"]
        out.append(draft.say("disputes_none" if quiet else "disputes_some"))
    out += draft.say_several("request_work", draft.rng.randint(0, 2))
    return out
