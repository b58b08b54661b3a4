"""A meeting whose day came, with somebody there and a poster entered; one whose gathering is shown no more; what
the weavers wrote of the one that they welcome, and that they came."""

from evaluations.campaigns.actions import prepare as prepare_campaign
from evaluations.meetings.actions.announcing import Words, prepare
from evaluations.meetings.actions.holding import note_present
from evaluations.meetings.actions.posters import write_poster
from signatories.organisations.actors import Contact
from tests.constraints import changed
from tests.engagements.participation.scenes import a_gathering
from tests.evaluations.meetings.scenes import WALL, a_meeting, begun, host, the_question
from tests.evaluations.self_evaluations.scenes import a_national
from tests.factories import a_qpv
from tests.weavers import NAME, Weavers
from tests.worlds import World

YEAR = 2033


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    campaign = prepare_campaign(by=a_national(), year=YEAR)
    meeting = begun(a_meeting(a_gathering(contact, days=(10,)), campaign=campaign))
    (presence,) = note_present(meeting, by=host(meeting), organisations=[contact.organisation])
    sentences = type(WALL)(works=WALL.works)
    write_poster(meeting, the_question(year=YEAR), a_qpv(), by=host(meeting), wall=sentences, read=None)
    hidden = a_meeting(a_gathering(contact, days=(20,)), campaign=campaign)
    changed(hidden.gathering, is_public=False)
    world.shown_to_all |= {"evaluations.yearlymeeting"}
    to_announce = a_gathering(contact, days=(30,))
    world.samples["meetings"] = {
        "pk": meeting.pk,
        "presence": presence.pk,
        "code": a_qpv().pk,
        "question": "veille",
    }
    world.samples["meetings:announce"] = {"pk": to_announce.pk}
    world.judged["meetings:workspace"] = "national territorial elsewhere"
    world.judged["meetings:announce"] = "national territorial"


def put_association(weavers: Weavers) -> None:
    contact = Contact(person=weavers.contact, acts_for=weavers.organisation.pk, organisation=weavers.organisation)
    meeting = begun(a_meeting(a_gathering(contact, days=(10,))))
    words = Words(travel=f"Payés par les {NAME}", by_phone=f"Chez les {NAME}", agenda=f"Les {NAME}")
    prepare(meeting, by=contact, words=words, read=None)
    note_present(meeting, by=contact, organisations=[weavers.organisation])
