"""Leaders of a body in its own papers: name, title and order beside the posts that the body says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.screening.hit import Hit
from gongkai.screening.lexicon import any_of
from gongkai.screening.names import NAME, is_name

_JOINED = re.compile(r"\s*(?:[、，,]|和|及|以及)\s*")
_FORMER = re.compile(r"(?:原|时任|前任?|已故|曾任)[\u4e00-\u9fff]{0,8}$")


@dataclass(frozen=True, slots=True)
class Post:
    """A person in office: the name and every title that may stand beside it (县委书记, 县长); their order is the rank."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misnamed:
    """What is wrong at `hit`, and what the posts say; `right` is empty where only a person can tell."""

    hit: Hit
    right: str


def leaders(text: str, posts: Sequence[Post]) -> Iterator[Misnamed]:
    """Titles, names and order in `text` that differ from `posts`, which stand in order of rank; former posts are history."""
    if not posts:
        return
    yield from _titles(text, posts)
    yield from _names(text, posts)
    yield from _order(text, posts)


def _titles(text: str, posts: Sequence[Post]) -> Iterator[Misnamed]:
    """A known name behind a title that is another's (副县长甲, who is 县长)."""
    titles = {title for post in posts for title in post.titles}
    pattern = re.compile(
        rf"(?P<title>{any_of(titles)})(?P<name>{any_of(post.name for post in posts)})"
    )
    by_name = {post.name: post for post in posts}
    for match in pattern.finditer(text):
        post = by_name[match.group("name")]
        if match.group("title") in post.titles or _FORMER.search(text[: match.start()][-12:]):
            continue
        yield Misnamed(Hit("leader-title", *match.span("title")), post.titles[0])


def _names(text: str, posts: Sequence[Post]) -> Iterator[Misnamed]:
    """Another name behind a title that one person only holds, and that is like the right one or shares its surname."""
    holders: dict[str, list[Post]] = {}
    for post in posts:
        for title in post.titles:
            holders.setdefault(title, []).append(post)
    known = {post.name for post in posts}
    for title, of_title in holders.items():
        if len(of_title) != 1:
            continue
        right = of_title[0].name
        for match in re.finditer(rf"(?<!副){re.escape(title)}(?P<name>{NAME})", text):
            written = match.group("name")[: max(len(right), 2)]
            start = match.start("name")
            if written in known or text.startswith(right, start) or not is_name(written):
                continue
            if _FORMER.search(text[: match.start()][-12:]) or not _alike(written, right):
                continue
            yield Misnamed(Hit("leader-name", start, start + len(written)), right)


def _alike(written: str, right: str) -> bool:
    """Whether one name may be the other miswritten: as long, with all letters but one the same."""
    if len(written) != len(right):
        return False
    return sum(one != other for one, other in zip(written, right, strict=True)) == 1


def _order(text: str, posts: Sequence[Post]) -> Iterator[Misnamed]:
    """Three or more known names in a row that do not stand by rank, or two in the wrong order."""
    ranks = {post.name: rank for rank, post in enumerate(posts)}
    places = list(re.finditer(any_of(ranks), text))
    run: list[re.Match[str]] = []
    for place in [*places, None]:
        if (
            place
            and run
            and _JOINED.fullmatch(_untitled(text[run[-1].end() : place.start()], posts))
        ):
            run.append(place)
            continue
        order = [ranks[each.group()] for each in run]
        if len(run) > 1 and order != sorted(order):
            right = "、".join(posts[rank].name for rank in sorted(order))
            yield Misnamed(Hit("leader-order", run[0].start(), run[-1].end()), right)
        run = [place] if place else []


def _untitled(between: str, posts: Sequence[Post]) -> str:
    """What stands between two names, without titles."""
    return re.sub(any_of(title for post in posts for title in post.titles), "", between)
