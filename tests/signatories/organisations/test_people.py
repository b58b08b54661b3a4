"""Contacts, invitations, requests to join."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.models import Invitation, InvitationKey, Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.actions import open_account
from signatories.people.models import User
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact() -> User:
    return a_user(first_name="Aminata", last_name="Diallo")


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return a_published_signature(organisation=an_organisation(contact=contact)).organisation


def link_of(kind: str) -> str:
    """The path of the link in the last mail of a kind."""
    text = Message.objects.filter(kind=f"organisations.{kind}").latest("created_at").text
    found = re.search(r"http://testserver(/\S+)", text)
    assert found, text
    return found[1]


def enter(client: Client, link: str = "") -> str:
    """The address of an invitation's page, where its mailed link leads this browser."""
    return client.get(link or link_of("invitation")).headers["Location"]


def test_an_invitation_mails_a_link_that_only_its_reader_knows(organisation: Organisation, contact: User) -> None:
    browser_of(contact).post(
        reverse("organisations:people", args=[organisation.slug]), {"email": "Deux@Example.org"}
    )

    message = Message.objects.get(kind="organisations.invitation")
    token = link_of("invitation").split("/")[-2]
    assert (message.to, message.secret) == ("deux@example.org", True)
    assert "Aminata Diallo" in message.text
    assert not InvitationKey.objects.filter(digest__contains=token).exists()


def test_opening_the_link_accepts_nothing_and_its_button_does(organisation: Organisation, contact: User) -> None:
    actions.invite(organisation, by=contact, email="deux@example.org")
    client = Client()

    link = enter(client)
    page = client.get(link).content.decode()
    assert organisation.name in page
    assert not User.objects.filter(email="deux@example.org").exists()
    answer = client.post(link, {"first_name": "Idris", "last_name": "Petit", "role": "trésorier"})

    assert answer.headers["Location"] == f"/espace/{organisation.slug}/"
    assert client.get(answer.headers["Location"]).status_code == 200
    membership = Membership.objects.get(user__email="deux@example.org")
    assert (membership.organisation, membership.role) == (organisation, "trésorier")


def test_a_known_person_signs_in_with_a_code_before_accepting(organisation: Organisation, contact: User) -> None:
    open_account(email="deux@example.org", verified=True)
    actions.invite(organisation, by=contact, email="deux@example.org")
    client = Client()

    link = enter(client)
    answer = client.post(link)
    assert answer.headers["Location"].startswith(reverse("account_confirm_login_code"))
    assert not Membership.objects.filter(user__email="deux@example.org").exists()
    text = Message.objects.get(kind="login_code").text
    code = re.search(r"^\d{6}$", text, re.MULTILINE)
    assert code
    back = client.post(answer.headers["Location"], {"code": code[0], "next": link})
    assert back.headers["Location"] == link
    client.post(link)

    assert Membership.objects.filter(user__email="deux@example.org", organisation=organisation).exists()


def test_a_second_click_changes_nothing_and_signs_nobody_in(organisation: Organisation, contact: User) -> None:
    actions.invite(organisation, by=contact, email="deux@example.org")
    first, later = Client(), Client()
    first.post(enter(first), {"first_name": "Idris", "last_name": "Petit"})

    answer = later.post(enter(later), {"first_name": "Autre", "last_name": "Nom"})

    assert answer.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in later.session
    assert Membership.objects.filter(user__email="deux@example.org").count() == 1


def test_somebody_else_signed_in_cannot_take_an_invitation(organisation: Organisation, contact: User) -> None:
    actions.invite(organisation, by=contact, email="deux@example.org")
    other = a_user()

    client = browser_of(other)
    page = client.post(enter(client))

    assert "avec une autre adresse" in page.content.decode()
    assert not Membership.objects.filter(user=other).exists()


@pytest.mark.parametrize("fate", ["cancelled", "expired", "forged"])
def test_a_dead_invitation_says_so(organisation: Organisation, contact: User, fate: str) -> None:
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    client = Client()
    link = enter(client)
    if fate == "cancelled":
        browser_of(contact).post(
            reverse("organisations:cancel_invitation", args=[organisation.slug, invitation.pk])
        )
    elif fate == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        link = reverse("organisations:invitation_key", args=["x" * 43])

    answer = client.post(link, {"first_name": "Idris", "last_name": "Petit"})

    assert answer.status_code == 404
    assert "n’est plus valable" in answer.content.decode()
    assert not User.objects.filter(email="deux@example.org").exists()


