"""What a list may be asked, declared once: read from an address, written back to one, said in words, applied.

A parameter of the address is a field of a `Filters`:

    @dataclass(frozen=True, kw_only=True)
    class MailFilters(Filters):
        q: str = search("Destinataire", narrow=sent_to)
        state: str = choice("etat", "État", Message.State.choices, narrow=in_state, everything="Tous les états")

`qpv_charter.toolkit.lists` makes a list of it: its places, its pages, its links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Self, TypeVar

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from qpv_charter.toolkit.search import telling
from qpv_charter.toolkit.text import clean_line

LONGEST_SEARCH = 200  # characters; what is beyond is left out, never an error
LONGEST_VALUE = 120  # of any other parameter: the longest slug
SHOWN = 40  # characters of a value that means nothing, said back

Rows = TypeVar("Rows", bound="QuerySet[Any]")
Narrow = Callable[[Any, Any], Any]  # a QuerySet of the list's own kind and what is asked: the rows that answer


@dataclass(frozen=True, kw_only=True)
class Param:
    """One thing that an address may ask. `read` gives what a value means, None when it means nothing."""

    name: str  # in the address
    label: str  # "Région"
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str  # what the address calls it
    say: Callable[[Any], str]  # the filter in words: "Région : Bretagne"
    narrow: Narrow | None = None  # None for a list that narrows by itself
    longest: int = LONGEST_VALUE  # characters read
    refusal: str = ""  # "la région": what one does not know when a value means nothing; "" to leave it in silence
    everything: str = ""  # what asking nothing is called: "Toutes les régions"
    choices: tuple[tuple[str, str], ...] = ()  # values and their words, when they are few and known
    searches: bool = False  # whether it holds words that were typed

    @property
    def drawn(self) -> bool:
        """Whether a form can draw it knowing nothing more."""
        return self.searches or bool(self.choices)


def asked(name: str, label: str, *, read: Callable[[str], Any], **options: Any) -> Any:
    """A field of Filters that holds what `read` makes of a parameter, or None."""
    options.setdefault("say", lambda value: f"{label}\u202f: {value}")
    return field(default=None, metadata={"param": Param(name=name, label=label, read=read, **options)})


def search(label: str, *, narrow: Narrow | None = None, name: str = "q") -> Any:
    """A field of Filters for words that one types; "" asks for nothing."""
    param = Param(
        name=name,
        label=label,
        read=str,
        say=lambda typed: f"la recherche «\u202f{typed}\u202f»",
        narrow=narrow,
        longest=LONGEST_SEARCH,
        searches=True,
    )
    return field(default="", metadata={"param": param})


def choice(
    name: str,
    label: str,
    choices: Sequence[tuple[str, Any]],
    *,
    narrow: Narrow | None = None,
    everything: str = "",
    usual: str = "",
) -> Any:
    """A field of Filters for one of a few values; `usual` is what the list shows when nothing is asked."""
    named = {value: str(words) for value, words in choices}
    param = Param(
        name=name,
        label=label,
        read=lambda value: value if value in named else None,
        say=lambda value: f"{label}\u202f: {named[value]}",
        narrow=narrow,
        everything=everything,
        choices=tuple(named.items()),
    )
    return field(default=usual, metadata={"param": param})


@dataclass(frozen=True)
class Declared:
    """A parameter and the field that holds it; `usual` is the field's value when nothing is asked."""

    param: Param
    attribute: str
    usual: Any


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is asked for. `refused` says, in French, which parts of the address meant nothing."""

    refused: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    @cache
    def declared(cls) -> dict[str, Declared]:
        """Each parameter by its name in the address, in the order of the fields."""
        params = {each: each.metadata["param"] for each in fields(cls) if "param" in each.metadata}
        return {param.name: Declared(param, each.name, each.default) for each, param in params.items()}

    @classmethod
    def typed(cls, asked: QueryDict) -> dict[str, str]:
        """The known parameters that hold something, cleaned and cut; of a repeated one, the last. No query."""
        found = {
            name: clean_line(value)[: each.param.longest].strip()
            for name, each in cls.declared().items()
            if (value := asked.get(name))
        }
        return {name: value for name, value in found.items() if value}

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """The filters of an address; never fails: see `refused`. Asks the database what each `read` asks it."""
        meant: dict[str, Any] = {}
        refused = []
        for name, value in cls.typed(asked).items():
            each = cls.declared()[name]
            if (found := each.param.read(value)) is not None:
                meant[each.attribute] = found
            elif each.param.refusal:
                refused.append(f"Nous ne connaissons pas {each.param.refusal} «\u202f{value[:SHOWN]}\u202f».")
        return cls(**meant, refused=tuple(refused))

    @property
    def any(self) -> bool:
        return bool(self.values())

    def values(self) -> dict[str, str]:
        """Each parameter that asks for something, as the address writes it, in one order."""
        return {
            name: each.param.write(value)
            for name, each in self.declared().items()
            if (value := getattr(self, each.attribute)) != each.usual
        }

    def get(self, name: str) -> Any:
        """What a parameter asks for."""
        return getattr(self, self.declared()[name].attribute)

    def said(self, name: str) -> str:
        """A filter in use, in words: "Région : Bretagne"."""
        return self.declared()[name].param.say(self.get(name))

    def as_query(self, **more: str | int) -> str:
        """The canonical query string, "" or "?departement=93&q=…": the same for all that asks the same."""
        values = {**self.values(), **more}
        return f"?{urlencode(values)}" if values else ""

    def without(self, *names: str) -> Self:
        """The same, asking less."""
        return replace(self, **{self.declared()[name].attribute: self.declared()[name].usual for name in names})

    def _with(self, name: str, value: Any) -> Self:
        return replace(self, **{self.declared()[name].attribute: value})

    def looser(self) -> list[tuple[str, Self]]:
        """The same asking less, each in words: without one filter, or with one word of a search."""
        less = [(f"sans {self.said(name)}", self.without(name)) for name in self.values()]
        for name, each in self.declared().items():
            typed = telling(self.get(name)) if each.param.searches else []
            if len(typed) > 1:
                less += [(f"avec le seul mot «\u202f{word}\u202f»", self._with(name, word)) for word in typed]
        return less

    def narrow(self, rows: Rows) -> Rows:
        """The rows that answer."""
        for name, each in self.declared().items():
            if each.param.narrow and (value := self.get(name)):
                rows = each.param.narrow(rows, value)
        return rows
