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
from signatories.signatures.models import Signature
from tests.factories import a_confirmed_signature, a_published_signature, a_qpv, a_user, an_organisation
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


# Signed on paper, before this site


@pytest.fixture
def on_paper() -> Signature:
    signature = a_published_signature(organisation=an_organisation(name="Les Papiers (exemple)"))
    Signature.objects.filter(pk=signature.pk).update(source=Signature.Source.PAPER)
    signature.organisation.qpvs.add(a_qpv(name="Franc-Moisin"))
    return signature


def test_who_signed_on_paper_reads_what_we_know(on_paper: Signature) -> None:
    page = Client().get(reverse("joining:ask", args=[on_paper.organisation.slug])).content.decode()

    for known in ("Les Papiers (exemple)", "Franc-Moisin", "sur papier", "Oui, tout est juste"):
        assert known in page
    assert "Aminata Diallo" not in page


def test_who_signed_online_is_asked_nothing_of_the_kind(organisation: Organisation) -> None:
    page = Client().get(reverse("joining:ask", args=[organisation.slug])).content.decode()

    assert "tout est juste" not in page


@pytest.mark.parametrize(
    ("known", "typed", "kept"),
    [("right", "Rien, en fait", ""), ("wrong", "Nous sommes à Stains", "Nous sommes à Stains")],
)
def test_it_is_confirmed_or_corrected_in_one_go(on_paper: Signature, known: str, typed: str, kept: str) -> None:
    there = reverse("joining:ask", args=[on_paper.organisation.slug])

    assert Client().post(there, JOIN | {"known": known, "corrections": typed}).status_code == 302

    assert JoinRequest.objects.get().corrections == kept


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({}, "Dites si c’est juste"), ({"known": "wrong", "corrections": " "}, "ce qu’il faut corriger.")],
)
def test_it_is_not_confirmed_without_a_word(on_paper: Signature, said: dict[str, str], refusal: str) -> None:
    there = reverse("joining:ask", args=[on_paper.organisation.slug])

    assert refusal in Client().post(there, JOIN | said).content.decode()
    assert not JoinRequest.objects.exists()


def test_a_mail_acknowledges_and_repeats_nothing_that_was_typed(on_paper: Signature) -> None:
    there = reverse("joining:ask", args=[on_paper.organisation.slug])
    Client().post(there, JOIN | {"known": "wrong", "corrections": "Venez sur mon-site.example"})

    mail = Message.objects.get(kind="organisations.join_received")

    assert mail.to == JOIN["email"]
    assert "bien reçu une demande" in mail.text
    assert not {"mon-site", "Fatou", "Sow"} & set(mail.text.replace(".", " ").split())


def test_the_papers_own_address_is_asked_to_confirm_instead(on_paper: Signature) -> None:
    on_paper.organisation.memberships.update(ended_at=timezone.now())
    Organisation.objects.filter(pk=on_paper.organisation.pk).update(contact_email=JOIN["email"])

    Client().post(reverse("joining:ask", args=[on_paper.organisation.slug]), JOIN | {"known": "right"})

    assert [mail.kind for mail in Message.objects.filter(to=JOIN["email"])] == ["organisations.join_to_confirm"]
