"""What the addresses of this slice name, and to whom they open."""

from signatories.people.models import Role
from tests.factories import a_colleague, a_protected_colleague
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["team:end"] = {"pk": a_colleague(Role.Kind.COMMITTEE).roles.get().pk}
    world.samples["team:second_factor"] = {"pk": a_protected_colleague().pk}
    world.judged["team"] = "national"
