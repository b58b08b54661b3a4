"""What the addresses of this slice name."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["signatures"] = {"code": world.signature.code}