def test_inviting_twice_or_a_contact_is_refused_with_a_reason(organisation: Organisation, contact: User) -> None:
    actions.invite(organisation, by=contact, email="deux@example.org")

    with pytest.raises(ActionRefused, match="attend déjà"):
        actions.invite(organisation, by=contact, email="DEUX@example.org")
    with pytest.raises(ActionRefused, match="déjà celle"):
        actions.invite(organisation, by=contact, email=contact.email)
    with pytest.raises(ActionRefused, match="Seules les personnes contact"):
        actions.invite(organisation, by=a_user(), email="trois@example.org")


def test_an_expired_invitation_leaves_room_for_another(organisation: Organisation, contact: User) -> None:
    actions.invite(organisation, by=contact, email="deux@example.org")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    actions.invite(organisation, by=contact, email="deux@example.org")

    assert Invitation.objects.pending().count() == 1


def test_the_last_contact_leaves_only_knowingly(organisation: Organisation, contact: User) -> None:
    membership = organisation.memberships.get()
    team = a_team_member()
    client = browser_of(contact)
    address = reverse("organisations:leave", args=[organisation.slug, membership.pk])

    assert "C’est la dernière personne contact" in client.get(address).content.decode()
    client.post(address)
    membership.refresh_from_db()
    assert membership.ended_at is None
    client.post(address, {"nobody": "1"})

    assert not organisation.memberships.current().exists()
    assert client.get(f"/espace/{organisation.slug}/").status_code == 404
    assert Message.objects.filter(kind="organisations.nobody_left", to=team.email).exists()


def test_whoever_is_taken_off_is_told(organisation: Organisation, contact: User) -> None:
    second = a_user()
    membership = actions.add_contact(organisation, user=second, role="bénévole")

    actions.end_membership(membership, by=contact)

    assert Message.objects.get(to=second.email).kind == "organisations.contact_ended"
    with pytest.raises(ActionRefused, match="ne fait plus partie"):
        actions.end_membership(membership, by=contact)


def test_nobody_publishes_another_name(organisation: Organisation, contact: User) -> None:
    second = actions.add_contact(organisation, user=a_user(), role="")
    first = organisation.memberships.get(user=contact)
    client = browser_of(contact)

    for membership in (first, second):
        client.post(
            reverse("organisations:publish_name", args=[organisation.slug, membership.pk]), {"publish": "1"}
        )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.publish_name, second.publish_name) == (True, False)


def test_a_role_is_changed(organisation: Organisation, contact: User) -> None:
    membership = organisation.memberships.get()

    browser_of(contact).post(
        reverse("organisations:role", args=[organisation.slug, membership.pk]), {"role": "copré\x00sidente"}
    )
    browser_of(contact).post(
        reverse("organisations:role", args=[organisation.slug, membership.pk]), {"role": "coprésidente"}
    )

    membership.refresh_from_db()
    assert membership.role == "coprésidente"


JOIN = {"first_name": "Fatou", "last_name": "Sow", "role": "salariée", "email": "fatou@example.org"}


def test_declining_is_said_without_a_name(organisation: Organisation, contact: User) -> None:
    asked = actions.ask_to_join(organisation, **JOIN)

    actions.decline_join(asked, by=contact)

    assert not User.objects.filter(email="fatou@example.org").exists()
    assert contact.last_name not in Message.objects.get(kind="organisations.join_declined").text
    with pytest.raises(ActionRefused, match="déjà reçu une réponse"):
        actions.accept_join(asked, by=contact)


def test_asking_twice_mails_once(organisation: Organisation) -> None:
    first = actions.ask_to_join(organisation, **JOIN)
    second = actions.ask_to_join(organisation, **(JOIN | {"email": "Fatou@Example.org"}))

    assert first == second
    assert Message.objects.filter(kind="organisations.join_asked").count() == 1


def test_strangers_and_the_team_do_not_answer_for_contacts(organisation: Organisation) -> None:
    asked = actions.ask_to_join(organisation, **JOIN)

    for person in (a_user(), a_team_member()):
        with pytest.raises(ActionRefused, match="ne pouvez pas"):
            actions.accept_join(asked, by=person)


@pytest.fixture
def from_paper(organisation: Organisation) -> Organisation:
    """An association that never had any contact, with the address it gave on paper."""
    organisation.memberships.all().delete()
    Organisation.objects.filter(pk=organisation.pk).update(contact_email="papier@example.org")
    organisation.refresh_from_db()
    return organisation


