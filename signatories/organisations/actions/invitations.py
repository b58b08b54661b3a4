"""Inviting somebody to look after the record too."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations import emails
from signatories.organisations.actions.contacts import add_contact
from signatories.organisations.models import Invitation, Membership, Organisation
from signatories.organisations.rules import may_edit
from signatories.people.models import User

LIFE = timedelta(days=30)
MAX_PENDING = 10


def digest(token: str) -> str:
    """How a link's secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(organisation: Organisation, *, by: User, email: str) -> Invitation:
    """Mail somebody a link that makes them a contact, valid thirty days.

    Raises ActionRefused for a stranger, somebody who is a contact or invited already, or past ten pending."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    address = email.strip().lower()
    _require_may_invite(locked, by=by, address=address)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=locked,
        email=address,
        token_hash=digest(token),
        invited_by=by,
        expires_at=timezone.now() + LIFE,
    )
    record("invitation.sent", locked, by=by, invitation=invitation.pk)
    emails.invitation(invitation, token=token)
    return invitation


def _require_may_invite(organisation: Organisation, *, by: User, address: str) -> None:
    if not may_edit(by, organisation):
        raise ActionRefused("Seules les personnes contact de l’association peuvent inviter.")
    if organisation.memberships.current().filter(user__email__iexact=address).exists():
        raise ActionRefused("Cette adresse est déjà celle d’une personne contact.")
    waiting = organisation.invitations.filter(accepted_at=None, cancelled_at=None)
    waiting.filter(expires_at__lte=timezone.now()).update(cancelled_at=timezone.now())
    if waiting.filter(email__iexact=address).exists():
        raise ActionRefused("Une invitation attend déjà à cette adresse. Annulez-la pour en envoyer une autre.")
    if waiting.count() >= MAX_PENDING:
        raise ActionRefused("Dix invitations attendent déjà une réponse. Annulez-en avant d’en envoyer d’autres.")


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User) -> Membership:
    """Become a contact by an invitation; accepting twice changes nothing.

    The caller has checked that this person reads the invited mailbox. Raises ActionRefused when the invitation
    was cancelled, has expired, or was accepted by somebody else."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at:
        mine = locked.organisation.memberships.current().filter(user=user).first()
        if mine is None:
            raise ActionRefused("Cette invitation a déjà servi.")
        return mine
    if not locked.is_open:
        raise ActionRefused("Cette invitation n’est plus valable. Demandez-en une nouvelle à l’association.")
    locked.accepted_at = timezone.now()
    locked.save()
    return add_contact(locked.organisation, user=user, role="")


@transaction.atomic
def cancel_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make an invitation's link useless. Raises ActionRefused if it was accepted, or for a stranger."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not may_edit(by, locked.organisation):
        raise ActionRefused("Seules les personnes contact de l’association peuvent annuler une invitation.")
    if locked.accepted_at:
        raise ActionRefused("Cette invitation a déjà été acceptée.")
    locked.cancelled_at = locked.cancelled_at or timezone.now()
    locked.save()
    record("invitation.cancelled", locked.organisation, by=by, invitation=locked.pk)
    return locked
