"""From an audience to a message that leaves: begun, written, confirmed; then stopped and resumed."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.revisions import save_over
from signatories.following.lists import filters_of
from signatories.history.actions import record
from signatories.mailings import blocks, tasks, words
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.mailings.readers import MOST, REFUSES, Reader, Selection, selection
from signatories.people.actors import TeamMember

State = Mailing.State
NOBODY = "Personne ne recevrait ce message\u202f: choisissez d’abord à qui vous écrivez."
SENT_ALREADY = "Ce message est déjà parti, ou en train de partir\u202f: son texte ne change plus."


@transaction.atomic
def begin(audience: str, *, by: TeamMember) -> Mailing:
    """A draft, to those whom an audience reaches. Raises ActionRefused when it reaches nobody, or too many."""
    _reached(selection(audience, by))
    filters = filters_of(audience)
    mailing = Mailing.objects.create(audience=filters.as_query() if filters else "", begun_by=by.person)
    record("mailing.begun", mailing, by=by)
    return mailing


@transaction.atomic
def write_text(mailing: Mailing, *, by: TeamMember, subject: str, text: str, revision: int) -> Mailing:
    """Keep a draft's text. Raises ActionRefused for what is left to be replaced and means nothing, and once it is
    sent; Stale when it was written in another window."""
    subject = or_refuse(words.read_subject, subject)
    text = or_refuse(words.read_letter, text)
    _draft(mailing)
    mailing = save_over(Mailing.objects.all(), mailing.pk, read=revision, subject=subject, text=text)
    record("mailing.text_written", mailing, by=by)
    return mailing


@transaction.atomic
def discard(mailing: Mailing, *, by: TeamMember) -> None:
    """Throw a draft away."""
    mailing = _draft(mailing)
    record("mailing.discarded", mailing, by=by)
    mailing.delete()


@transaction.atomic
def confirm(mailing: Mailing, *, by: TeamMember, seen: int, revision: int) -> Mailing:
    """Send it, in the background, to as many addresses as its preview said (`seen`), in the text that it showed.

    Raises ActionRefused without a text, and when either has changed since."""
    mailing = _draft(mailing)
    if not mailing.subject or not mailing.text:
        raise ActionRefused("Il manque l’objet ou le texte du message.")
    found = _reached(selection(mailing.audience, by))
    ready = [reader for reader in found.readers if not reader.why_held(mailing.text)]
    if (len(ready), mailing.revision) != (seen, revision):
        raise ActionRefused(
            "Depuis que vous avez lu cet aperçu, le texte ou la liste a changé. Rien n’est parti\u202f: "
            "relisez-le, puis envoyez."
        )
    if not ready:
        raise ActionRefused(NOBODY)
    mailing.state, mailing.confirmed_by, mailing.confirmed_at = State.SENDING, by.person, timezone.now()
    mailing.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _name_recipients(mailing, found)
    record("mailing.confirmed", mailing, by=by)
    _go_on(mailing)
    return mailing


@transaction.atomic
def stop(mailing: Mailing, *, by: TeamMember) -> Mailing:
    """What has not left does not leave. Raises ActionRefused unless it is being sent."""
    return _turn(mailing, State.SENDING, State.STOPPED, "mailing.stopped", by)


@transaction.atomic
def resume(mailing: Mailing, *, by: TeamMember) -> Mailing:
    """To those who have nothing yet. Raises ActionRefused unless it was stopped."""
    mailing = _turn(mailing, State.STOPPED, State.SENDING, "mailing.resumed", by)
    blocks.put_back(mailing)
    _go_on(mailing)
    return mailing


def _turn(mailing: Mailing, before: State, after: State, kind: str, by: TeamMember) -> Mailing:
    mailing = Mailing.objects.locked(mailing.pk)
    if mailing.state != before:
        raise ActionRefused(
            "Cet envoi n’est pas en cours\u202f: il n’y a rien à arrêter."
            if after == State.STOPPED
            else "Cet envoi n’est pas arrêté\u202f: il n’y a rien à reprendre."
        )
    mailing.state = after
    mailing.save(update_fields=["state"])
    record(kind, mailing, by=by)
    return mailing


def _draft(mailing: Mailing) -> Mailing:
    """Held until the end of the transaction. Raises ActionRefused for one that is sent."""
    mailing = Mailing.objects.locked(mailing.pk)
    if mailing.state != State.DRAFT:
        raise ActionRefused(SENT_ALREADY)
    return mailing


def _reached(found: Selection) -> Selection:
    if found.too_many:
        raise ActionRefused(
            f"Ces filtres nomment {found.too_many} associations, et un message va à {MOST} au plus\u202f: "
            "choisissez un département à la fois, par exemple."
        )
    if not found.readers:
        raise ActionRefused(NOBODY)
    return found


def _name_recipients(mailing: Mailing, found: Selection) -> None:
    """A row for each address, those that are left out with the reason."""
    named = [(reader, reader.why_held(mailing.text)) for reader in found.readers]
    named += [(reader, REFUSES) for reader in found.refusing]
    rows = MailingRecipient.objects.bulk_create([_row(mailing, reader, why) for reader, why in named])
    through = MailingRecipient.organisations.through
    through._default_manager.bulk_create(
        through(mailingrecipient_id=row.pk, organisation_id=each.pk)
        for row, (reader, _) in zip(rows, named, strict=True)
        for each in reader.organisations
    )


def _row(mailing: Mailing, reader: Reader, why: str) -> MailingRecipient:
    state = MailingRecipient.State.HELD if why else MailingRecipient.State.WAITING
    return MailingRecipient(mailing=mailing, address=reader.address, state=state, why=why)


def _go_on(mailing: Mailing) -> None:
    transaction.on_commit(lambda: tasks.write_messages.enqueue(str(mailing.pk)))
