"""The kinds of events and how each is said in French, declared by each slice in its `contributions.py`:

    declare({"need.opened": "Besoin dit"})

An unknown kind is refused when it is recorded, so that no page ever shows a code. What came by several roads (its
event has a `source`) may be said otherwise of one of them: `declare({"signature.confirmed/paper": "…"})`."""

from collections.abc import Mapping

OTHER = "Autre événement"  # recorded by a former version of the site, and declared no more

_words: dict[str, str] = {}


class UndeclaredKindError(LookupError):
    """An event was recorded that no slice has words for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"No slice declares the events “{kind}”: say it in French in its contributions.py.")


def declare(words: Mapping[str, str]) -> None:
    """Add kinds. Raises ValueError for one that is declared already in other words."""
    for kind, said in words.items():
        if _words.setdefault(kind, said) != said:
            raise ValueError(f"“{kind}” is declared twice: “{_words[kind]}”, “{said}”.")


def declared() -> Mapping[str, str]:
    """Every kind with its words."""
    return _words


def require(kind: str) -> str:
    """The kind itself. Raises UndeclaredKindError for one that nobody declares."""
    if kind not in _words:
        raise UndeclaredKindError(kind)
    return kind


def words_of(kind: str, *, source: str = "") -> str:
    """How an event is said, of what came by a road of its own if it has words for it."""
    return _words.get(f"{kind}/{source}") or _words.get(kind, OTHER)
