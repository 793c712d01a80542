"""Each act that is recorded can be done: from a screen, a command, the clock or what another room tells."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

WEB = Path(__file__).parents[2] / "src" / "gongkai" / "web"
# The demo invents its years; what only it can do nobody can.
NOT_A_DOOR = {"demo", "migrations", "models", "actions"}


def is_an_action(file):
    return bool(NOT_A_DOOR & set(file.parts)) or file.stem in {"actions", "acts", "permissions"}


@cache
def parsed():
    return {
        file: ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(WEB.rglob("*.py"))
        if "migrations" not in file.parts
    }


def named_in(node):
    """Every name that the code speaks of."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)} | {
        inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)
    }


def is_stored(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def declared(module):
    """Constants declared in every `acts.py` or `permissions.py`."""
    return {
        statement.targets[0].id
        for file, tree in parsed().items()
        if file.stem == module
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and getattr(statement.value.func, "id", "") == "declare"
    }


@cache
def within_reach():
    """Names that a door speaks of, and those of the actions behind them."""
    behind = defaultdict(set)
    reached = set()
    for file, tree in parsed().items():
        if file.stem in {"acts", "permissions", "demo_county"} or "demo" in file.parts:
            continue
        if not is_an_action(file):
            reached |= named_in(tree)
            continue
        for statement in tree.body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                behind[statement.name] |= named_in(statement)
            elif isinstance(statement, ast.Assign | ast.AnnAssign):
                names = {inner.id for inner in ast.walk(statement) if is_stored(inner)}
                for name in names:
                    behind[name] |= named_in(statement)
    waiting = list(reached)
    while waiting:
        for name in behind.pop(waiting.pop(), set()) - reached:
            reached.add(name)
            waiting.append(name)
    return reached


def test_each_act_has_a_door():
    acts = declared("acts")
    assert len(acts) > 80
    assert acts - within_reach() == set()


def test_each_permission_is_asked_for_behind_a_door():
    permissions = declared("permissions")
    assert len(permissions) > 20
    assert permissions - within_reach() == set()


def test_each_signal_is_sent_and_heard():
    signals = {
        statement.targets[0].id
        for file, tree in parsed().items()
        if file.stem == "signals"
        for statement in tree.body
        if isinstance(statement, ast.Assign) and getattr(statement.value.func, "id", "") == "Signal"
    }
    used = defaultdict(set)
    for file, tree in parsed().items():
        if file.stem == "signals":
            continue
        connected = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "connect"
            for name in named_in(node.value)
        }
        for name in named_in(tree) & signals:
            used[name].add(
                "heard" if name in connected or file.stem in {"apps", "listeners"} else "sent"
            )
    assert {name for name in signals if used[name] != {"sent", "heard"}} == set()
