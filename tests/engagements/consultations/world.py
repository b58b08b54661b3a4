"""A call; and one that is expected, too early to be shown."""

from engagements.consultations.actions.calls import expect_again
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from tests.engagements.consultations.scenes import a_call
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    call = a_call(by=contact)
    expect_again(call, by=contact)
    world.shown_to_all |= {"engagements.call"}
    world.samples["consultations"] = {"pk": call.pk}
    assert call in type(call).objects.visible_to(Actor())
