"""Places in a page that apps above it fill, without the page knowing them.

A slot is declared beside what it shows; an upper app fills it in its `AppConfig.ready()`. A page kept for
visitors is kept with what its slots show: whoever fills one says `pages.changed` when that changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading, and a template that is given `section`, this context, and nothing else."""

    title: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)


class Slot(Generic[Subject]):
    """An ordered list of functions that each make a section about a subject, or None to show nothing."""

    def __init__(self) -> None:
        self._fillers: list[Callable[[Subject], Section | None]] = []

    def fill(self, filler: Callable[[Subject], Section | None]) -> None:
        """Add a function, once."""
        if filler not in self._fillers:
            self._fillers.append(filler)

    def sections(self, subject: Subject) -> list[Section]:
        """What there is to show about a subject; each function may ask the database what it needs."""
        return [section for filler in self._fillers if (section := filler(subject)) is not None]
