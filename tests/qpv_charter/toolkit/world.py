"""Who comes in where everybody may, or whoever holds the address."""

from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    world.doors["public"] = Door("anonymous", open_to_anybody)
    world.doors["by key"] = Door("anonymous", open_to_its_key)


def open_to_anybody(answers: Answers, address: str) -> None:
    assert not answers["anonymous"].get("Location", "").startswith("/compte/connexion/"), address


def open_to_its_key(answers: Answers, address: str) -> None:
    """What a key opens, and to whom, is tested with the slice that gives it."""
