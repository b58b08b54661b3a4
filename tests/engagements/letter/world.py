"""A question of a gathering that the letter asked of the contact; Zélie's letter, and what it asked her."""

from django.utils import timezone

from engagements.letter.actions import give_key, week_of
from engagements.letter.models import Letter
from engagements.letter.places import Asks
from engagements.participation.replies import WHEN
from tests.engagements.participation.scenes import a_gathering
from tests.factories import a_qpv
from tests.somebody import Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    world.organisation.qpvs.add(a_qpv())
    asks = Asks(WHEN, a_gathering().pk)
    key = give_key(asks, person=world.contact, organisation=world.organisation)
    world.shown_to_all |= {"engagements.gathering"}
    world.samples["letter"] = {"pk": key.target_id, "key": key.clear}
    world.links["letter"] = [key.get_absolute_url()]


def put_somebody(zelie: Somebody) -> None:
    Letter.objects.create(person=zelie.person, week=week_of(timezone.localdate()))
    give_key(Asks(WHEN, a_gathering().pk), person=zelie.person, organisation=zelie.organisation)
