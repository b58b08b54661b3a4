"""Writing a message to many, block by block, each a transaction: whoever is killed leaves whole blocks, and
whoever goes on writes to nobody twice. A stop waits for the block that is being written."""

from uuid import UUID

from django.db import transaction

from signatories.history.actions import record
from signatories.mailings import emails
from signatories.mailings.models import Mailing, MailingRecipient, Outcome
from signatories.mailings.readers import NO_LONGER, REFUSES, Reader, refusing_of, still_reached
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member

BLOCK = 100
State = MailingRecipient.State


@transaction.atomic
def write_block(mailing: Mailing) -> int:
    """Write to the next addresses that nothing was written to; how many they were, 0 once none is left, and while
    the message is stopped. Each is asked about again: who has answered since is not written to."""
    mailing = Mailing.objects.locked(mailing.pk)
    if mailing.state != Mailing.State.SENDING:
        return 0
    rows = list(mailing.recipients.waiting().prefetch_related("organisations")[:BLOCK])
    sender, told = _sender(mailing), list[Organisation]()
    readers = _readers(mailing, rows, sender)
    refusing = refusing_of(row.address for row in rows)
    for row in rows:
        told += _write(mailing, row, readers.get(row.pk), refuses=row.address in refusing)
    if told:
        record("mailing.sent", mailing, by=sender, about={each.pk: each for each in told}.values())
    return len(rows)


@transaction.atomic
def settle(mailing: Mailing) -> bool:
    """Whether there is still something to write, of a message that is being sent: what a killed worker left, and
    mails that were kept back. Once there is nothing, and none waits to leave, it is over."""
    mailing = Mailing.objects.locked(mailing.pk)
    if mailing.state != Mailing.State.SENDING:
        return False
    put_back(mailing)
    if mailing.recipients.waiting().exists():
        return True
    if not mailing.recipients.with_outcome().filter(outcome=Outcome.WAITING).exists():
        mailing.state = Mailing.State.OVER
        mailing.save(update_fields=["state"])
    return False


def put_back(mailing: Mailing) -> None:
    """Those whose mail was kept back are to be written to again, if it is still right."""
    kept = [*mailing.recipients.kept_back().values_list("pk", flat=True)]
    mailing.recipients.filter(pk__in=kept).update(state=State.WAITING, message=None)


def is_right(recipient: MailingRecipient) -> bool:
    """Whether what was written to an address may leave: not stopped, and each association that it names still
    answers what was asked of it, by this address."""
    mailing = recipient.mailing
    if mailing.state == Mailing.State.STOPPED:
        return False
    reader = _readers(mailing, [recipient], _sender(mailing)).get(recipient.pk)
    return reader is not None and len(reader.organisations) == recipient.organisations.count()


def _write(mailing: Mailing, row: MailingRecipient, reader: Reader | None, *, refuses: bool) -> list[Organisation]:
    """The associations that it was written for."""
    if reader is None:
        row.state, row.why = State.CANCELLED, NO_LONGER
    elif why := REFUSES if refuses else reader.why_held(mailing.text):
        row.state, row.why = State.HELD, why
    else:
        row.organisations.set(reader.organisations)
        row.state, row.message = State.WRITTEN, emails.message(mailing, row, reader)
    row.save(update_fields=["state", "why", "message"])
    return reader.organisations if reader and row.state == State.WRITTEN else []


def _readers(mailing: Mailing, rows: list[MailingRecipient], sender: TeamMember) -> dict[int, Reader]:
    """By row, who is still reached there, for those of its associations alone that still are."""
    named = {row.pk: {each.pk for each in row.organisations.all()} for row in rows}
    reached = still_reached(mailing.audience, sender, set[UUID]().union(*named.values()))
    found = {}
    for row in rows:
        reader = reached.get(row.address)
        if reader and (kept := [each for each in reader.organisations if each.pk in named[row.pk]]):
            found[row.pk] = Reader(reader.address, reader.person, kept, reader.joinable)
    return found


def _sender(mailing: Mailing) -> TeamMember:
    """With what her roles allow today."""
    return member(mailing.confirmed_by)  # type: ignore[arg-type]  # mailing_confirmed_by_somebody
