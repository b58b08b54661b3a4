"""What a slice writes to be shown, asked or run elsewhere has been added there: nothing fails when it is not."""

import inspect
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import pytest

from qpv_charter.toolkit.contributions import Place
from qpv_charter.toolkit.retention import Retention
from signatories.outbox import conditions, enclosures

APPS = ("qpv_charter.", "signatories.", "engagements.", "evaluations.")


def ours() -> Iterator[tuple[str, dict[str, Any]]]:
    """The modules of the site that are loaded: Django has imported all that contributes."""
    loaded = [(name, dict(vars(module))) for name, module in sys.modules.items() if name.startswith(APPS)]
    return iter(sorted(loaded, key=lambda each: each[0]))


def added() -> set[Callable[..., Any]]:
    """What places gather, what mails may have as their condition, and what goes with them."""
    places = [value for _, names in ours() for value in names.values() if isinstance(value, Place)]
    shown = {each.make for place in places for each in place._contributions.values()}
    return shown | {each.holds for each in conditions._conditions.values()} | {*enclosures._makers.values()}


def meant_to_be_added() -> Iterator[FunctionType]:
    """The public functions of each `contributions.py`, and whatever says how long something is kept."""
    for module, names in ours():
        for name, value in names.items():
            if not isinstance(value, FunctionType) or value.__module__ != module or name.startswith("_"):
                continue
            if module.endswith(".contributions") or inspect.signature(value).return_annotation is Retention:
                yield value


@pytest.mark.parametrize(
    "function", list(meant_to_be_added()), ids=lambda each: f"{each.__module__}.{each.__name__}"
)
def test_it_is_added(function: FunctionType) -> None:
    assert function in added(), "decorate it with the place, or the condition, that it is meant for"
