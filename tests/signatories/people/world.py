"""Who comes in where one must be signed in, or of the team; allauth's addresses."""

from tests.worlds import Answers, Door, World

SIGN_IN = "/compte/connexion/"


def furnish(world: World) -> None:
    world.doors["signing in"] = Door("anonymous", open_to_anybody)
    world.doors["signed in"] = Door("member", only_signed_in)
    world.doors["team"] = Door("staff", only_for_the_team)
    world.samples |= {name: {"pk": 1} for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")}


def open_to_anybody(answers: Answers, address: str) -> None:
    """Where one signs in leads from one page of it to another."""


def only_signed_in(answers: Answers, address: str) -> None:
    for person, answer in answers.items():
        led_away = answer.get("Location", "").startswith(SIGN_IN)
        assert led_away == (person == "anonymous"), f"{person} at {address}"


def only_for_the_team(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith(SIGN_IN), address
    assert answers["stranger"].status_code in {403, 404}, address
    assert answers["member"].status_code in {403, 404}, address
    assert answers["staff without second factor"]["Location"].startswith("/compte/protection/"), address
    assert not answers["staff"].get("Location", "").startswith("/compte/"), address
