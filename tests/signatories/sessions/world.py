"""What the addresses of this slice name."""

from signatories.sessions.actions import open_session
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["signing_sessions"] = {"code": open_session("Salle des fêtes (exemple)", by=world.team).code}
