"""Every action of the house is one: atomic, and played in its slice's `test_scenes.py`."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("signatories", "engagements", "evaluations")


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Each public function of the apps, with its file."""
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.parse(file.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield file.relative_to(ROOT), node


def is_atomic(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator).startswith("transaction.atomic") for decorator in function.decorator_list)


def is_an_action(file: Path, function: ast.FunctionDef) -> bool:
    """In a module of actions, with somebody who asks."""
    names = {argument.arg for argument in function.args.kwonlyargs}
    return "actions" in {*file.parts, file.stem} and bool(names & {"by", "actor"})


def played() -> set[str]:
    """`app/slice/name` of each action in the `SCENES` of a `test_scenes.py`."""
    found = set()
    for file in (ROOT / "tests").rglob("*/test_scenes.py"):
        place = file.relative_to(ROOT).with_suffix("")
        module = importlib.import_module(".".join(place.parts))
        found |= {"/".join((*place.parts[1:3], name.partition(",")[0])) for name in module.SCENES}
    return found


def test_every_action_is_atomic() -> None:
    alone = [
        f"{file}: {function.name}"
        for file, function in functions()
        if is_an_action(file, function) and not is_atomic(function)
    ]
    assert alone == []


def test_every_action_is_played() -> None:
    actions = {"/".join((*file.parts[:2], function.name)) for file, function in functions() if is_atomic(function)}
    assert sorted(actions - played()) == []