def test_without_a_contact_the_federation_decides(from_paper: Organisation) -> None:
    team = a_team_member()
    asked = actions.ask_to_join(from_paper, **JOIN)

    membership = actions.accept_join(asked, by=team)

    assert Message.objects.filter(kind="organisations.join_asked_of_team", to=team.email).exists()
    assert membership.user.email == "fatou@example.org"


def test_the_address_of_the_paper_confirms_itself_with_a_code(from_paper: Organisation) -> None:
    client = Client()
    client.post(reverse("joining:ask", args=[from_paper.slug]), JOIN | {"email": "Papier@example.org"})
    link = link_of("join_to_confirm")

    assert "Recevoir un code" in client.get(link).content.decode()
    answer = client.post(link)
    assert not from_paper.memberships.current().exists()
    code = re.search(r"^\d{6}$", Message.objects.get(kind="login_code").text, re.MULTILINE)
    assert code
    client.post(answer.headers["Location"], {"code": code[0], "next": link})
    assert "Devenir personne contact" in client.get(link).content.decode()
    client.post(link)

    assert from_paper.memberships.current().get().user.email == "papier@example.org"


def test_codes_to_confirm_a_request_are_limited(from_paper: Organisation) -> None:
    asked = actions.ask_to_join(from_paper, **(JOIN | {"email": "papier@example.org"}))
    client, path = Client(), reverse("organisations:confirm_join", args=[asked.pk])

    statuses = [client.post(path).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]
    assert "Trop d’essais" in client.post(path).content.decode()


@pytest.mark.parametrize("fate", ["answered", "not the paper's"])
def test_a_request_that_is_not_the_papers_to_confirm_is_not_found(from_paper: Organisation, fate: str) -> None:
    email = "papier@example.org" if fate == "answered" else "autre@example.org"
    asked = actions.ask_to_join(from_paper, **(JOIN | {"email": email}))
    if fate == "answered":
        actions.decline_join(asked, by=a_team_member())

    assert Client().get(reverse("organisations:confirm_join", args=[asked.pk])).status_code == 404


def test_another_address_cannot_use_the_papers_link(from_paper: Organisation) -> None:
    asked = actions.ask_to_join(from_paper, **(JOIN | {"email": "papier@example.org"}))
    other = a_user()

    page = browser_of(other).get(reverse("organisations:confirm_join", args=[asked.pk])).content.decode()
    browser_of(other).post(reverse("organisations:confirm_join", args=[asked.pk]))

    assert "avec une autre adresse" in page
    assert not from_paper.memberships.current().exists()


@pytest.mark.parametrize("name", ["people", "role", "publish_name", "leave", "cancel_invitation", "answer_join"])
def test_pages_of_people_are_closed_to_everybody_else(
    organisation: Organisation, contact: User, name: str
) -> None:
    membership = organisation.memberships.get()
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    asked = actions.ask_to_join(organisation, **JOIN)
    keys: dict[str, list[object]] = {"cancel_invitation": [invitation.pk], "answer_join": [asked.pk], "people": []}
    address = reverse(f"organisations:{name}", args=[organisation.slug, *keys.get(name, [membership.pk])])
    neighbour = a_user()
    an_organisation(contact=neighbour)

    assert Client().post(address).headers["Location"].startswith(reverse("account_login"))
    for client in (browser_of(a_user()), browser_of(neighbour), team_browser(a_team_member())):
        assert client.post(address, {"answer": "accept", "nobody": "1"}).status_code == 404
    membership.refresh_from_db()
    assert membership.ended_at is None
    assert Invitation.objects.pending().exists()


def test_a_contact_of_one_association_cannot_reach_the_people_of_another(contact: User) -> None:
    mine, theirs = an_organisation(contact=contact), an_organisation()
    membership = theirs.memberships.get()

    answer = browser_of(contact).post(
        reverse("organisations:leave", args=[mine.slug, membership.pk]), {"nobody": "1"}
    )

    assert answer.status_code == 404


def test_the_page_of_people_costs_the_same_at_one_and_three(
    organisation: Organisation, contact: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser_of(contact)
    address = reverse("organisations:people", args=[organisation.slug])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    for number in range(2):
        actions.add_contact(organisation, user=a_user(), role="")
        actions.invite(organisation, by=contact, email=f"n{number}@example.org")
        actions.ask_to_join(organisation, **(JOIN | {"email": f"j{number}@example.org"}))

    with django_assert_num_queries(6):
        page = client.get(address).content.decode()
    assert "⟦undefined" not in page
