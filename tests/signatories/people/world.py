"""Who comes in where one must be signed in, or of the team; allauth's addresses."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from signatories.organisations.models import Organisation
from signatories.people.audiences import animators, national, reviewers, team
from signatories.people.models import User
from tests.signin import browser_of
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import Answers, Door, World

SIGN_IN = "/compte/connexion/"


def furnish(world: World) -> None:
    world.doors["signing in"] = Door("anonymous", open_to_anybody)
    world.doors["signed in"] = Door("member", only_signed_in)
    for audience in (team, reviewers, animators, national):
        world.doors[audience.name] = Door("staff", only_for_the_team)
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


def put_somebody(zelie: Somebody) -> None:
    """Her session, and that of a browser where she only typed her address; an address that she left; her key; what
    the admin noted."""
    browser_of(zelie.person)
    Client().post("/compte/connexion/", {"email": zelie.person.email})
    EmailAddress.objects.create(user=zelie.person, email="zelie@avant.example.org", verified=True).remove()
    Authenticator.objects.create(
        user=zelie.person, type=Authenticator.Type.WEBAUTHN, data={"name": "Le téléphone de Zélie"}
    )
    LogEntry.objects.create(
        user=zelie.team,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(zelie.person.pk),
        object_repr=str(zelie.person),
        action_flag=CHANGE,
        change_message="Zélie Quarteron a changé d’adresse",
    )


def put_association(weavers: Weavers) -> None:
    """What the admin noted."""
    LogEntry.objects.create(
        user=weavers.team,
        content_type=ContentType.objects.get_for_model(Organisation),
        object_id=str(weavers.organisation.pk),
        object_repr=str(weavers.organisation),
        action_flag=CHANGE,
        change_message="Les Tisserandes ont changé de nom",
    )
