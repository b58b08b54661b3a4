"""A call; one that is expected, too early to be shown; a consultation whose hour has come, with two lines and who
asks to join one."""

from engagements.consultations.actions.calls import expect_again
from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.rooms import ask_to_join, say
from engagements.consultations.models import Outcome
from signatories.organisations.actors import Contact
from tests.engagements.consultations.scenes import a_call, a_contact, a_room, revealed, said
from tests.factories import a_qpv
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    world.organisation.qpvs.add(a_qpv())
    call = a_call(by=contact)
    expect_again(call, by=contact)
    other = a_contact()
    room = a_room(by=contact, call=call)
    line = say(room, said(), by=contact)
    say(room, said(), by=other)
    revealed(room)
    partner = ask_to_join(line, by=other)
    agree_to_be_named(room, by=contact)
    room.refresh_from_db()
    world.shown_to_all |= {"engagements.call"}
    world.kept_from_the_team |= {"engagements.line"}
    world.samples["consultations"] = {"pk": call.pk, "line": line.pk, "partner": partner.pk}
    in_room = (
        "room",
        "hour",
        "say",
        "note",
        "line",
        "join",
        "accept",
        "conclude",
        "reopen",
        "name",
        "invite",
        "page_pdf",
    )
    world.samples["consultations:page"] = {"code": room.page_code}
    world.samples |= {f"consultations:{name}": {"pk": room.pk} for name in in_room}


def put_association(weavers: Weavers) -> None:
    """What it says of its project, and where it meets; what came of it."""
    contact = Contact(person=weavers.contact, acts_for=weavers.organisation.pk, organisation=weavers.organisation)
    weavers.organisation.qpvs.add(a_qpv())
    call = a_call(name="Appel des métiers (exemple)", link="https://example.org/metiers")
    room = a_room(by=contact, call=call, where=f"Chez {NAME}")
    say(room, said(audience=f"Les amies des {NAME}"), by=contact)
    words = f"Avec {NAME}"
    conclude(revealed(room), by=contact, outcome=Outcome.EACH, told=words, dissent=words)
