"""An action is told its moment; only screens, commands and the scheduler ask what time it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import gongkai.web

WEB = Path(gongkai.web.__file__).parent
# Asking without an argument is asking the clock; `timezone.localdate(at)` only turns a moment into a day,
# and a stop-watch (`time.monotonic`) tells no time of day.
CLOCK = {"now", "localdate", "localtime", "today", "utcnow", "time"}
ACTIONS = sorted(
    path
    for path in WEB.rglob("*.py")
    if "actions" in path.relative_to(WEB).parts[:-1] or path.stem == "actions"
)
# What an action calls to write, and the demo, whose acts happened long ago.
WRITERS = sorted(
    [
        WEB / "journal/recording.py",
        WEB / "publishing/items/gate.py",
        WEB / "publishing/channels/proofs.py",
        WEB / "bodies/demo_county.py",
        *WEB.glob("publishing/demo/*.py"),
        *WEB.glob("publishing/*/listeners.py"),
    ]
)
OLD_NAMES = {"today", "day", "now"}


def asks_the_clock(source: str) -> Iterator[int]:
    """The lines on which a module asks what time it is, or hands the clock on."""
    tree = ast.parse(source)
    told = {
        id(call.func)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and (call.args or call.keywords)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in CLOCK
            and isinstance(node.value, ast.Name)
            and node.value.id in {"timezone", "datetime", "date", "time"}
            and id(node) not in told
        ):
            yield node.lineno


@pytest.mark.parametrize(
    "line",
    [
        "x = timezone.now()",
        "f(default=timezone.now)",
        "x = timezone.localdate()",
        "x = date.today()",
        "x = time.time()",
    ],
)
def test_the_search_finds_whoever_asks(line):
    assert list(asks_the_clock(line)) == [1]


def test_the_search_lets_a_moment_be_turned_into_a_day():
    assert not list(asks_the_clock("x = timezone.localdate(at)"))


def test_there_are_actions_to_look_at():
    assert len(ACTIONS) > 40


@pytest.mark.parametrize("path", [*ACTIONS, *WRITERS], ids=lambda path: str(path.relative_to(WEB)))
def test_no_action_asks_what_time_it_is(path):
    assert not list(asks_the_clock(path.read_text("utf-8")))


def _parameters(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            yield from ((each.arg, node.lineno) for each in every)


def test_a_day_is_called_on_and_a_moment_at():
    found = [
        f"{path.relative_to(WEB)}:{line} {name}"
        for path in sorted(WEB.rglob("*.py"))
        if not {"screens", "migrations", "commands"} & set(path.parts)
        and path.stem not in {"screens", "wagtail_hooks"}
        for name, line in _parameters(path)
        if name in OLD_NAMES
    ]
    assert not found
