"""« Je passe la main »: somebody comes, who was there leaves; and never nobody, unless it is meant."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.models import Invitation, Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_published_signature, a_user, an_organisation
from tests.signatories.organisations.test_people import link_of
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
SUCCESSOR = "idris@example.org"


@pytest.fixture
def contact() -> User:
    return a_user(first_name="Aminata", last_name="Diallo")


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return a_published_signature(organisation=an_organisation(contact=contact)).organisation


def page_of(organisation: Organisation) -> str:
    return reverse("organisations:hand_over", args=[organisation.slug])


def mine(organisation: Organisation, contact: User) -> Membership:
    return organisation.memberships.get(user=contact)


def begun(organisation: Organisation, contact: User, **more: bool) -> Invitation:
    return actions.hand_over(mine(organisation, contact), by=contact, email=SUCCESSOR, **more)


def test_one_screen_says_what_she_will_find_and_who_stays_leaves_when_she_comes(
    organisation: Organisation, contact: User
) -> None:
    actions.ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )
    browser, newcomer = browser_of(contact), Client()

    page = browser.get(page_of(organisation)).content.decode()
    assert "1 personne demande à rejoindre" in page
    assert "Votre attestation (PDF)" in page
    assert "je le sais" in page
    people = browser.post(page_of(organisation), {"email": SUCCESSOR, "stays": "oui"}, follow=True)
    assert "Vous restez personne contact jusqu’à son arrivée." in people.content.decode()
    assert "pour prendre la suite de Aminata Diallo" in people.content.decode()
    assert "Aminata Diallo reste jusqu’à votre arrivée." in Message.objects.get(to=SUCCESSOR).text
    assert mine(organisation, contact).ended_at is None

    link = newcomer.get(link_of("handover")).headers["Location"]
    newcomer.post(link, {"first_name": "Idris", "last_name": "Petit", "role": "trésorier"})

    assert organisation.memberships.current().get().user.email == SUCCESSOR
    told = Message.objects.get(kind="organisations.handed_over")
    assert told.to == contact.email
    assert "Idris Petit a pris la suite" in told.text
    assert browser.get(page_of(organisation)).status_code == 404


def test_who_leaves_at_once_leaves_somebody_or_says_that_nobody_stays(
    organisation: Organisation, contact: User
) -> None:
    browser, sent = browser_of(contact), {"email": SUCCESSOR, "stays": "non"}

    page = browser.post(page_of(organisation), sent).content.decode()
    assert "C’est la dernière personne contact" in page
    assert f'value="{SUCCESSOR}"' in page
    assert not Invitation.objects.exists()
    answer = browser.post(page_of(organisation), sent | {"leaves_nobody": "on"})

    assert answer.headers["Location"] == "/espace/"
    assert not organisation.memberships.current().exists()
    assert "reste jusqu’à" not in Message.objects.get(to=SUCCESSOR).text


def test_with_somebody_else_there_one_leaves_without_a_word_more(
    organisation: Organisation, contact: User
) -> None:
    second = actions.add_contact(organisation, user=a_user(), role="")
    browser = browser_of(contact)

    assert "je le sais" not in browser.get(page_of(organisation)).content.decode()
    browser.post(page_of(organisation), {"email": SUCCESSOR, "stays": "non"})

    assert organisation.memberships.current().get() == second
    actions.accept_invitation(Invitation.objects.get(), by=a_user(email=SUCCESSOR))
    assert organisation.memberships.current().count() == 2


def test_it_is_her_own_part_once_and_to_somebody_else(organisation: Organisation, contact: User) -> None:
    second = actions.add_contact(organisation, user=a_user(), role="").user

    with pytest.raises(ActionRefused, match="elle-même"):
        actions.hand_over(mine(organisation, contact), by=second, email=SUCCESSOR)
    with pytest.raises(ActionRefused, match="déjà celle"):
        actions.hand_over(mine(organisation, contact), by=contact, email=second.email)
    begun(organisation, contact)
    with pytest.raises(ActionRefused, match="passez déjà la main"):
        actions.hand_over(mine(organisation, contact), by=contact, email="trois@example.org")


def test_a_handover_that_is_cancelled_ends_nothing_and_may_begin_again(
    organisation: Organisation, contact: User
) -> None:
    actions.cancel_invitation(begun(organisation, contact), by=contact)

    begun(organisation, contact)

    assert mine(organisation, contact).ended_at is None


def test_who_left_before_or_is_the_same_person_ends_nothing_more(
    organisation: Organisation, contact: User
) -> None:
    invitation = begun(organisation, contact)
    actions.accept_invitation(invitation, by=contact)  # under another address of hers
    assert mine(organisation, contact).ended_at is None

    second = actions.add_contact(organisation, user=a_user(), role="")
    again = actions.hand_over(second, by=second.user, email="trois@example.org")
    actions.end_membership(second, by=second.user)
    actions.accept_invitation(again, by=a_user())

    assert not Message.objects.filter(kind="organisations.handed_over").exists()


def test_who_waits_for_somebody_who_did_not_answer_is_told_and_may_name_another(
    organisation: Organisation, contact: User
) -> None:
    browser, space = browser_of(contact), f"/espace/{organisation.slug}/"
    begun(organisation, contact)
    assert "n’a pas répondu à temps" not in browser.get(space).content.decode()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    colleague = actions.add_contact(organisation, user=a_user(), role="").user
    assert f"{SUCCESSOR} n’a pas répondu à temps" in browser.get(space).content.decode()
    assert "n’a pas répondu à temps" not in browser_of(colleague).get(space).content.decode()
    actions.hand_over(mine(organisation, contact), by=contact, email="trois@example.org")

    assert "n’a pas répondu à temps" not in browser.get(space).content.decode()
