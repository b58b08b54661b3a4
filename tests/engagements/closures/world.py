"""A closure, for the addresses that name one; and one that Zélie announced, and the weavers'."""

from tests.engagements.closures.scenes import a_closure, contact_of
from tests.somebody import Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["closures:take_back"] = {"pk": a_closure(contact_of(world.organisation)).pk}


def put_somebody(zelie: Somebody) -> None:
    a_closure(contact_of(zelie.organisation))
