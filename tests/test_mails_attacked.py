"""What somebody in a browser can make the site send to others, and make it refuse to them."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from signatories.organisations.actions import ask_to_join
from signatories.organisations.models import Invitation, Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signing.views.confirming import may_try_code
from tests.factories import (
    a_charter,
    a_commune,
    a_confirmed_signature,
    a_draft,
    a_published_signature,
    a_team_member,
    a_user,
)
from tests.signin import browser_of
from tests.signing import Person, last_mail

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VICTIM = "victime@example.org"
JOIN = {"first_name": "Fatou", "last_name": "Sow", "role": "salariée"}


def contact_of(organisation: Organisation) -> User:
    return organisation.memberships.current().get().user


def invite(client: Client, organisation: Organisation, email: str) -> str:
    page = client.post(reverse("organisations:people", args=[organisation.slug]), {"email": email}, follow=True)
    return page.content.decode()


def invite_and_cancel(organisation: Organisation, *, by: User, times: int, network: str = "192.0.2.1") -> str:
    """What the last page says."""
    client, page = browser_of(by), ""
    client.defaults["REMOTE_ADDR"] = network
    for _ in range(times):
        page = invite(client, organisation, VICTIM)
        for waiting in Invitation.objects.pending().filter(organisation=organisation):
            client.post(reverse("organisations:cancel_invitation", args=[organisation.slug, waiting.pk]))
    return page


def test_invited_cancelled_invited_a_victim_is_written_to_three_times() -> None:
    organisation = a_confirmed_signature().organisation

    page = invite_and_cancel(organisation, by=contact_of(organisation), times=40)

    assert "Beaucoup d’invitations sont parties aujourd’hui" in page
    assert Message.objects.filter(to=VICTIM).count() == 3
    assert Invitation.objects.filter(email=VICTIM).count() == 3


@pytest.mark.parametrize(("networks", "written"), [(4, 5), (1, 4)])
def test_many_associations_and_people_do_not_flood_a_victim_either(networks: int, written: int) -> None:
    """From one network, they leave one for others to write."""
    for number in range(4):
        organisation = a_confirmed_signature().organisation
        network = f"192.0.2.{number % networks}"
        invite_and_cancel(organisation, by=contact_of(organisation), times=4, network=network)

    assert Message.objects.filter(to=VICTIM).count() == written


def test_one_association_does_not_invite_the_whole_world() -> None:
    organisation = a_confirmed_signature().organisation
    first, second = contact_of(organisation), a_user()
    Membership.objects.create(organisation=organisation, user=second, role="trésorier")
    for number, by in enumerate([first, second] * 15):
        invite(browser_of(by), organisation, f"personne.n{number}@exemple{number}.org")
        Invitation.objects.pending().update(accepted_at="2026-01-01T00:00Z")

    assert Message.objects.filter(kind="organisations.invitation").count() == 20


def test_joining_and_being_turned_out_again_and_again_stops() -> None:
    """The contact of an association asks in the name of a victim, answers, and begins again."""
    organisation = a_published_signature().organisation
    by = contact_of(organisation)
    client = browser_of(by)
    for _ in range(12):
        ask_to_join(organisation, email=VICTIM, **JOIN)
        asked = organisation.join_requests.order_by("-created_at").first()
        assert asked
        client.post(reverse("organisations:answer_join", args=[organisation.slug, asked.pk]), {"answer": "accept"})
        if (membership := organisation.memberships.current().exclude(user=by).first()) is not None:
            client.post(reverse("organisations:leave", args=[organisation.slug, membership.pk]))

    acknowledged = Message.objects.filter(to=VICTIM, kind="organisations.join_received")
    assert acknowledged.count() <= 3
    assert Message.objects.filter(to=VICTIM).exclude(pk__in=acknowledged).count() <= 6


def test_a_name_proposed_again_and_again_does_not_flood_the_team() -> None:
    team = a_team_member()
    organisation = a_published_signature().organisation
    client = browser_of(contact_of(organisation))
    address = reverse("organisations:edit", args=[organisation.slug, "nom"])

    for number in range(30):
        answer = client.post(address, {"name": f"Autre nom {number}", "acronym": "", "kind": "association"})

    assert "Plusieurs changements ont été proposés à l’équipe aujourd’hui" in answer.content.decode()
    assert Message.objects.filter(to=team.email, kind="organisations.change_proposed").count() == 10
    assert organisation.proposed_changes.count() == 10


def test_writing_to_the_team_again_and_again_stops_and_says_so() -> None:
    team = a_team_member()
    organisation = a_confirmed_signature().organisation
    client = browser_of(contact_of(organisation))
    address = reverse("moderation:reply", args=[organisation.slug])

    pages = [client.post(address, {"text": f"Bonjour {number}"}, follow=True) for number in range(25)]

    assert "Vous avez beaucoup écrit à l’équipe aujourd’hui" in pages[-1].content.decode()
    assert Message.objects.filter(to=team.email, kind="exchange.reply").count() == 20


def test_a_stranger_does_not_keep_a_room_from_asking_to_join() -> None:
    organisation = a_published_signature().organisation
    address = reverse("joining:ask", args=[organisation.slug])
    stranger = Client(REMOTE_ADDR="203.0.113.66")
    for number in range(30):
        stranger.post(address, JOIN | {"email": f"robot.n{number}@example.org"})
    for _ in range(6):
        Client(REMOTE_ADDR="203.0.113.67").post(address, JOIN | {"email": "fatou@example.org"})

    owner = Client(REMOTE_ADDR="198.51.100.7").post(address, JOIN | {"email": "fatou@example.org"})

    assert owner.status_code == 302
    assert organisation.join_requests.count() == 11


def test_a_stranger_who_guesses_codes_does_not_keep_the_owner_from_confirming() -> None:
    """A signing begun with the address of another, whose own is under way."""
    a_charter()
    a_commune()
    for _ in range(2):
        stranger = Person()
        stranger.client = Client(REMOTE_ADDR="203.0.113.66")
        stranger.walk_to_check()
        for _ in range(30):
            stranger.post("ask_code")
            stranger.post("verifier", {"code": "000000"})
    owner = Person()
    owner.client = Client(REMOTE_ADDR="198.51.100.7")
    owner.walk_to_check()

    owner.post("verifier", {"code": owner.ask_code()})

    assert owner.get("verifier")["Location"] == owner.url("merci")


def test_a_stranger_who_asks_for_links_does_not_keep_the_owner_from_resuming() -> None:
    draft, _ = a_draft(email="aminata@example.org")
    resume = reverse("signing:resume")
    for _ in range(40):
        Client(REMOTE_ADDR="203.0.113.66").post(resume, {"email": draft.email})
    flood = Message.objects.filter(to=draft.email).count()

    other = Client(REMOTE_ADDR="198.51.100.7")
    other.post(reverse("signing:resume_draft", args=[draft.pk]))

    assert flood <= 10
    assert last_mail("signing.resume_code").to == draft.email


# Who is given a /48 has 65 536 networks of 64 bits: one asker all the same.
MANY = [f"2001:db8:1:{number}::1" for number in range(4)]
OWNER = "198.51.100.7"


def test_many_networks_of_one_place_do_not_keep_the_owner_from_signing_in() -> None:
    a_user(email=VICTIM)
    for network in MANY:
        for _ in range(8):
            Client(REMOTE_ADDR=network).post("/compte/connexion/", {"email": VICTIM})
    flood = Message.objects.filter(to=VICTIM).count()

    Client(REMOTE_ADDR=OWNER).post("/compte/connexion/", {"email": VICTIM})

    assert Message.objects.filter(to=VICTIM).count() == flood + 1


def test_many_networks_of_one_place_do_not_keep_the_owner_from_asking_to_join_or_resuming() -> None:
    address = reverse("joining:ask", args=[a_published_signature().organisation.slug])
    resume, asks = reverse("signing:resume"), JOIN | {"email": VICTIM}
    a_draft(email=VICTIM)
    for network in MANY:
        for _ in range(8):
            Client(REMOTE_ADDR=network).post(address, asks)
            Client(REMOTE_ADDR=network).post(resume, {"email": VICTIM})
    flood = Message.objects.filter(to=VICTIM, kind__startswith="signing.").count()

    owner = Client(REMOTE_ADDR=OWNER)
    owner.post(resume, {"email": VICTIM})

    assert owner.post(address, asks).status_code == 302
    assert Message.objects.filter(to=VICTIM, kind__startswith="signing.").count() == flood + 1


def test_many_networks_of_one_place_do_not_keep_the_owner_from_trying_a_code() -> None:
    draft, _ = a_draft(email=VICTIM)
    for network in MANY:
        for _ in range(20):
            may_try_code(RequestFactory().post("/", REMOTE_ADDR=network), draft)

    assert may_try_code(RequestFactory().post("/", REMOTE_ADDR=OWNER), draft)
