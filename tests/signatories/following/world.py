"""To whom the addresses of this slice open."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.judged |= {
        # Of no association in particular: each finds her own.
        "following:list": "national territorial elsewhere",
        "following:csv": "national territorial elsewhere",
        "following:xlsx": "national territorial elsewhere",
        "following": "national territorial",
    }
