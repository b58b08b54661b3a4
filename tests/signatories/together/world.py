"""To whom the addresses of this slice open."""

from tests.worlds import World


def furnish(world: World) -> None:
    # Of no association in particular: each finds her own.
    world.judged |= dict.fromkeys(("together:file", "together:pause"), "national territorial elsewhere")
    world.judged["together"] = "national territorial"
