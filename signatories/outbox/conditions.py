"""Under which condition a message is worth sending, asked again by the worker that has claimed it.

A slice declares its own in its `contributions.py`; it gets the identifiers that were written with the message:

    @condition("organisations.invitation_pending", otherwise="L’invitation a été acceptée ou annulée entre-temps.")
    def invitation_pending(*, invitation: int) -> bool: ...
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Holds = Callable[..., bool]
Identifiers = dict[str, int | str]
_Holds = TypeVar("_Holds", bound=Holds)


@dataclass(frozen=True)
class Condition:
    """`otherwise` says in French, to the team, why the message did not leave."""

    holds: Holds
    otherwise: str


_conditions: dict[str, Condition] = {}


def condition(name: str, *, otherwise: str) -> Callable[[_Holds], _Holds]:
    """Declare a condition under its name. Raises ValueError if another one bears it."""
    if name in _conditions:
        message = f"Two conditions are called {name!r}."
        raise ValueError(message)

    def declare(holds: _Holds) -> _Holds:
        _conditions[name] = Condition(holds, otherwise)
        return holds

    return declare


def identifiers(name: str, given: Mapping[str, object]) -> Identifiers:
    """What is kept with a message of the arguments of its condition.

    Raises LookupError for a condition that no slice declared, TypeError for arguments it does not take."""
    inspect.signature(_known(name).holds).bind(**given)
    return {key: value if isinstance(value, int) else str(value) for key, value in given.items()}


def why_not(name: str, given: Identifiers) -> str:
    """Why a message with this condition is not worth sending any more; empty while it is.

    Raises LookupError for a condition that no slice declares any more."""
    known = _known(name)
    return "" if known.holds(**given) else known.otherwise


def _known(name: str) -> Condition:
    if name not in _conditions:
        message = f"No slice declared the condition {name!r}."
        raise LookupError(message)
    return _conditions[name]
