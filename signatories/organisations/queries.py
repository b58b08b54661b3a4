"""Page-shaped reads of associations."""

from django.db.models import Prefetch, prefetch_related_objects

from signatories.organisations.models import NONE_OF_THEM, Membership, Organisation
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import candidates


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
