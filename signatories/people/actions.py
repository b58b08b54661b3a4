"""Accounts: how a person comes to have one, and loses what protects it.

Signing in is in `signin.py`, the roles of the team in `team`."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from qpv_charter.toolkit.actions import or_refuse
from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import read_person_name
from signatories.people.models import User
from signatories.people.queries import person_of


@transaction.atomic
def open_account(*, email: str, first_name: str = "", last_name: str = "", verified: bool) -> User:
    """The person this address belongs to, created when nobody has it yet.

    `verified` says that the person has just proved to read this mailbox (a code, a link mailed to it); it never
    takes a proof back. Names are kept as they are when the person is already known. Raises ActionRefused for what
    is no address, or no name."""
    address = or_refuse(read_email, email)
    user = person_of(address) or _create(
        address,
        first_name=or_refuse(read_person_name, first_name),
        last_name=or_refuse(read_person_name, last_name),
    )
    _note_address(user, address, verified=verified)
    return user


@transaction.atomic
def take_second_factor_away(user: User) -> None:
    """Leave somebody without any second factor nor recovery code, and signed in nowhere."""
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()  # a new hash: every open session ends
    user.save(update_fields=["password"])


def _create(address: str, *, first_name: str, last_name: str) -> User:
    """A new person, or the one that another request has just created for the same address."""
    try:
        with transaction.atomic():
            return User.objects.create_user(address, first_name=first_name, last_name=last_name)
    except IntegrityError:
        return User.objects.get(email__iexact=address)


def _note_address(user: User, address: str, *, verified: bool) -> None:
    row, _ = EmailAddress.objects.get_or_create(
        user=user, email=address, defaults={"verified": verified, "primary": True}
    )
    if verified and not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])
