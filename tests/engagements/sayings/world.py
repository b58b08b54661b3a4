"""Something that waits to be read, what its author holds; and what Zélie wrote."""

from django.utils import timezone

from engagements.sayings.models import KEYS_LAST, Saying
from engagements.voices.actions import give_link
from tests.engagements.sayings.scenes import a_saying
from tests.factories import a_qpv
from tests.somebody import FIRST, Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    saying = a_saying(qpv=a_qpv(name="Loin", code="QN06901M"))
    key = give_link(saying.voice, until=timezone.now() + KEYS_LAST)
    world.samples["sayings"] = {
        "pk": saying.voice_id,
        "code": saying.qpv_id,
        "name": "par-theme",
        "key": key.clear,
    }
    for name in ("read", "keep"):
        world.samples[f"sayings:{name}"] = {"pk": saying.pk}
    world.links["sayings"] = [f"/besoins/suivi/{key.clear}/"]


def put_somebody(zelie: Somebody) -> None:
    saying: Saying = a_saying(text=f"Je suis {FIRST}, ma lampe est cassée (exemple)", email=zelie.person.email)
    Saying.objects.filter(pk=saying.pk).update(read_by=zelie.person, read_at=None)
