"""Inviting somebody to look after the record too, or in one's place."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.mailboxes import read_email
from signatories.history.actions import record
from signatories.organisations import emails
from signatories.organisations.actions.contacts import add_contact, end_membership, held, make_way
from signatories.organisations.models import Invitation, InvitationKey, Membership, Organisation
from signatories.organisations.rules import may_edit
from signatories.people.actions import open_account
from signatories.people.models import User
from signatories.people.queries import person_of

LIFE = timedelta(days=30)
MAX_PENDING = 10


@transaction.atomic
def invite(organisation: Organisation, *, by: User, email: str) -> Invitation:
    """Mail somebody a link that makes them a contact, valid thirty days.

    Raises ActionRefused for a stranger, somebody who is a contact or invited already, or past ten pending."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    address = or_refuse(read_email, email)
    _require_may_invite(locked, by=by, address=address)
    return _send(Invitation(organisation=locked, email=address, invited_by=by), "invitation.sent")


@transaction.atomic
def hand_over(
    membership: Membership, *, by: User, email: str, stays: bool = True, leaves_nobody: bool = False
) -> Invitation:
    """Invite who comes in one's place. Who `stays` is a contact until she accepts; who does not leaves now, and
    the invitation waits.

    Raises ActionRefused as `invite` does, for somebody else's part, where one hands over already, and as
    `end_membership` does where nobody would be left."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    hers, address = held(membership), or_refuse(read_email, email)
    if hers.user != by:
        raise ActionRefused("Chaque personne passe elle-même la main.")
    _require_may_invite(organisation, by=by, address=address)
    if Invitation.objects.filter(hands_over=hers, accepted_at=None, cancelled_at=None).exists():
        raise ActionRefused(
            "Vous passez déjà la main à quelqu’un. Annulez cette invitation pour en envoyer une autre."
        )
    invitation = Invitation(
        organisation=organisation, email=address, invited_by=by, hands_over=hers if stays else None
    )
    _send(invitation, "handover.begun")
    if not stays:
        end_membership(hers, by=by, leaves_nobody=leaves_nobody)
    return invitation


def _send(invitation: Invitation, kind: str) -> Invitation:
    invitation.expires_at = timezone.now() + LIFE
    invitation.save()
    record(kind, invitation.organisation, by=invitation.invited_by, invitation=invitation.pk)
    key = InvitationKey.objects.issue(target=invitation, expires_at=invitation.expires_at)
    emails.invitation(invitation, key=key, in_place=kind == "handover.begun")
    return invitation


def _require_may_invite(organisation: Organisation, *, by: User, address: str) -> None:
    if not may_edit(by, organisation):
        raise ActionRefused("Seules les personnes contact peuvent inviter.")
    if organisation.memberships.current().filter(user__email__iexact=address).exists():
        raise ActionRefused("Cette adresse est déjà celle d’une personne contact.")
    waiting = organisation.invitations.filter(accepted_at=None, cancelled_at=None)
    waiting.filter(expires_at__lte=timezone.now()).update(cancelled_at=timezone.now())
    if waiting.filter(email__iexact=address).exists():
        raise ActionRefused("Une invitation attend déjà à cette adresse. Annulez-la pour en envoyer une autre.")
    if waiting.count() >= MAX_PENDING:
        raise ActionRefused("Dix invitations attendent déjà une réponse. Annulez-en avant d’en envoyer d’autres.")


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: User | None = None, first_name: str = "", last_name: str = "", role: str = ""
) -> Membership:
    """Become a contact by an invitation: somebody new gets an account and a role at once, and all are welcomed.

    `by` is who signed in with the invited address; None for whoever came by the mailed link alone, which is enough
    for an address that nobody has yet. Accepting again changes nothing. Raises ActionRefused when the invitation
    was cancelled, has expired, or was accepted by somebody else, and where an old mail would open an account."""
    # The association first, as whoever invites or erases does: else they and this would wait for each other.
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=invitation.organisation_id)
    rows = organisation.invitations.select_for_update(of=("self",)).select_related("hands_over__user")
    locked = rows.filter(pk=invitation.pk).first()
    if locked and locked.accepted_at:
        return _accepted_already(organisation, by)
    if locked is None or not locked.is_open:
        raise ActionRefused("Cette invitation n’est plus valable. Demandez-en une nouvelle à l’association.")
    person = by or _newcomer(locked, first_name=first_name, last_name=last_name)
    locked.accepted_at = timezone.now()
    locked.save()
    membership = add_contact(organisation, user=person, role=role)
    emails.welcome(membership)
    make_way(locked, by=person)
    return membership


def _accepted_already(organisation: Organisation, by: User | None) -> Membership:
    mine = organisation.memberships.current().filter(user=by).first() if by else None
    if mine is None:
        raise ActionRefused("Cette invitation a déjà servi.")
    return mine


def _newcomer(invitation: Invitation, *, first_name: str, last_name: str) -> User:
    """The account of the person invited, whom the mailed link proves to read that mailbox."""
    if person_of(invitation.email):
        raise ActionRefused("Vous avez déjà un compte à cette adresse\u202f: connectez-vous pour accepter.")
    return open_account(email=invitation.email, first_name=first_name, last_name=last_name, verified=True)


@transaction.atomic
def cancel_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make an invitation's link useless. Raises ActionRefused if it was accepted, or for a stranger."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not may_edit(by, locked.organisation):
        raise ActionRefused("Seules les personnes contact peuvent annuler une invitation.")
    if locked.accepted_at:
        raise ActionRefused("Cette invitation a déjà été acceptée.")
    locked.cancelled_at = locked.cancelled_at or timezone.now()
    locked.save()
    record("invitation.cancelled", locked.organisation, by=by, invitation=locked.pk)
    return locked
