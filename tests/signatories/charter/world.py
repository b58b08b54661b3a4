"""What the addresses of this slice name."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["charter"] = {"version": world.signature.charter_version.version}
