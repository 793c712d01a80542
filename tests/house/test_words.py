"""Words: the glossary names classes that exist, one name is one thing, and no invented word stands in the code."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "gongkai"
TERMS = ROOT / "docs" / "terms.md"
# Words that no lawyer and no colleague uses, with what is said instead.
INVENTED = {
    r"errands?": "to_do",
    r"chores?": "job",
    r"zero_statements?": "nil_return",
    r"found_(?:county|site|body|consultation)": "create_…",
    r"take_over|taken_over|takes_over": "claim, backfill",
    r"squares?": "cell",
    r"traffic_light|lights?": "status",
    r"settles?|settled|settling": "resolve, confirm, decide",
    r"rulings?": "transitions",
}
# One word for two things still: each pair is two objects that never meet in one module.
TWICE = {"Channel", "Outcome"}


@cache
def modules():
    return [
        (file, ast.parse(file.read_text(encoding="utf-8")))
        for file in sorted(SRC.rglob("*.py"))
        if "migrations" not in file.parts
    ]


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def names_in(file, tree):
    """What the module names itself: the module, its classes, functions, arguments and variables."""
    yield file.stem
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_no_invented_word_names_anything():
    found = {
        f"{file.relative_to(SRC)}: {name}, say {instead}"
        for file, tree in modules()
        for name in set(names_in(file, tree))
        for word, instead in INVENTED.items()
        if re.search(rf"(?:^|_)(?:{word})(?:_|$)", snake(name))
    }
    assert found == set()


def places():
    """The last column of the glossary."""
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return [row[3].strip(" `") for row in cells if row[3].strip() not in {"where", "---"}]


@pytest.mark.parametrize("place", places())
def test_what_the_glossary_names_stands_there(place):
    if "/" in place:
        assert (ROOT / place).exists()
        return
    module, _, last = place.rpartition(".")
    file = SRC / f"{module.replace('.', '/')}.py"
    if last[0].isupper():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert last in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    else:
        whole = SRC / place.replace(".", "/")
        assert whole.is_dir() or whole.with_suffix(".py").exists()


def test_each_word_of_the_glossary_is_one_class_only():
    defined = defaultdict(set)
    for file, tree in modules():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                defined[node.name].add(str(file.relative_to(SRC)))
    words = {place.rpartition(".")[2] for place in places()} - TWICE
    assert {word: defined[word] for word in words if len(defined[word]) > 1} == {}


def test_each_english_word_is_explained_once():
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    words = [
        word.strip("` ").lower()
        for line in lines
        if line.startswith("| ")
        for word in line.strip("|").split("|")[0].split(",")
    ]
    twice = {word for word in words if words.count(word) > 1}
    assert twice <= {"english"}
