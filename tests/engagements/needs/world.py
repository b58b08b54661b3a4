"""A need that anyone reads; one between signatories; and those that Zélie noted."""

from engagements.needs.models import Need
from signatories.organisations.actors import Contact
from tests.engagements.needs.scenes import a_need
from tests.somebody import Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    need = a_need(by=contact)
    a_need(by=contact, is_public=False)
    world.shown_to_all |= {Need._meta.label_lower}
    world.samples["needs"] = {"pk": need.pk}


def put_somebody(zelie: Somebody) -> None:
    a_need(by=Contact(person=zelie.person, acts_for=zelie.organisation.pk, organisation=zelie.organisation))
