"""No circle among the packages of `src`, no room of `web` that outgrows the house, no package without a floor."""

import ast
import tomllib
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
WEB = SRC / "gongkai" / "web"
LARGEST = 0.25
# The checks of a report and its writers still call each other; no other package joins them.
KNOWN = {
    "gongkai.report.checks",
    "gongkai.report.compare",
    "gongkai.report.dismissals",
    "gongkai.report.merge",
    "gongkai.report.writers",
}


def modules():
    """Every module of `src` with its file, without migrations."""
    found = {}
    for file in sorted((SRC / "gongkai").rglob("*.py")):
        if "migrations" not in file.parts:
            parts = file.relative_to(SRC).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


MODULES = modules()


def package(module):
    """A folder without folders of code inside is one place; elsewhere each module stands for itself."""
    file = MODULES[module]
    if any((folder / "__init__.py").exists() for folder in file.parent.iterdir()):
        return module
    return module if file.name == "__init__.py" else module.rpartition(".")[0]


def for_the_type_checker(tree):
    """Nodes that never run."""
    return {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }


def imported(file):
    """Modules of `src` that the file imports when it runs, at its top or inside a function."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    never = for_the_type_checker(tree)
    for node in ast.walk(tree):
        if id(node) in never:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                if inner in MODULES:
                    yield inner
                elif node.module in MODULES:
                    yield node.module


def graph(known=frozenset()):
    """Packages, each with those it imports; the imports among the known ones left out."""
    uses = defaultdict(set)
    for module, file in MODULES.items():
        own = package(module)
        for other in map(package, imported(file)):
            if other != own and not {own, other} <= known:
                uses[own].add(other)
    return uses


def circle(uses):
    """One circle as a sentence, or nothing."""
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return " → ".join(error.args[1])
    return ""


def test_no_package_of_src_stands_in_a_circle():
    assert circle(graph(KNOWN)) == ""


def test_a_circle_is_seen():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}).count("→") == 3


def room_of(module):
    """A room of `web`; of publishing and of casework each noun is one."""
    _, _, room, *inner = module.split(".")
    noun = WEB / room / inner[0] if len(inner) > 1 else WEB / "-"
    layered = ("models", "models.py", "actions", "actions.py")
    return f"{room}/{inner[0]}" if any((noun / name).exists() for name in layered) else room


def test_no_room_of_web_is_larger_than_a_quarter_of_it():
    sizes = defaultdict(int)
    for module, file in MODULES.items():
        if module.startswith("gongkai.web."):
            sizes[room_of(module)] += len(file.read_text(encoding="utf-8").splitlines())
    total = sum(sizes.values())
    assert {room: size for room, size in sizes.items() if size > LARGEST * total} == {}


def contracts():
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {
            contract["name"]: contract
            for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]
        }


def test_every_package_stands_on_a_floor_and_under_the_contracts():
    held = contracts()
    packages = {
        f"gongkai.{folder.name}"
        for folder in (SRC / "gongkai").iterdir()
        if (folder / "__init__.py").exists()
    }
    [floors] = [held[name] for name in held if name.startswith("Floors")]
    on_a_floor = {name.strip(" ()") for layer in floors["layers"] for name in layer.split("|")}
    assert packages - on_a_floor == set()
    without_django = set(held["Only web knows Django and Wagtail"]["source_modules"])
    assert packages - without_django == {"gongkai.web"}
    without_formats = set(held["File formats are parsed only in documents"]["source_modules"])
    assert packages - without_formats == {"gongkai.documents", "gongkai.statute"}
