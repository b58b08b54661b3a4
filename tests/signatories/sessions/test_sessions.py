"""Signing sessions and joint signatures: several associations, one signature each."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.sessions.actions import close_session, open_session
from signatories.sessions.lists import Sessions
from signatories.signatures.models import JointGroup, Signature, SigningSession
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_team_member, a_user
from tests.lists import costs_the_same_at_any_length
from tests.signin import browser_of, team_browser
from tests.signing import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


@pytest.fixture
def session() -> SigningSession:
    return open_session("Forum de Saint-Denis", by=a_team_member(), place="Salle des fêtes")


def text(response: Any) -> str:
    return str(response.content.decode())


def entry(session: SigningSession) -> str:
    return reverse("signing:session", args=[session.code])


def test_three_associations_sign_in_one_session(session: SigningSession) -> None:
    team = team_browser(a_team_member())
    wall = reverse("signing_sessions:signed", args=[session.code])
    for number in range(3):
        person = Person()
        person.walk_to_check(first=entry(session), name=f"Association {number} (exemple)")
        person.post("verifier", {"code": person.ask_code()})
    late = Person()
    late.begin(entry(session), name="Encore une (exemple)")

    assert Signature.objects.filter(session=session).count() == 3
    page = text(team.get(wall))
    for number in range(3):
        assert f"Association {number} (exemple)" in page
    assert "1 en cours" in page
    assert "Encore une" not in page


def test_the_entrance_says_which_session_whatever_the_case(session: SigningSession) -> None:
    response = Client().get(entry(session).replace(session.code, session.code.lower()))

    assert "Forum de Saint-Denis" in text(response)


@pytest.mark.parametrize("typed", ["0abc-1def", "OABC-LDEF", "oabc_idef"])
def test_the_entrance_reads_a_code_as_people_copy_it(session: SigningSession, typed: str) -> None:
    SigningSession.objects.filter(pk=session.pk).update(code="0ABC1DEF")

    response = Client().get(reverse("signing:session", args=[typed]))

    assert "Forum de Saint-Denis" in text(response)


def test_a_closed_session_lets_nobody_in_but_those_inside_finish(session: SigningSession) -> None:
    person = Person()
    person.walk_to_check(first=entry(session))
    close_session(session, by=a_team_member())

    late: Any = Client().get(entry(session))
    assert late.status_code == 410
    assert "Cette séance est terminée" in text(late)
    assert "Cette séance est fermée" in text(Person().begin(entry(session)))
    person.post("verifier", {"code": person.ask_code()})

    assert Signature.objects.get().session == session


def test_a_session_is_closed_once(session: SigningSession) -> None:
    team = a_team_member()
    close_session(session, by=team)

    with pytest.raises(ActionRefused):
        close_session(session, by=team)

    assert [event.kind for event in Event.objects.about(session)] == ["session.closed", "session.opened"]


def test_an_unknown_session_offers_to_sign_without_it() -> None:
    response: Any = Client().get(reverse("signing:session", args=["NOSUCH"]))

    assert response.status_code == 404
    assert "/signer/" in text(response)


def test_the_team_opens_shows_prints_and_closes() -> None:
    team = team_browser(a_team_member())
    listing = reverse("signing_sessions:list")

    assert "Aucune séance" in text(team.get(listing))
    assert "Donnez un nom à la séance" in text(team.post(listing, {"title": "", "place": "Mairie"}))
    assert 'value="Mairie"' in text(team.post(listing, {"title": "", "place": "Mairie"}))
    team.post(listing, {"title": "Forum <b>", "place": "Mairie"})
    session = SigningSession.objects.get()

    wall = text(team.get(reverse("signing_sessions:detail", args=[session.code])))
    assert "<svg" in wall
    assert entry(session) in wall
    assert "Forum &lt;b&gt;" in wall
    assert " style=" not in wall
    sheet = text(team.get(reverse("signing_sessions:sheet", args=[session.code])))
    assert "Qui a décidé" in sheet
    assert sheet.count("<tr>") == 13
    team.post(reverse("signing_sessions:close", args=[session.code]))
    team.post(reverse("signing_sessions:close", args=[session.code]))
    session.refresh_from_db()
    assert session.closed_at


def test_the_list_of_sessions_costs_the_same_and_keeps_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    team, member, address = team_browser(a_team_member()), a_team_member(), reverse("signing_sessions:list")
    costs_the_same_at_any_length(
        monkeypatch, team, Sessions, address, lambda: open_session("Forum (exemple)", by=member)
    )
    close_session(open_session("Assemblée (exemple)", by=member), by=member)

    listed, closed = text(team.get(address)), text(team.get(address, {"etat": "terminees"}))
    open_ones = text(team.get(address, {"etat": "ouvertes"}))

    assert "<strong>4 séances</strong>, les ouvertes d’abord" in listed
    assert "<strong>1 séance</strong>" in closed
    assert "Assemblée (exemple)" in closed
    assert "Assemblée (exemple)" not in open_ones
    assert f'rel="next" href="{address}?etat=ouvertes&amp;page=2"' in open_ones
    assert team.get(address, {"etat": "ouvertes", "page": "5"})["Location"] == f"{address}?etat=ouvertes&page=2"


def test_a_filter_that_no_session_answers_can_be_removed(session: SigningSession) -> None:
    page = text(team_browser(a_team_member()).get(reverse("signing_sessions:list"), {"etat": "terminees"}))

    assert "Aucune séance ne répond à ce filtre" in page
    assert "sans État\u202f: Terminées</a>\u202f: 1 séance<" in page


@pytest.mark.parametrize("name", ["list", "detail", "signed", "sheet", "close"])
def test_only_the_team_with_its_second_factor(session: SigningSession, name: str) -> None:
    url = reverse(f"signing_sessions:{name}", args=[] if name == "list" else [session.code])
    ask = "post" if name == "close" else "get"

    assert getattr(Client(), ask)(url).status_code == 302
    assert getattr(browser_of(a_user()), ask)(url).status_code == 403
    assert getattr(browser_of(a_team_member()), ask)(url).status_code == 302
    session.refresh_from_db()
    assert session.closed_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_their_length(
    session: SigningSession, count: int, django_assert_num_queries: Any
) -> None:
    team = team_browser(a_team_member())
    for number in range(count - 1):
        open_session(f"Séance {number}", by=a_team_member())
    for number in range(count):
        person = Person()
        person.walk_to_check(first=entry(session), name=f"Association {number} (exemple)")
        person.post("verifier", {"code": person.ask_code()})
    url = reverse("signing_sessions:detail", args=[session.code])
    team.get(url)

    with django_assert_num_queries(8):
        team.get(url)
    with django_assert_num_queries(7):
        team.get(reverse("signing_sessions:list"))


# Joint signatures


def test_two_associations_sign_together() -> None:
    first, second = Person(), Person()
    first.walk_to_check(name="Les Jardins (exemple)", together="on")
    first.post("verifier", {"code": first.ask_code()})
    group = JointGroup.objects.get()
    link = reverse("signing:joint", args=[group.code])

    assert f"http://testserver{link}" in text(first.get("merci"))
    assert "Les Jardins (exemple)" in text(second.client.get(link))
    second.walk_to_check(first=link, name="Les Voisins (exemple)", together="on")
    assert "Signature commune" in text(second.get("verifier"))
    second.post("verifier", {"code": second.ask_code()})

    assert [one.organisation.name for one in group.signatures.order_by("confirmed_at")] == [
        "Les Jardins (exemple)",
        "Les Voisins (exemple)",
    ]
    assert JointGroup.objects.count() == 1


def test_one_may_change_one_s_mind_about_signing_together() -> None:
    person = Person()
    person.begin(together="on")

    person.post("association", {"name": "Les Jardins", "commune": "Saint-Denis", "kind": "association"})

    assert SigningDraft.objects.get().joint_group is None


def test_an_unknown_group_says_so() -> None:
    response: Any = Client().get(reverse("signing:joint", args=["NOSUCH"]))

    assert response.status_code == 404
    assert "Nous ne reconnaissons pas ce code" in text(response)
