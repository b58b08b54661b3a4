"""Forgetting what messages say of somebody or something: found by what they name, never by words.

To be called while the addresses and objects are still there. A message that one has not been able to send yet
is cancelled: what it says is no longer to be said."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from signatories.outbox.models import Message, MessageSubject, Preference
from signatories.people.models import User

# Long enough to answer whoever says that nothing came; after that it says too much of people.
KEPT = timedelta(days=365)
OVER = (Message.State.SENT, Message.State.FAILED, Message.State.CANCELLED)
ERASED_SUBJECT = "Message effacé"
ERASED = "Ce dont parlait ce message a été effacé."


@transaction.atomic
def forget_about(subject: Model) -> int:
    """Empty every message that names an object or a person; that it was sent, to whom, stays. Returns how many."""
    messages = Message.objects.about(subject)
    messages.exclude(state__in=[Message.State.SENT, Message.State.CANCELLED]).update(
        state=Message.State.CANCELLED, reason=ERASED, text="", html=""
    )
    return messages.update(subject=ERASED_SUBJECT, text="", html="", reply_to="", error="")


@transaction.atomic
def forget_sent_about(subject: Model) -> None:
    """Empty what names an object; what was sent to nobody's account (the address of a paper, of somebody invited)
    goes whole, since the address says something of it too."""
    forget_about(subject)
    to_accounts = MessageSubject.objects.filter(addressed=True).values("message")
    Message.objects.about(subject).exclude(pk__in=to_accounts).delete()


def forget_unused_keys(address: str) -> None:
    """Remove the keys with which an address could have refused mails, and did not."""
    Preference.objects.of(address).filter(refused_at=None).delete()


@transaction.atomic
def forget_person(person: User) -> None:
    """Remove what was sent to a person, at any address they had, and empty what names them elsewhere."""
    Message.objects.addressed_to(person).delete()
    forget_address(person.email)
    forget_about(person)


@transaction.atomic
def forget_address(address: str) -> None:
    """Remove what was sent to an address, with what it said it did not want; take it off what others answer."""
    Message.objects.filter(to__iexact=address).delete()
    Message.objects.filter(reply_to__iexact=address).update(reply_to="")
    Preference.objects.of(address).delete()


def forget_old() -> int:
    """Remove messages that are over, after a year; returns how many."""
    removed, _ = Message.objects.filter(state__in=OVER, created_at__lt=timezone.now() - KEPT).delete()
    return removed


def forget_unused_preferences() -> int:
    """Remove the keys that nobody used to refuse, a year after the last mail that carried one; how many."""
    removed, _ = Preference.objects.filter(refused_at=None, written_at__lt=timezone.now() - KEPT).delete()
    return removed
