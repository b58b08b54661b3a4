"""Forgetting an account: who it was, and what lets one in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils import timezone

from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.people.models import ERASED, FormerAddress, User


def addresses_of(person: User) -> frozenset[str]:
    """Every address that led to an account, today or before, in its one form; not one that they only said was
    theirs, nor one that is somebody else's since."""
    others = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    left = person.former_addresses.values_list("email", flat=True)
    former = (address for address in left if not _is_of_another(address, person))
    return frozenset(same_mailbox(address) for address in (person.email, *others, *former))


def _is_of_another(address: str, person: User) -> bool:
    """An association's mailbox passes from one of its people to the next."""
    proved = EmailAddress.objects.filter(email=address, verified=True).exclude(user=person)
    return proved.exists() or User.objects.filter(email__iexact=address).exclude(pk=person.pk).exists()


def forget_account(person: User) -> None:
    """Leave an account that nobody can be known by, nor enter."""
    EmailAddress.objects.filter(user=person).delete()
    FormerAddress.objects.filter(user=person).delete()  # after those of today, which have just become so
    Authenticator.objects.filter(user=person).delete()
    forget_logged(person, called=ERASED)
    person.email = f"efface-{person.pk}@invalid.example"  # RFC 2606: an address that can never exist
    person.first_name = person.last_name = person.phone = ""
    person.is_active = False
    person.erased_at = timezone.now()
    person.set_unusable_password()  # a new hash: every open session ends
    person.save()


def forget_left(addresses: frozenset[str]) -> None:
    """Forget that these were somebody's, who has another one now."""
    FormerAddress.objects.filter(email__in=addresses).delete()


def forget_logged(subject: Model, *, called: str) -> None:
    """Take what somebody, or something, was called off the admin's own log."""
    kind = ContentType.objects.get_for_model(subject)
    seen = LogEntry.objects.filter(content_type=kind, object_id=str(subject.pk))
    seen.update(object_repr=called, change_message="")


def forget_sessions(addresses: frozenset[str], *, person: User | None) -> None:
    """End the sessions that know an account, or an address that somebody was signing in with; those that are over
    and still kept, too."""
    for session in Session.objects.iterator():
        held = session.get_decoded()
        is_theirs = person is not None and held.get("_auth_user_id") == str(person.pk)
        if is_theirs or any(address in str(held).lower() for address in addresses):
            session.delete()
