"""A call; one that is expected, too early to be shown; a consultation whose hour has come, with two lines and who
asks to join one."""

from engagements.consultations.actions.calls import expect_again
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.residents import note_residents
from engagements.consultations.actions.rooms import ask_to_join, say
from engagements.consultations.models import Funded, Outcome
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from signatories.organisations.actors import Contact
from tests.engagements.consultations.scenes import (
    a_call,
    a_contact,
    a_room,
    funders_told,
    in_days,
    over,
    revealed,
    said,
    three,
)
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
    others = say(room, said(), by=other)
    revealed(room)
    sentence = Sentence(text="On ne sait pas où aller le soir (exemple)")
    view = note_residents(line, sentence, Occasion(said_in=in_days(-40)), by=contact)
    partner = ask_to_join(line, by=other)
    agree_to_be_named(room, by=contact)
    funders_told(three(call=a_call(name="Contrat de ville (exemple)", link="https://example.org/contrat")))
    room.refresh_from_db()
    world.shown_to_all |= {"engagements.call"}
    world.kept_from_the_team |= {"engagements.line", "engagements.fundersanswer"}
    world.samples["consultations"] = {"pk": call.pk, "line": line.pk, "view": view.pk, "partner": partner.pk}
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
        "funders",
        "residents",
        "residents_back",
    )
    world.samples["consultations:page"] = {"code": room.page_code}
    world.samples |= {f"consultations:{name}": {"pk": room.pk} for name in in_room}
    world.samples["consultations:report"] = {"pk": room.pk, "line": others.pk}


def put_association(weavers: Weavers) -> None:
    """What it says of its project, and where it meets; what came of it."""
    contact = Contact(person=weavers.contact, acts_for=weavers.organisation.pk, organisation=weavers.organisation)
    weavers.organisation.qpvs.add(a_qpv())
    call = a_call(name="Appel des métiers (exemple)", link="https://example.org/metiers")
    room = a_room(by=contact, call=call, where=f"Chez {NAME}")
    line = say(room, said(audience=f"Les amies des {NAME}"), by=contact)
    note_residents(line, Sentence(text=f"Chez les {NAME}"), Occasion(said_in=in_days(-40)), by=contact)
    words = f"Avec {NAME}"
    conclude(revealed(room), by=contact, outcome=Outcome.EACH, told=words, dissent=words)
    over(call)
    tell_of_funders(room, by=contact, funded=Funded.OBTAINED, text=words)
