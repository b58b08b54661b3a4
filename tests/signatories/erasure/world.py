"""What the addresses of this slice name."""

from tests.factories import a_paper_signature
from tests.worlds import World


def furnish(world: World) -> None:
    world.judged["erasure"] = "national"
    world.samples["erasure:signer"] = {"pk": a_paper_signature().mandates.get().pk}
    world.samples["erasure:person"] = {"pk": world.stranger.pk}
    world.samples["erasure:organisation"] = {"pk": world.organisation.pk}
