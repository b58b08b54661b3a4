"""Asking to look after an association that the public knows: what is answered, and how often one may ask."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.limits import Limit
from signatories.joining import views
from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_confirmed_signature, a_published_signature, a_user, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
JOIN = {"first_name": "Fatou", "last_name": "Sow", "role": "salariée", "email": "fatou@example.org"}


@pytest.fixture
def contact() -> User:
    return a_user(first_name="Aminata", last_name="Diallo")


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return a_published_signature(organisation=an_organisation(contact=contact)).organisation


def test_contacts_decide_who_joins_and_nobody_learns_their_names(
    organisation: Organisation, contact: User
) -> None:
    client = Client()
    page = client.get(reverse("joining:ask", args=[organisation.slug])).content.decode()
    sent = client.post(reverse("joining:ask", args=[organisation.slug]), JOIN, follow=True).content.decode()

    for shown in (page, sent):
        assert contact.last_name not in shown
        assert contact.email not in shown
    assert Message.objects.get(kind="organisations.join_asked").to == contact.email
    asked = JoinRequest.objects.get()
    browser_of(contact).post(
        reverse("organisations:answer_join", args=[organisation.slug, asked.pk]), {"answer": "accept"}
    )

    membership = Membership.objects.get(user__email="fatou@example.org")
    assert membership.role == "salariée"
    assert contact.last_name not in Message.objects.get(kind="organisations.join_accepted").text


def test_the_answer_to_asking_does_not_tell_whether_the_address_is_the_papers(organisation: Organisation) -> None:
    organisation.memberships.update(ended_at=timezone.now())
    Organisation.objects.filter(pk=organisation.pk).update(contact_email="papier@example.org")

    pages = [
        Client()
        .post(reverse("joining:ask", args=[organisation.slug]), JOIN | {"email": email}, follow=True)
        .content
        for email in ("papier@example.org", "autre@example.org")
    ]

    assert pages[0] == pages[1]


def test_an_association_not_published_cannot_be_joined_nor_seen() -> None:
    for hidden in (an_organisation(), a_confirmed_signature().organisation):
        assert Client().get(reverse("joining:ask", args=[hidden.slug])).status_code == 404
        assert Client().get(reverse("joining:sent", args=[hidden.slug])).status_code == 404


def test_asking_is_limited_by_address_before_the_network(organisation: Organisation) -> None:
    client = Client()
    address = reverse("joining:ask", args=[organisation.slug])
    for _ in range(5):
        assert client.post(address, JOIN).status_code == 302
    assert client.post(address, JOIN).status_code == 429
    same = JOIN["email"].replace("@", "+encore@")
    assert client.post(address, JOIN | {"email": same}).status_code == 429
    assert client.post(address, JOIN | {"email": "autre@example.org"}).status_code == 302


@pytest.mark.parametrize("name", ["PER_ORGANISATION", "PER_NETWORK"])
def test_asking_is_limited_whatever_the_address(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(views, name, Limit("essai", times=1, seconds=3600))
    address = reverse("joining:ask", args=[organisation.slug])

    statuses = [Client().post(address, JOIN | {"email": f"{who}@example.org"}).status_code for who in "ab"]

    assert statuses == [302, 429]
    assert JoinRequest.objects.count() == 1


def test_each_limit_counts_what_its_name_says(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another association, from another network, is not hindered."""
    for name in ("PER_ORGANISATION", "PER_NETWORK"):
        monkeypatch.setattr(views, name, Limit(name, times=1, seconds=3600))
    other = a_published_signature().organisation
    first, second = (reverse("joining:ask", args=[one.slug]) for one in (organisation, other))

    assert Client(REMOTE_ADDR="192.0.2.1").post(first, JOIN).status_code == 302
    assert Client(REMOTE_ADDR="198.51.100.1").post(second, JOIN).status_code == 302
