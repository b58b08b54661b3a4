"""A decision that those who carry it alone read, and one that is public; what the weavers wrote and dropped."""

from engagements.decisions.actions import drop
from engagements.decisions.models import Audience
from signatories.organisations.actors import Contact
from tests.engagements.decisions.scenes import a_decision
from tests.factories import a_qpv
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    world.organisation.qpvs.add(a_qpv())
    a_decision(by=contact, audience=Audience.BETWEEN)
    decision = a_decision(by=contact, audience=Audience.PUBLIC)
    world.shown_to_all |= {"engagements.decision"}
    world.samples["decisions"] = {"pk": decision.pk}


def put_association(weavers: Weavers) -> None:
    contact = Contact(person=weavers.contact, acts_for=weavers.organisation.pk, organisation=weavers.organisation)
    weavers.organisation.qpvs.add(a_qpv())
    decision = a_decision(by=contact, text=f"Écrire au nom des {NAME}")
    drop(decision, by=contact, why=f"Les {NAME} n’ont plus le temps.")
