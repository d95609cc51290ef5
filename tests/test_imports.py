"""The rooms import only what stands before them on the road."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

import multipriv

SOURCE = Path(multipriv.__file__).parent
BEFORE = {
    "taxonomy": set(),
    "values": {"taxonomy"},
    "people": {"taxonomy", "values"},
    "pictures": {"taxonomy", "values", "people"},
    "formats": {"taxonomy", "values"},
    "questions": {"taxonomy", "values", "people", "pictures", "formats"},
    "dataset": {"taxonomy", "values", "people", "pictures", "questions"},
    "build": {"taxonomy", "values", "people", "pictures", "questions", "dataset"},
    "scoring": {"taxonomy", "values", "formats"},
    "models": {"taxonomy", "values", "formats"},
    "evaluation": {"taxonomy", "values", "formats", "questions.controls", "questions.wording", "dataset", "scoring", "models"},
    "risk": {"taxonomy", "values", "formats", "dataset", "evaluation", "scoring"},
    "report": {"taxonomy", "values", "formats", "dataset", "evaluation", "scoring", "risk"},
    "exports": {"taxonomy", "values", "formats", "dataset", "evaluation", "scoring"},
}
FREE = {"cli", "_registry", "__main__"}  # the doors of the house: they open every room
GROUND = {"seeds", "__version__"}  # what every room stands on


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names below multipriv that a module imports anywhere in it, for types only or not."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and _is_import_call(node):
            names = [argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)]
        else:
            continue
        yield from (name.removeprefix("multipriv.") for name in names if name.startswith("multipriv."))


def _is_import_call(node: ast.Call) -> bool:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in {"import_module", "__import__"}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def allowed(room: str, name: str) -> bool:
    first = name.split(".")[0]
    if first == room or first in GROUND:
        return True
    return any(name == permitted or name.startswith(f"{permitted}.") for permitted in BEFORE[room])


@pytest.mark.parametrize("room", sorted(BEFORE))
def test_each_room_imports_only_what_stands_before_it(room: str) -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports multipriv.{name}"
        for path in modules()
        if room_of(path) == room
        for name in imported(path)
        if not allowed(room, name)
    ]
    assert wrong == []


def test_every_room_has_its_rule() -> None:
    assert {room_of(path) for path in modules()} - set(BEFORE) - FREE - GROUND - {"__init__"} == set()


def test_the_rule_sees_imports_inside_functions() -> None:
    assert "multipriv.dataset" in {f"multipriv.{name}".rsplit(".", 1)[0] for name in imported(SOURCE / "build" / "run.py")}
    assert not allowed("models", "dataset.Dataset")
    assert not allowed("evaluation", "questions.solver.solve")
    assert allowed("evaluation", "questions.controls.apply")


def test_every_library_that_is_imported_is_declared() -> None:
    declared = {_name(requirement) for requirement in _requirements()}
    providers = metadata.packages_distributions()
    undeclared = {}
    for path in modules():
        for module in _absolute(path):
            homes = {_name(home) for home in providers.get(module, [module])}
            if module not in sys.stdlib_module_names and module != "multipriv" and not homes & declared:
                undeclared[module] = str(path.relative_to(SOURCE))
    assert undeclared == {}


def _absolute(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call) and _is_import_call(node) and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value.split(".")[0]


def _requirements() -> list[str]:
    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [*project["dependencies"], *extras]


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")
