"""What the team adds to mails that leave by themselves: one paragraph for each kind that a slice opens to it, in
its `contributions.py`:

    automatic("signing.thanks", words="Merci d’avoir signé")
"""

from collections.abc import Sequence
from dataclasses import dataclass

from signatories.outbox.models import Message, Paragraph
from signatories.outbox.rendering import FOOT, HEADING

LONGEST = 600
USUAL = "(Ici, le texte habituel de ce message.)"


@dataclass(frozen=True)
class Automatic:
    """A kind of mail, and what the team calls it."""

    kind: str
    words: str
    paragraph: Paragraph | None = None


@dataclass(frozen=True)
class Shown:
    """A mail of a kind, the last that was written where there is one, with what is added."""

    subject: str
    body: str
    heading: str
    added: str


_opened: dict[str, str] = {}


def automatic(kind: str, *, words: str) -> None:
    """Let the team add a paragraph to a kind of mail."""
    _opened[kind] = words


def opened() -> Sequence[Automatic]:
    """The kinds that are open to the team, each with what it adds (1 query)."""
    said = {each.kind: each for each in Paragraph.objects.select_related("written_by")}
    kinds = sorted(_opened, key=_opened.__getitem__)
    return [Automatic(kind, _opened[kind], said.get(kind)) for kind in kinds]


def opened_as(kind: str) -> Automatic | None:
    return next((each for each in opened() if each.kind == kind), None)


def added_to(kind: str) -> str:
    """What the team adds to the mails of a kind today (1 query, for one that is open to it)."""
    if kind not in _opened:
        return ""
    return Paragraph.objects.filter(kind=kind).values_list("text", flat=True).first() or ""


def preview(automatic: Automatic, added: str) -> Shown:
    """With what is `added`, as it was typed; nobody's secret mail is shown (1 query)."""
    open_ones = Message.objects.filter(kind=automatic.kind, secret=False).exclude(text="")
    last = open_ones.order_by("-created_at").first()
    subject, text = (last.shown_subject, last.text) if last else (automatic.words, USUAL)
    body = text.partition(FOOT)[0].partition(HEADING)[0].strip()
    return Shown(subject, body, HEADING if added else "", added)
