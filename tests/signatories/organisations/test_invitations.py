"""Accepting an invitation: one action, whoever holds the link and whatever else happens at that moment."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import keys
from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation
from signatories.organisations import actions
from signatories.organisations.models import Invitation, InvitationKey, Membership, Organisation
from signatories.organisations.signals import organisation_changed
from signatories.outbox.models import Message
from signatories.people.actions import open_account
from signatories.people.models import User
from tests.factories import a_team_member, a_user, an_organisation
from tests.races import raised, side_by_side
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
IDRIS: dict[str, Any] = {"first_name": "Idris", "last_name": "Petit", "role": "trésorier"}
EMAIL = "deux@example.org"


@pytest.fixture
def contact() -> User:
    return a_user()


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return an_organisation(contact=contact)


@pytest.fixture
def invitation(organisation: Organisation, contact: User) -> Invitation:
    return actions.invite(organisation, by=contact, email=EMAIL)


def mailed_link(email: str = EMAIL) -> str:
    text = Message.objects.filter(kind="organisations.invitation", to=email).latest("created_at").text
    found = re.search(r"http://testserver(/\S+)", text)
    assert found
    return found[1]


def enter(client: Client, link: str = "") -> str:
    """The invitation's page, where the mailed link leads this browser."""
    return client.get(link or mailed_link()).headers["Location"]


# One action


def test_accepting_opens_the_account_with_its_role_and_welcomes(invitation: Invitation) -> None:
    membership = actions.accept_invitation(invitation, **IDRIS)

    person = membership.user
    assert (person.email, person.full_name, membership.role) == (EMAIL, "Idris Petit", "trésorier")
    assert membership.organisation == invitation.organisation
    invitation.refresh_from_db()
    assert invitation.accepted_at
    mail = Message.objects.get(kind="organisations.welcome")
    assert (mail.to, mail.secret) == (EMAIL, False)
    assert invitation.organisation.name in mail.subject
    assert "Bonjour Idris," in mail.text
    assert f"/espace/{invitation.organisation.slug}/" in mail.text


def test_somebody_known_accepts_once_signed_in_and_is_welcomed(invitation: Invitation) -> None:
    known = open_account(email=EMAIL, first_name="Zoé", verified=True)

    first = actions.accept_invitation(invitation, by=known)
    second = actions.accept_invitation(invitation, by=known)

    assert first == second
    assert first.user == known
    assert Message.objects.filter(kind="organisations.welcome").count() == 1


def test_an_old_mail_opens_nobodys_account(invitation: Invitation) -> None:
    open_account(email=EMAIL, verified=False)

    with pytest.raises(ActionRefused, match="déjà un compte"):
        actions.accept_invitation(invitation, **IDRIS)

    invitation.refresh_from_db()
    assert invitation.is_open


def test_what_served_once_serves_nobody_else(invitation: Invitation) -> None:
    membership = actions.accept_invitation(invitation, **IDRIS)

    for by in (None, a_user()):
        with pytest.raises(ActionRefused, match="déjà servi"):
            actions.accept_invitation(invitation, by=by)
    actions.end_membership(membership, by=membership.user)
    with pytest.raises(ActionRefused, match="déjà servi"):
        actions.accept_invitation(invitation, by=membership.user)


@pytest.mark.parametrize("fate", ["cancelled", "expired", "erased"])
def test_what_is_over_is_not_accepted(invitation: Invitation, contact: User, fate: str) -> None:
    if fate == "cancelled":
        actions.cancel_invitation(invitation, by=contact)
    elif fate == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    else:
        erase_organisation(invitation.organisation, by=a_team_member())

    with pytest.raises(ActionRefused, match="n’est plus valable"):
        actions.accept_invitation(invitation, **IDRIS)

    assert not User.objects.filter(email=EMAIL).exists()


def test_whoever_receives_the_news_and_fails_takes_everything_back(invitation: Invitation) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError

    organisation_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.accept_invitation(invitation, **IDRIS)
    finally:
        organisation_changed.disconnect(fail)

    invitation.refresh_from_db()
    assert invitation.is_open
    assert not User.objects.filter(email=EMAIL).exists()
    assert not Membership.objects.filter(user__email=EMAIL).exists()
    assert not Message.objects.filter(kind="organisations.welcome").exists()


def test_a_welcome_that_cannot_be_written_takes_everything_back(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Membership) -> None:
        raise RuntimeError

    monkeypatch.setattr("signatories.organisations.emails.welcome", fail)
    with pytest.raises(RuntimeError):
        actions.accept_invitation(invitation, **IDRIS)

    invitation.refresh_from_db()
    assert invitation.is_open
    assert not User.objects.filter(email=EMAIL).exists()


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_browsers_accept_at_once_and_one_signs_in(invitation: Invitation) -> None:
    browsers = [Client(), Client()]
    pages = [enter(browser) for browser in browsers]

    side_by_side(*(partial(browser.post, page, IDRIS) for browser, page in zip(browsers, pages, strict=True)))

    assert User.objects.filter(email=EMAIL).count() == 1
    assert Membership.objects.filter(user__email=EMAIL).count() == 1
    assert Message.objects.filter(kind="organisations.welcome").count() == 1
    assert sorted("_auth_user_id" in browser.session for browser in browsers) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_accepted_while_cancelled_is_one_or_the_other(invitation: Invitation, contact: User) -> None:
    answers = side_by_side(
        partial(actions.accept_invitation, invitation, **IDRIS),
        partial(actions.cancel_invitation, invitation, by=contact),
    )

    invitation.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert bool(invitation.accepted_at) != bool(invitation.cancelled_at)
    assert Membership.objects.filter(user__email=EMAIL).exists() == bool(invitation.accepted_at)


