"""Somebody invited to read, and the key that was passed on."""

from signatories.people.actors import Actor
from signatories.people.models import Role
from tests.engagements.guests.scenes import an_invitation
from tests.worlds import World


def furnish(world: World) -> None:
    team = Actor(person=world.team, roles=frozenset({Role.Kind.NATIONAL}))
    key = an_invitation(by=team)
    world.samples["guests"] = {"code": key.target.qpv_id, "pk": key.target_id, "key": key.clear}
    world.judged["guests:team"] = "national territorial elsewhere"
