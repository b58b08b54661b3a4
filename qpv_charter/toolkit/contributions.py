"""What a slice adds to what lives below it (a page, a letter, an erasure), without that knowing the slice.

A place is declared in the lowest slice that knows its subject. Slices add to it in their `contributions.py`,
which `slices.wire` imports when Django starts; whoever shows the place gathers:

    NEIGHBOURHOOD: Place[[Qpv, Actor | None], Section] = Place("quartier", address=("code",))

    @NEIGHBOURHOOD.contribute(order=200, pages=("needs:{code}",))
    def needs(qpv: Qpv, actor: Actor | None) -> Section | None: ...

    NEIGHBOURHOOD.gather(qpv, actor)

Order is explicit: two functions that ask for the same one are refused at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


@dataclass(frozen=True)
class Section:
    """A part of a page: a template that is given `section`, this context, and nothing else.

    `title` is the heading the page draws above it; empty where the template draws its own. `key`, where a page
    has several, names the heading in the page's address."""

    title: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class _Contribution(Generic[Asked, Given]):
    make: Callable[Asked, Given | list[Given] | None]
    pages: tuple[str, ...]


class Place(Generic[Asked, Given]):
    """Functions that each say what they have to add, in order.

    `address` names the parameters of the address under which a kept page shows this place: those that the names
    of kept pages may hold."""

    def __init__(self, name: str, *, address: Iterable[str] = ()) -> None:
        self.name = name
        self._address = frozenset(address)
        self._contributions: dict[int, _Contribution[Asked, Given]] = {}

    def contribute(
        self, *, order: int, pages: Iterable[str] = ()
    ) -> Callable[[Callable[Asked, Given | list[Given] | None]], Callable[Asked, Given | list[Given] | None]]:
        """Add the function below: what it returns is shown, in a list or alone, or None for nothing.

        `pages` are the names of the kept pages that what it says depends on (`toolkit.pages.changed`).
        Raises ValueError if another function has that order, or a name holds what the address does not."""

        def add(
            make: Callable[Asked, Given | list[Given] | None],
        ) -> Callable[Asked, Given | list[Given] | None]:
            there = self._contributions.get(order)
            if there is not None and there.make is not make:
                message = f"{self.name}: {make.__module__} and {there.make.__module__} both ask for order {order}."
                raise ValueError(message)
            added = {order: _Contribution(make, self._checked(pages))}
            self._contributions = dict(sorted((self._contributions | added).items()))
            return make

        return add

    def gather(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Given]:
        """What there is to add about what is asked; each function may ask the database what it needs."""
        gathered: list[Given] = []
        for contribution in self._contributions.values():
            said = contribution.make(*args, **kwargs)
            if isinstance(said, list):
                gathered += said
            elif said is not None:
                gathered.append(said)
        return gathered

    def pages(self, **address: object) -> list[str]:
        """The names of the kept pages that what is shown here depends on, at one address."""
        return [
            name.format_map(address)
            for contribution in self._contributions.values()
            for name in contribution.pages
        ]

    def _checked(self, pages: Iterable[str]) -> tuple[str, ...]:
        names = tuple(pages)
        held = {key for name in names for _, key, _, _ in Formatter().parse(name) if key is not None}
        if unknown := held - self._address:
            raise ValueError(f"{self.name}: its address has no {', '.join(sorted(unknown))}.")
        return names
