"""What the addresses of this slice name, and to whom they open."""

from tests.signatories.tags.scenes import filed
from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["tags"] = {"pk": filed(world.organisation).pk}
    world.judged["tags"] = "national"


def put_association(weavers: Weavers) -> None:
    filed(weavers.organisation)
