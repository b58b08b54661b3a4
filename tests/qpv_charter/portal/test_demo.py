from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from engagements.guests.models import Guest
from engagements.relays.models import Relay
from qpv_charter.portal.demo.characters import CONTACTS, TEAM
from signatories.outbox import delivery
from signatories.people.demo import load as load_team
from signatories.people.models import Role, User
from signatories.signatures.models import RegisterEntry, Signature
from signatories.tags.models import Tagging
from tests.factories import a_commune, a_message, a_published_signature, a_team_member

pytestmark = pytest.mark.django_db
BACKEND = "qpv_charter.portal.demo.mailbox.MailboxBackend"


@pytest.fixture
def local() -> Client:
    """A browser on this machine."""
    return Client(headers={"host": "localhost:8000"})


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = BACKEND
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize("name", ["portal:demo", "portal:demo_mails"])
def test_the_demonstration_does_not_exist_without_demo(local: Client, settings: Settings, name: str) -> None:
    settings.DEMO = False
    assert local.get(reverse(name)).status_code == 404


def test_the_demonstration_does_not_exist_on_a_public_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["charte.example.org"]
    client = Client(headers={"host": "charte.example.org"})
    user = a_team_member()
    assert client.get(reverse("portal:demo")).status_code == 404
    assert client.post(reverse("portal:demo_become", args=[user.pk])).status_code == 404


@pytest.mark.parametrize(
    "forged",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_a_forged_host_does_not_open_the_demonstration(local: Client, forged: dict[str, str]) -> None:
    load_team()
    user = User.objects.team().order_by("pk")[0]

    assert local.get(reverse("portal:demo"), **forged).status_code == 404  # type: ignore[arg-type]  # WSGI's own keys
    assert local.post(reverse("portal:demo_become", args=[user.pk]), **forged).status_code == 404  # type: ignore[arg-type]  # the same
    assert "_auth_user_id" not in local.session


def test_the_home_page_offers_each_kind_of_person(local: Client) -> None:
    a_team_member()
    signature = a_published_signature()
    page = local.get(reverse("portal:demo")).content.decode()
    assert "Équipe d’animation" in page
    if signature.organisation.memberships.exists():
        assert f"Personne contact de {signature.organisation}" in page


def test_one_click_enters_as_the_team_past_the_second_factor(local: Client) -> None:
    load_team()
    user = User.objects.team().order_by("pk")[0]
    answer = local.post(reverse("portal:demo_become", args=[user.pk]))
    assert answer.headers["Location"] == "/animation/"
    assert local.get("/admin/").status_code == 200


def test_one_enters_as_each_role_of_the_team(local: Client) -> None:
    a_commune()
    load_team()
    load_team()
    assert User.objects.team().count() == 5
    page = local.get(reverse("portal:demo")).content.decode()
    for kind in TEAM:
        assert kind == Role.Kind.NATIONAL or str(kind.label) in page
        user = User.objects.team(kind).order_by("pk")[0]
        local.post(reverse("portal:demo_become", args=[user.pk]))
        assert local.get("/animation/").status_code == 200
        assert local.get("/animation/equipe/").status_code == (200 if kind == Role.Kind.NATIONAL else 404)


def test_nobody_but_the_characters_can_be_entered_as(local: Client) -> None:
    a_team_member()
    somebody = User.objects.create_superuser("vraie.personne@association.fr")
    assert local.post(reverse("portal:demo_become", args=[somebody.pk])).status_code == 404


def test_a_link_alone_signs_nobody_in(local: Client) -> None:
    assert local.get(reverse("portal:demo_become", args=[a_team_member().pk])).status_code == 405


@pytest.mark.usefixtures("mailbox")
def test_a_secret_mail_can_be_read_in_the_mailbox_and_nowhere_else(local: Client) -> None:
    message = a_message(to="lea@example.org", subject="Votre code", secret=True)
    delivery.deliver_due()
    message.refresh_from_db()
    assert message.text == ""
    listing = local.get(reverse("portal:demo_mails"))
    (letter,) = listing.context["letters"]
    assert "Votre code" in listing.content.decode()
    assert "123 456" in local.get(reverse("portal:demo_mail", args=[letter.name])).content.decode()


@pytest.mark.usefixtures("mailbox")
def test_the_mailbox_can_be_read_for_one_address(local: Client) -> None:
    a_message(to="lea@example.org", subject="Pour Léa")
    a_message(to="paul@example.org", subject="Pour Paul")
    delivery.deliver_due()
    page = local.get(reverse("portal:demo_mails"), {"a": "LEA@example.org"}).content.decode()
    assert "Pour Léa" in page
    assert "Pour Paul" not in page


@pytest.mark.usefixtures("mailbox")
@pytest.mark.parametrize("name", ["absent", "..", "%2e%2e%2fqpv", "é"])
def test_a_mail_that_is_not_there_is_not_found(local: Client, name: str) -> None:
    assert local.get(f"/demo/courriels/{name}/").status_code == 404


@pytest.mark.slow
def test_the_demonstration_has_every_kind_of_person_and_can_be_loaded_twice(local: Client) -> None:
    call_command("demo")
    first = (User.objects.count(), Signature.objects.count(), RegisterEntry.objects.count())
    call_command("demo")
    assert (User.objects.count(), Signature.objects.count(), RegisterEntry.objects.count()) == first
    shown = local.get(reverse("portal:demo")).context
    offered = [character.who for character in shown["characters"]]
    associations = [who for who in offered if who.endswith("en concertation")]
    assert (len(associations), Relay.objects.count()) == (3, 1)
    assert len(offered) == len(TEAM) + len(CONTACTS) + 1 + len(associations)
    doors = [door.href for door in shown["doors"]]
    [neighbour] = [each for each in shown["characters"] if each.pages]
    assert len(neighbour.pages) == 6, "the other states of a consultation"
    for page, href in neighbour.pages.items():
        assert (
            local.post(reverse("portal:demo_become", args=[neighbour.user.pk]), {"page": page})["Location"] == href
        )
        assert local.get(href).status_code == 200
    assert len(doors) == 6
    assert {local.get(href).status_code for href in doors} == {200}
    assert offered[0] == "Équipe d’animation"
    assert (Tagging.objects.count(), Guest.objects.count()) == (5, 1)
    assert Signature.objects.published().count() >= 5
