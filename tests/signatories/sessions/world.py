"""What the addresses of this slice name."""

from signatories.sessions.actions import open_session
from tests.worlds import World


def furnish(world: World) -> None:
    world.judged["signing_sessions"] = "national"  # a territorial animator sees those that she opened
    world.judged["signing_sessions:list"] = "national territorial elsewhere"
    world.samples["signing_sessions"] = {"code": open_session("Salle des fêtes (exemple)", by=world.team).code}
