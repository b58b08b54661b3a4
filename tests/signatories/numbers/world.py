"""To whom the addresses of this slice open."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.judged["numbers"] = "national territorial elsewhere committee"  # each counts hers
