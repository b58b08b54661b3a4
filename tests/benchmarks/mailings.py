"""A message to 2,000 addresses: confirmed, written and sent (to a mail server that takes everything at once), over
2,000 bare rows of the outbox."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.test.utils import override_settings

from signatories.mailings import actions, blocks, queries
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.organisations.models import Organisation
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from tests.benchmarks import bulk

TEXT = "Bonjour,\n\nUne réunion se prépare. {{association}} y est attendue.\n\nÀ bientôt."
QUERY = "?etat=published"
TAKES_ALL = "django.core.mail.backends.dummy.EmailBackend"


@dataclass(frozen=True)
class MailingRow:
    """Seconds; `ratio` is what writing takes over as many bare rows of the outbox."""

    addresses: int
    confirmed: float
    written: float
    bare: float
    ratio: float
    sent: float


def measure(addresses: int) -> MailingRow:
    mailing = _prepared(addresses)
    by = member(mailing.begun_by)
    ready = queries.preview(mailing, by, at=1).ready
    confirmed = _seconds(lambda: actions.confirm(mailing, by=by, seen=ready, revision=mailing.revision))
    written = _seconds(lambda: _write_all(mailing))
    bare = _seconds(lambda: _bare(addresses))
    with override_settings(EMAIL_BACKEND=TAKES_ALL):
        sent = _seconds(deliver_due)
    left = MailingRecipient.objects.filter(mailing=mailing, message__state=Message.State.SENT).count()
    if left != ready:
        raise RuntimeError(f"{left} mails left, not {ready}")
    return MailingRow(ready, confirmed, written, bare, written / bare, sent)


def _prepared(addresses: int) -> Mailing:
    """A draft to so many signatories, each with the address of its paper."""
    bulk.grow_to(addresses)
    published = Signature.objects.filter(status=Status.PUBLISHED).values("organisation")
    some = list(Organisation.objects.filter(pk__in=published, memberships=None)[:addresses])
    for number, each in enumerate(some):
        each.contact_email = f"association{number}@example.org"
    Organisation.objects.bulk_update(some, ["contact_email"], batch_size=500)
    Message.objects.all().delete()
    by = member(User.objects.create_superuser("envoi@example.org"))
    mailing = actions.begin(QUERY, by=by)
    return actions.write_text(mailing, by=by, subject="Une réunion", text=TEXT, revision=0)


def _write_all(mailing: Mailing) -> None:
    while blocks.write_block(mailing):
        pass


def _bare(number: int) -> None:
    for at in range(number):
        Message.objects.create(kind="bare", to=f"a{at}@example.org", subject="Une réunion", text=TEXT).delete()


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
