"""What the addresses of this slice name, and to whom they open."""

from datetime import timedelta

from django.utils import timezone

from signatories.people.audiences import member
from signatories.today.actions import put_off
from signatories.today.queries import line_of
from tests.factories import a_confirmed_signature
from tests.worlds import World


def furnish(world: World) -> None:
    signature, actor = a_confirmed_signature(), member(world.team)
    line = line_of(actor, "signatures", str(signature.pk))
    assert line
    put_off(line.pile, line.about, until=timezone.localdate() + timedelta(days=3), by=actor)
    named = {"pile": "signatures", "about": str(signature.pk)}
    world.samples |= {"today:put_off": named, "today:take_back": named}
    everybody = "national territorial elsewhere committee confided"
    world.judged |= {"today:today": everybody, "today:later": everybody, "today": "national territorial"}
