"""What the tests of thanks start from."""

from engagements.thanks.actions import say
from engagements.thanks.models import Thanks
from signatories.organisations.actors import Contact
from tests.factories import a_qpv, a_user, an_organisation


def a_contact() -> Contact:
    """Somebody who acts for an association that acts in Franc-Moisin."""
    organisation = an_organisation(contact=(person := a_user()))
    organisation.qpvs.add(a_qpv())
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def a_thanks() -> Thanks:
    return say(a_qpv(), by=a_contact(), text="Merci pour la fête (exemple).")
