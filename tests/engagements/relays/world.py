"""A relais that reads, one that waits, and the browser of who reads."""

from engagements.relays.actions import say_when
from tests.engagements.relays.scenes import a_relay, a_signatory, an_asked_relay, contact_of, relay_browser
from tests.factories import a_qpv
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    contact = contact_of(world.organisation, world.contact)
    world.organisation.qpvs.add(a_qpv())
    reading = a_relay(contact)
    world.samples["relays"] = {"pk": reading.pk}
    world.samples["relays:give"] = {"pk": an_asked_relay(a_signatory()).pk}
    world.judged["relays"] = "national territorial"
    world.judged["relays:team"] = "national territorial elsewhere"
    world.browsers["relais"] = relay_browser(a_relay(qpv=a_qpv(name="Loin", code="QN06901M")).second)
    world.doors["relays"] = Door(opens_to="relais", holds=only_who_reads)


def only_who_reads(answers: Answers, url: str) -> None:
    """Whoever reads, signed in today; who signed in long ago is led to sign in again, the team comes in."""
    for person, answer in answers.items():
        if person in {"relais", "staff"}:
            assert answer.status_code in {200, 302, 405}, f"{url} is shut to {person}"
        elif person == "anonymous":
            assert answer.status_code == 302
            assert answer["Location"].startswith("/compte/connexion/")
        elif person == "member":
            assert answer.status_code == 302
            assert answer["Location"].startswith("/compte/de-nouveau/")
        else:
            assert answer.status_code == 404, f"{url} opens to {person}"


def put_somebody(zelie: Somebody) -> None:
    zelie.organisation.qpvs.add(a_qpv())
    an_asked_relay(contact_of(zelie.organisation, zelie.person))


def put_association(weavers: Weavers) -> None:
    weavers.organisation.qpvs.add(a_qpv())
    contact = contact_of(weavers.organisation, weavers.contact)
    say_when(an_asked_relay(contact), by=contact, talk="Le mardi, chez les Tisserandes")
