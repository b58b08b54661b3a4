"""Page-shaped reads of associations."""

from django.contrib.auth.models import AnonymousUser

from signatories.organisations.models import NONE_OF_THEM, Organisation, OrganisationQuerySet
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
