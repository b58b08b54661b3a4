"""Every constraint of the house has been tried in the database."""

import importlib
from pathlib import Path

from tests.constraints import constraints

TESTS = Path(__file__).parent


def tried() -> set[str]:
    """The names in the `BROKEN` of each slice's `test_constraints.py`."""
    files = [file.relative_to(TESTS.parent) for file in TESTS.rglob("*/test_constraints.py")]
    modules = [importlib.import_module(".".join(file.with_suffix("").parts)) for file in files]
    return {name for module in modules for name in module.BROKEN}


def test_no_constraint_is_left_untried() -> None:
    assert sorted(constraints().keys() - tried()) == []


def test_no_constraint_is_tried_that_is_gone() -> None:
    assert sorted(tried() - constraints().keys()) == []