@pytest.mark.django_db(transaction=True)
def test_accepted_while_erased_waits_for_nobody(invitation: Invitation) -> None:
    answers = side_by_side(
        partial(actions.accept_invitation, invitation, **IDRIS),
        partial(erase_organisation, invitation.organisation, by=a_team_member()),
    )

    assert set(raised(answers)) <= {ActionRefused}  # neither a deadlock nor a row that is gone
    assert not Membership.objects.current().filter(organisation=invitation.organisation).exists()


# Whoever holds the link


def test_a_mail_scanner_changes_nothing(invitation: Invitation) -> None:
    scanner = Client()

    for ask in (scanner.get, scanner.head):
        assert ask(mailed_link()).status_code == 302
        assert ask(enter(scanner)).status_code == 200

    invitation.refresh_from_db()
    assert invitation.is_open
    assert not User.objects.filter(email=EMAIL).exists()


def test_no_key_stays_in_an_address_or_a_page(invitation: Invitation) -> None:
    client, link = Client(), mailed_link()
    key = link.split("/")[-2]

    landed: Any = client.get(link, follow=True)

    assert landed.redirect_chain == [(reverse("organisations:invitation", args=[invitation.pk]), 302)]
    assert key not in landed.content.decode()
    assert "no-store" in client.get(link)["Cache-Control"]
    assert client.get(link)["X-Robots-Tag"] == "noindex, nofollow"
    assert all(key not in morsel.value for morsel in client.cookies.values())


def test_the_page_opens_to_no_browser_that_did_not_hold_the_key(
    invitation: Invitation, organisation: Organisation, contact: User
) -> None:
    actions.invite(organisation, by=contact, email="trois@example.org")
    mine, theirs = Client(), reverse("organisations:invitation", args=[invitation.pk])
    enter(mine, mailed_link("trois@example.org"))

    for client in (Client(), mine, browser_of(contact)):
        for answer in (client.get(theirs), client.post(theirs, IDRIS)):
            assert answer.status_code == 404
            assert "n’est plus valable" in answer.content.decode()
            assert EMAIL not in answer.content.decode()
    unknown = Client().get(reverse("organisations:invitation", args=[invitation.pk + 100]))
    assert unknown.content == Client().get(theirs).content
    assert not User.objects.filter(email=EMAIL).exists()


def test_two_invitations_are_open_in_one_browser(invitation: Invitation, contact: User) -> None:
    elsewhere = an_organisation(contact=contact)
    actions.invite(elsewhere, by=contact, email="trois@example.org")
    client = Client()
    first, second = enter(client), enter(client, mailed_link("trois@example.org"))

    assert invitation.organisation.name in client.get(first).content.decode()
    assert elsewhere.name in client.get(second).content.decode()


@pytest.mark.parametrize("ended", ["revoked_at", "expires_at"])
def test_a_cookie_ends_with_its_key(invitation: Invitation, ended: str) -> None:
    client = Client()
    page = enter(client)
    InvitationKey.objects.update(**{ended: timezone.now()})

    assert client.post(page, IDRIS).status_code == 404
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_key_of_another_purpose_opens_nothing(invitation: Invitation) -> None:
    key = InvitationKey.objects.issue(
        target=invitation, purpose="other", expires_at=timezone.now() + timedelta(days=1)
    )

    assert Client().get(reverse("organisations:invitation_key", args=[key.clear])).status_code == 404


def test_names_typed_before_the_cookies_were_lost_are_not(invitation: Invitation) -> None:
    client = Client()
    here = enter(client)
    page: Any = client.get(here)
    client.cookies.clear()

    refused = client.post(here, IDRIS | {"first_name": "", keys.FIELD: page.context["key"].seal})
    assert "Petit" in refused.content.decode()
    answer = client.post(here, IDRIS)  # the cookie was given again

    assert answer.status_code == 302
    assert Membership.objects.get(user__email=EMAIL).role == "trésorier"


def test_a_form_open_before_its_address_changed_is_sent_again(invitation: Invitation) -> None:
    client = Client()

    answer = client.post(mailed_link(), IDRIS, follow=True)

    assert answer.status_code == 200
    assert Membership.objects.get(user__email=EMAIL).role == "trésorier"


def test_a_link_cut_on_its_way_is_told_so() -> None:
    answer = Client().get("/compte/invitation/abc/")

    assert answer.status_code == 404
    assert "coupé en chemin" in answer.content.decode()


def test_the_link_is_a_key_like_the_others(invitation: Invitation) -> None:
    key = invitation.keys.get()

    assert key.expires_at == invitation.expires_at
    assert re.fullmatch(keys.SHAPE, mailed_link().split("/")[-2])
