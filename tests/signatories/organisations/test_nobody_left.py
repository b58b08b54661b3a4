"""Everybody left: who comes proves an address of the association, the team decides, who was there is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.models import JoinRequest, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.signatories.organisations.test_people import JOIN, link_of
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
PUBLIC, PAPER = "bonjour@example.org", "papier@example.org"


@pytest.fixture
def former() -> User:
    return a_user(first_name="Aminata", last_name="Diallo")


@pytest.fixture
def left(former: User) -> Organisation:
    organisation = a_published_signature(organisation=an_organisation(contact=former)).organisation
    Organisation.objects.filter(pk=organisation.pk).update(public_email=PUBLIC, contact_email=PAPER)
    actions.end_membership(organisation.memberships.get(), by=former, leaves_nobody=True)
    return Organisation.objects.get(pk=organisation.pk)


def proved(organisation: Organisation, email: str) -> Client:
    """The browser of who asked, received a code at that address, typed it, and sent the request to the team."""
    client = Client()
    client.post(reverse("joining:ask", args=[organisation.slug]), JOIN | {"email": email})
    link = link_of("join_to_confirm")
    answer = client.post(link)
    code = re.search(r"^\d{6}$", Message.objects.get(kind="login_code").text, re.MULTILINE)
    assert code
    client.post(answer.headers["Location"], {"code": code[0], "next": link})
    assert "Envoyer ma demande à l’équipe" in client.get(link).content.decode()
    assert "Votre demande est chez l’équipe" in client.post(link, follow=True).content.decode()
    return client


@pytest.mark.parametrize("email", [PUBLIC, PAPER])
def test_a_code_to_an_address_it_gave_opens_a_request_that_the_team_accepts(
    left: Organisation, former: User, email: str
) -> None:
    """A domain that lapsed, and that somebody else bought, takes no association over."""
    team = a_team_member()

    proved(left, email)

    assert not left.memberships.current().exists()
    asked = JoinRequest.objects.get()
    assert asked.proved_at is not None
    assert (
        "un code l’a vérifié" in Message.objects.get(kind="organisations.join_asked_of_team", to=team.email).text
    )
    told = Message.objects.get(kind="organisations.join_told_former")
    assert told.to == former.email
    assert JOIN["last_name"] not in told.text
    page = team_browser(team).get("/animation/demandes/").content.decode()
    assert "appelez avant d’accepter" in page
    actions.accept_join(asked, by=team)
    assert left.memberships.current().get().user.email == email


def test_nobody_decides_alone_where_somebody_was(left: Organisation) -> None:
    asked = actions.ask_to_join(left, **(JOIN | {"email": PAPER}))

    with pytest.raises(ActionRefused, match="ne pouvez pas"):
        actions.accept_join(asked, by=a_user(email=PAPER))


def test_another_address_goes_to_the_team_unproved_and_who_was_there_is_told(
    left: Organisation, former: User
) -> None:
    team = a_team_member()

    asked = actions.ask_to_join(left, **JOIN)

    assert "un code l’a vérifié" not in Message.objects.get(to=team.email).text
    assert Message.objects.filter(kind="organisations.join_told_former", to=former.email).exists()
    assert "appelez avant" not in team_browser(team).get("/animation/demandes/").content.decode()
    with pytest.raises(ActionRefused, match="pas une adresse que l’association a donnée"):
        actions.prove_address(asked, by=a_user(email=JOIN["email"]))


def test_an_address_is_proved_by_its_reader_once_and_while_nobody_is_there(left: Organisation) -> None:
    asked, person = actions.ask_to_join(left, **(JOIN | {"email": PUBLIC})), a_user(email=PUBLIC)

    with pytest.raises(ActionRefused, match="pas une adresse"):
        actions.prove_address(asked, by=a_user())
    actions.prove_address(asked, by=person)
    actions.prove_address(asked, by=person)
    assert Message.objects.filter(kind="organisations.join_told_former").count() == 1
    actions.add_contact(left, user=a_user(), role="")
    with pytest.raises(ActionRefused, match="de nouveau"):
        actions.prove_address(asked, by=person)


def test_who_was_erased_is_told_nothing(left: Organisation, former: User) -> None:
    User.objects.filter(pk=former.pk).update(is_active=False)

    actions.ask_to_join(left, **JOIN)

    assert not Message.objects.filter(kind="organisations.join_told_former").exists()


def test_where_nobody_ever_was_a_public_address_proves_nothing_and_the_team_decides(left: Organisation) -> None:
    left.memberships.all().delete()

    actions.ask_to_join(left, **(JOIN | {"email": PUBLIC}))

    assert not Message.objects.filter(kind="organisations.join_to_confirm").exists()
    assert Message.objects.filter(kind="organisations.join_asked_of_team").exists()
