"""What the addresses of this slice name."""

from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["erasure:person"] = {"pk": world.stranger.pk}
    world.samples["erasure:organisation"] = {"pk": world.organisation.pk}
