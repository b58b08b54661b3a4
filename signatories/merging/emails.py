"""What the contacts of two records are told of. One function a message."""

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.merging.models import Union
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write_each
from signatories.outbox.models import Message
from signatories.people.models import User

FOLDER = "signatories/merging/emails"


def readers_of(*organisations: Organisation) -> set[str]:
    """Whoever reads what is written to one of them, each once."""
    return {reader.address for each in organisations for reader in correspondents(each)}


def joined(union: Union, *, to: set[str], by: User) -> list[Message]:
    return _write(union, "joined", "Vos deux fiches n’en font plus qu’une", to=to, by=by)


def parted(union: Union, *, to: set[str], by: User) -> list[Message]:
    return _write(union, "parted", "Vos deux fiches sont de nouveau séparées", to=to, by=by)


def _write(union: Union, name: str, subject: str, *, to: set[str], by: User) -> list[Message]:
    """Answering it answers whoever did it: what looks like one association may be two."""
    space = reverse("organisations:space_detail", args=[union.kept.slug])
    return write_each(
        kind=f"merging.{name}",
        to=to,
        subject=subject,
        template=f"{FOLDER}/{name}",
        context={"kept": union.kept, "joined": union.joined, "by": by, "space": absolute(space)},
        about=[union, union.kept, union.joined, by],
        reply_to=by.email,
    )
