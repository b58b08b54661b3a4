"""A sheet being written, with a point and a guest; one that anybody reads; what the weavers wrote."""

from engagements.debates.actions.inviting import invite_guest
from engagements.debates.actions.points import add
from engagements.debates.actions.sheets import add_note
from signatories.organisations.actors import Contact
from tests.engagements.debates.scenes import a_gathering, agreed, apart, closed, held, in_days
from tests.factories import a_qpv
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    world.organisation.qpvs.add(a_qpv())
    sheet = held(by=contact)
    point = add(sheet, agreed(), by=contact)
    key = invite_guest(sheet, by=contact, called="Le conseil citoyen (exemple)", until=in_days(20))
    closed(held(by=contact, wants_public=True), by=contact)
    gathering = a_gathering(contact, days=(10,))
    world.shown_to_all |= {"engagements.sheet"}
    world.samples["debates"] = {"pk": sheet.pk, "point": point.pk, "guest": key.target_id, "key": key.clear}
    world.samples["debates:take_notes"] = {"pk": gathering.pk}


def put_association(weavers: Weavers) -> None:
    contact = Contact(person=weavers.contact, acts_for=weavers.organisation.pk, organisation=weavers.organisation)
    weavers.organisation.qpvs.add(a_qpv())
    sheet = held(by=contact, title=f"Que deviennent les {NAME} (exemple)")
    sheet.context = f"Les {NAME} déménagent."
    sheet.save(update_fields=["context"])
    add(sheet, apart(text=f"Les {NAME} restent.", reason=f"Les {NAME} l’ont promis."), by=contact)
    add_note(closed(sheet, by=contact), by=contact, text=f"Les {NAME} ont changé d’avis.")
