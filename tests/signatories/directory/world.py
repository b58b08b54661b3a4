"""What the addresses of this slice name."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["directory:poster"] = {"name": "affiche"}
    world.samples["directory:badge"] = {"name": "badge", "extension": "svg"}
