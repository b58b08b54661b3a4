"""Page-shaped reads of associations."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, prefetch_related_objects

from signatories.organisations.models import NONE_OF_THEM, Membership, Organisation, OrganisationQuerySet
from signatories.people.models import User
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import candidates


def looked_after_by(user: User | AnonymousUser) -> OrganisationQuerySet:
    """The associations whose space a person may open; none for somebody who is not signed in."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.of(user).select_related("commune__department").distinct()


def in_registry(organisation: Organisation) -> list[AssociationRecord]:
    """The records of the registry this association may be; none once it has a number or said that none is it."""
    if organisation.rna or NONE_OF_THEM in organisation.from_registry:
        return []
    return candidates(organisation.name, organisation.commune)


def contacts_of(organisation: Organisation) -> list[Membership]:
    """Who looks after an association today, each with the person.

    Kept on the object, since several parts of a page ask for it (1 query in all)."""
    current = Membership.objects.current().select_related("user")
    prefetch_related_objects([organisation], Prefetch("memberships", current, to_attr="contacts_seen"))
    contacts: list[Membership] = organisation.contacts_seen  # type: ignore[attr-defined]  # named just above
    return contacts
