"""How many mails of each kind somebody may cause: to one mailbox, at one person's request, about one object.

Each slice says so of its kinds, in its `contributions.py`; a kind that nobody declared is not written.

    limited(
        "needs.answered",
        to=[Limit("needs-answered-to", times=10, seconds=DAY, share=4)],
        by=[Limit("needs-answered-by", times=20, seconds=DAY)],
        about={"engagements.need": [Limit("needs-answered-about", times=10, seconds=DAY)]},
        otherwise="Plusieurs messages sont déjà partis…",
    )
    unlimited("needs.closed", why="the team decides")

What a stranger can name (a mailbox, an association) has a `share`, or anybody could use up what its owner needs.
Counts are part of the transaction that writes the mail: what is refused leaves nothing, not even a count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from django.db.models import Model

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.limits import Limit, spend_all
from qpv_charter.toolkit.mailboxes import mailbox_of
from signatories.people.asking import where_from, who_asks


class TooManyMails(ActionRefused):
    """No mail of this kind may be caused now; said to the person who asks, or, without a reason, to nobody."""

    status = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(frozen=True)
class Allowance:
    """Without `otherwise`, a mail too many is not written, and what caused it goes on. `why` there is no limit."""

    to: Sequence[Limit] = ()
    by: Sequence[Limit] = ()
    about: Mapping[str, Sequence[Limit]] = field(default_factory=dict)
    otherwise: str = ""
    why: str = ""


_allowances: dict[str, Allowance] = {}


def limited(
    *kinds: str,
    to: Sequence[Limit],
    by: Sequence[Limit] = (),
    about: Mapping[str, Sequence[Limit]] | None = None,
    otherwise: str = "",
) -> None:
    """Declare kinds of mail that count together. `about` is by model; `otherwise` is said to who asks too much."""
    _declare(kinds, Allowance(to=to, by=by, about=about or {}, otherwise=otherwise))


def unlimited(*kinds: str, why: str) -> None:
    """Declare kinds of mail that nobody can cause at will to somebody else, for a reason."""
    _declare(kinds, Allowance(why=why))


def declared() -> Mapping[str, Allowance]:
    """What was declared of each kind."""
    return _allowances


def allowance_of(kind: str) -> Allowance:
    """Raises LookupError for a kind of mail that no slice declared."""
    if kind not in _allowances:
        message = f"No slice said how many mails {kind!r} may be caused (signatories/outbox/limits.py)."
        raise LookupError(message)
    return _allowances[kind]


def spend_asking(kind: str, about: Iterable[Model | None]) -> None:
    """Count one request for mails of a kind, however many leave. Raises TooManyMails past what is allowed."""
    allowance, who = allowance_of(kind), who_asks()
    uses = [(limit, who) for limit in allowance.by if who]
    for subject in about:
        label = subject._meta.label_lower if subject else ""
        uses += [(limit, f"{label} {subject.pk}") for limit in allowance.about.get(label, ()) if subject]
    if not spend_all(*uses, by=who, place=where_from()):
        raise TooManyMails(allowance.otherwise)


def spend_mailbox(kind: str, to: str) -> None:
    """Count one mail to a mailbox. Raises TooManyMails past what is allowed."""
    allowance = allowance_of(kind)
    uses = [(limit, mailbox_of(to)) for limit in allowance.to]
    if not spend_all(*uses, by=who_asks(), place=where_from()):
        raise TooManyMails(allowance.otherwise)


def _declare(kinds: Iterable[str], allowance: Allowance) -> None:
    for kind in kinds:
        if kind in _allowances:
            message = f"Two slices say how many mails {kind!r} may be caused."
            raise ValueError(message)
        _allowances[kind] = allowance
