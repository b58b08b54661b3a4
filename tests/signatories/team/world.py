"""What the addresses of this slice name, and to whom they open."""

from signatories.people.models import Role
from tests.factories import a_colleague
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["team:end"] = {"pk": a_colleague(Role.Kind.COMMITTEE).roles.get().pk}
    world.judged["team"] = "national"
