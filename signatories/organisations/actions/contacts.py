"""The people who look after an association's record."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_role
from signatories.history.actions import record
from signatories.organisations import emails, signals
from signatories.organisations.actors import Contact
from signatories.organisations.models import Invitation, Membership, Organisation
from signatories.organisations.rules import is_contact, may_edit, may_publish_name
from signatories.people.models import User


@transaction.atomic
def add_contact(
    organisation: Organisation, *, user: User, role: str, publish_name: bool = False, by: User | None = None
) -> Membership:
    """Make a person a contact; the one they are already, when they are. Of a record that was joined into another
    one meanwhile, of that one."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if locked.joined_into_id:
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=locked.joined_into_id)
    already = locked.memberships.current().filter(user=user).first()
    if already:
        return already
    membership = Membership.objects.create(
        organisation=locked, user=user, role=or_refuse(read_role, role), publish_name=publish_name
    )
    record("contact.added", locked, by=by or user, about=[user], membership=membership.pk)
    signals.organisation_changed.send(Organisation, organisation=locked, by=by or user)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, by: User, role: str) -> Membership:
    """Write another role; any contact of the association may. Raises ActionRefused for others."""
    locked = held(membership)
    if not may_edit(by, locked.organisation):
        raise ActionRefused("Seules les personnes contact peuvent changer un rôle.")
    locked.role = or_refuse(read_role, role)
    locked.save()
    return _said("contact.role_changed", locked, by=by)


@transaction.atomic
def publish_name(membership: Membership, *, by: User, yes: bool) -> Membership:
    """Show one's own name on the association's public page, or hide it. Raises ActionRefused for others."""
    locked = held(membership)
    if not may_publish_name(by, locked):
        raise ActionRefused("Chaque personne décide pour son propre nom.")
    locked.publish_name = yes
    locked.save()
    return _said("contact.name_published" if yes else "contact.name_hidden", locked, by=by)


@transaction.atomic
def end_membership(membership: Membership, *, by: User, leaves_nobody: bool = False) -> Membership:
    """End one's own, or a colleague's, part as a contact; the person and the team are told where it matters.

    Raises ActionRefused when nobody would be left and `leaves_nobody` does not say that it is known."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    locked = held(membership)
    if not may_edit(by, organisation):
        raise ActionRefused("Seules les personnes contact peuvent le faire.")
    is_last = organisation.memberships.current().count() == 1
    if is_last and not leaves_nobody:
        raise ActionRefused(
            "C’est la dernière personne contact\u202f: restez jusqu’à ce que quelqu’un prenne la suite, "
            "ou cochez que l’association restera sans personne contact."
        )
    if by != locked.user:
        emails.contact_ended(locked)
    if is_last:
        emails.nobody_left(organisation)
    return _close("contact.ended", locked, by=by)


@transaction.atomic
def confirm_people(organisation: Organisation, *, by: Contact) -> Organisation:
    """Say that those who look after an association are the right ones, today: a sign that it gives. Saying it
    again does no harm. Raises ActionRefused for a stranger."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if by.acts_for != locked.pk or not is_contact(by.person, locked):
        raise ActionRefused("Seules les personnes contact peuvent le dire.")
    locked.people_checked_at = timezone.now()
    locked.save(update_fields=["people_checked_at"])
    record("contact.list_confirmed", locked, by=by)
    signals.organisation_changed.send(Organisation, organisation=locked, by=by.person)
    return locked


@transaction.atomic
def make_way(invitation: Invitation, *, by: User) -> Membership | None:
    """`by` has just accepted it: who handed over to her is a contact no more, and is told. None where nobody did,
    or left before; and where it is the same person, under another address."""
    hers = invitation.hands_over
    if hers is None or hers.ended_at or hers.user == by:
        return None
    emails.handed_over(hers, successor=by)
    return _close("contact.handed_over", held(hers), by=by)


def _close(kind: str, membership: Membership, *, by: User) -> Membership:
    """End a part that is held, and say so under this name."""
    membership.ended_at = timezone.now()
    membership.publish_name = False
    membership.save()
    return _said(kind, membership, by=by)


def held(membership: Membership) -> Membership:
    """Somebody's part, locked. Raises ActionRefused once it ended."""
    locked = Membership.objects.current().select_for_update().filter(pk=membership.pk).first()
    if locked is None:
        raise ActionRefused("Cette personne ne fait plus partie des personnes contact.")
    return locked


def _said(kind: str, membership: Membership, *, by: User) -> Membership:
    record(kind, membership.organisation, by=by, about=[membership.user], membership=membership.pk)
    signals.organisation_changed.send(Organisation, organisation=membership.organisation, by=by)
    return membership
