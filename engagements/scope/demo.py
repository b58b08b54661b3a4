"""The three neighbourhoods that live in the demonstration, and who acts there."""

from engagements.scope.places import Place, place_of
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

# One with a relais, one without, where associations of the department
# talk before they apply, one overseas.
MOSSON, MIRAIL, OVERSEAS = "QN03405M", "QN03107M", "QN97301M"


def contacts_in(code: str) -> list[Contact]:
    """Somebody for each published signatory of a neighbourhood, by the names of the associations."""
    seen = Signature.objects.published().values("organisation")
    there = Organisation.objects.filter(pk__in=seen, qpvs__pk=code).order_by("name_key", "pk")
    return [contact for each in there if (contact := contact_of(each))]


def contact_of(organisation: Organisation | None) -> Contact | None:
    """Who looks after an association, the first of them; nobody for none."""
    membership = organisation.memberships.current().select_related("user").first() if organisation else None
    if membership is None or organisation is None:
        return None
    return Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)


def at(by: Contact) -> Place:
    """The neighbourhood of the three where an association acts."""
    mine = by.organisation.qpvs.filter(pk__in=[MOSSON, MIRAIL, OVERSEAS]).select_related("department")
    return place_of(qpvs=list(mine[:1]), department=None)
