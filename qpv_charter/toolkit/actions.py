"""What every action shares: the one way to say no."""

from collections.abc import Callable
from http import HTTPStatus
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ActionRefused(Exception):  # noqa: N818  # reads as what happened, in the house's words
    """An action that cannot be done now; its message is a sentence in French for the person who asked."""

    status = HTTPStatus.CONFLICT  # what is asked does not go with the present state of things (RFC 9110)

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def or_refuse(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `read` makes of a text (`toolkit.text`, `toolkit.identifiers`); its ValueError becomes a refusal."""
    try:
        return read(*args, **kwargs)
    except ValueError as error:
        raise ActionRefused(str(error)) from error
