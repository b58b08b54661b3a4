"""The file that goes with a message, made anew by the worker that sends it: kept nowhere, so nothing of it is left
to erase, and it says what is true then.

A slice declares its own in its `contributions.py`; it gets the identifiers that were written with the message:

    @enclosure("look_back.receipt")
    def receipt(*, look_back: str) -> File | None: ...
"""

import inspect
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from signatories.outbox.conditions import Identifiers


class File(NamedTuple):
    """What mail software is given: a file name, the bytes, and their type."""

    name: str
    content: bytes
    kind: str


Make = Callable[..., File | None]
_Make = TypeVar("_Make", bound=Make)

_makers: dict[str, Make] = {}


def enclosure(name: str) -> Callable[[_Make], _Make]:
    """Declare a file under its name; None where there is nothing to send, the mail leaves without it. Raises
    ValueError if another one bears it."""
    if name in _makers:
        message = f"Two enclosures are called {name!r}."
        raise ValueError(message)

    def declare(make: _Make) -> _Make:
        _makers[name] = make
        return make

    return declare


def identifiers(name: str, given: Mapping[str, object]) -> Identifiers:
    """What is kept with a message to make its file by.

    Raises LookupError for a file that no slice declared, TypeError for arguments it does not take."""
    inspect.signature(_known(name)).bind(**given)
    return {key: value if isinstance(value, int) else str(value) for key, value in given.items()}


def made(name: str, given: Identifiers) -> File | None:
    """The file, as it is now. Raises LookupError for one that no slice declares any more."""
    return _known(name)(**given)


def _known(name: str) -> Make:
    if name not in _makers:
        message = f"No slice declared the enclosure {name!r}."
        raise LookupError(message)
    return _makers[name]
