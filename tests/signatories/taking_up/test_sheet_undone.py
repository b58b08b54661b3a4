"""Taking back what was entered from the sheet of a session."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.merging.actions import join
from signatories.organisations.actions import add_contact, ask_to_join
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.sessions.queries import room, sessions
from signatories.signatures import scans
from signatories.signatures.actions import MandateFacts, publish, renew_mandate, send_back
from signatories.signatures.models import Mandate, Signature, SigningSession, Status
from signatories.signatures.verification import verify
from signatories.taking_up import actions
from signatories.taking_up.actions import SheetLine
from tests.factories import (
    a_colleague,
    a_commune,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    a_user,
    paper_facts,
)
from tests.signatories.merging.twins import an_animator
from tests.signatories.taking_up.sheets import A_PDF, a_line, a_session, entered
from tests.signin import team_browser

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHY = "Mauvaise séance."


@pytest.fixture
def session() -> SigningSession:
    return a_session()


@pytest.fixture
def team(session: SigningSession) -> Client:
    return team_browser(a_team_member())


def address_of(session: SigningSession) -> str:
    return reverse("taking_up:undo_sheet", args=[session.code])


def text(response: Any) -> str:
    return str(response.content.decode())


def a_scan() -> str:
    return scans.keep(ContentFile(A_PDF, name="feuille.pdf"))


def sheet(session: SigningSession, *names: str, scan: str = "") -> list[Signature]:
    lines = [SheetLine(replace(paper_facts(), name=name, session=session)) for name in names]
    made = actions.enter_sheet(session, lines, by=a_team_member(), scan=scan or a_scan())
    return [Signature.objects.get(pk=each.pk) for each in made]


def undo(signature: Signature, *, by: User | None = None, reason: str = WHY) -> int:
    assert signature.session
    scan = str(signature.paper_scan.name)
    return actions.undo_sheet(signature.session, scan=scan, by=by or a_team_member(), reason=reason)


def read_again(signature: Signature) -> Signature:
    return Signature.objects.select_related("organisation").get(pk=signature.pk)


@pytest.mark.django_db(transaction=True)
def test_a_sheet_goes_with_its_associations_and_its_file_and_may_be_entered_again(
    team: Client, session: SigningSession
) -> None:
    rose, lilas = sheet(session, "Rose", "Lilas")
    file, mails = rose.paper_scan, Message.objects.count()

    page = text(team.get(address_of(session)))
    answer = team.post(address_of(session), {"reason": WHY}, follow=True)

    assert "2 signatures à retirer" in page
    assert page.index("Rose") < page.index("Lilas"), "as the lines were"
    assert "Quelle feuille" not in page
    assert "2 signatures retirées. Personne n’en est prévenu." in text(answer)
    for gone in map(read_again, (rose, lilas)):
        assert (gone.status, gone.paper_scan.name) == (Status.WITHDRAWN, "")
        assert gone.organisation.erased_at
    assert not file.storage.exists(str(file.name))
    assert Message.objects.count() == mails, "nobody is told"
    assert verify()
    entered(team, session, a_line(1, "Rose"))
    assert Organisation.objects.filter(name="Rose").count() == 1, "it looks like nobody"


@pytest.mark.django_db(transaction=True)
def test_what_somebody_touched_stays_with_the_file(team: Client, session: SigningSession) -> None:
    rose, lilas = sheet(session, "Rose", "Lilas")
    publish(rose, by=a_team_member(), told=False)

    page = text(team.get(address_of(session)))
    team.post(address_of(session), {"reason": WHY})

    assert "1 signature à retirer" in page
    assert "1 reste, parce que" in page
    kept = read_again(rose)
    assert (kept.status, kept.organisation.erased_at) == (Status.PUBLISHED, None)
    assert kept.paper_scan.name == rose.paper_scan.name
    assert kept.paper_scan.storage.exists(str(kept.paper_scan.name))
    assert read_again(lilas).status == Status.WITHDRAWN


def a_contact(signature: Signature) -> None:
    add_contact(signature.organisation, user=a_user(), role="présidente")


def a_request(signature: Signature) -> None:
    publish(signature, by=a_team_member(), told=False)
    person = {"first_name": "Léa", "last_name": "Petit", "role": "trésorière"}
    ask_to_join(signature.organisation, email="lea@example.org", **person)
    Signature.objects.filter(pk=signature.pk).update(status=Status.CONFIRMED)


def a_mandate(signature: Signature) -> None:
    facts = MandateFacts(signer_name="Zoé Exemple", signer_role="", decided_by=Mandate.Decision.BOARD)
    for _ in range(2):
        renew_mandate(signature, by=a_team_member(), facts=facts)


def a_question(signature: Signature) -> None:
    send_back(signature, by=a_team_member(), reason="Qui a signé ?")


def a_union(signature: Signature) -> None:
    join(a_published_signature().organisation, signature.organisation, by=an_animator(), chosen={})


def a_union_with_it(signature: Signature) -> None:
    [other] = sheet(a_session(), "Iris")
    join(signature.organisation, other.organisation, by=an_animator(), chosen={})


TOUCHES = [a_contact, a_request, a_mandate, a_question, a_union, a_union_with_it]


@pytest.mark.parametrize("touch", TOUCHES)
def test_who_was_looked_after_since_stays(session: SigningSession, touch: Callable[[Signature], None]) -> None:
    rose, lilas = sheet(session, "Rose", "Lilas")
    touch(rose)

    assert undo(lilas) == 1
    assert read_again(rose).status != Status.WITHDRAWN
    with pytest.raises(ActionRefused, match="plus rien à annuler"):
        undo(rose)


def test_one_that_signed_something_else_keeps_its_record_its_people_and_that(session: SigningSession) -> None:
    first = a_published_signature(name="Les Voisines")
    a_newer_charter()
    line = SheetLine(replace(paper_facts(), session=session), first.organisation)
    actions.enter_sheet(session, [line], by=a_team_member(), scan="papier/feuille.pdf")
    second = Signature.objects.get(session=session)

    assert undo(second) == 1

    assert read_again(second).status == Status.WITHDRAWN
    assert read_again(first).status == Status.PUBLISHED
    assert first.organisation.memberships.filter(ended_at=None).exists()
    assert Organisation.objects.get(pk=first.organisation_id).erased_at is None


def test_one_sheet_of_several_is_chosen(team: Client, session: SigningSession) -> None:
    [rose], [lilas] = sheet(session, "Rose"), sheet(session, "Lilas")
    elsewhere = sheet(a_session(), "Iris")[0]

    page = text(team.get(address_of(session)))
    unchosen = text(team.post(address_of(session), {"reason": WHY}))
    team.post(address_of(session), {"reason": WHY, "sheet": str(lilas.pk)})

    assert page.index("Feuille 1") < page.index("Rose") < page.index("Feuille 2") < page.index("Lilas")
    assert "Iris" not in page
    assert "error-summary" in unchosen
    assert WHY in unchosen, "nothing typed is lost"
    assert read_again(lilas).status == Status.WITHDRAWN
    assert {read_again(each).status for each in (rose, elsewhere)} == {Status.CONFIRMED}


def test_without_a_paper_or_a_reason_nothing_is_taken_back(team: Client, session: SigningSession) -> None:
    [rose] = sheet(session, "Rose")
    for reason in ("", "  "):
        with pytest.raises(ActionRefused, match="Dites pourquoi"):
            undo(rose, reason=reason)
    assert "error-summary" in text(team.post(address_of(session), {"reason": ""}))
    Signature.objects.update(paper_scan="")

    with pytest.raises(ActionRefused, match="plus rien à annuler"):
        actions.undo_sheet(session, scan="", by=a_team_member(), reason=WHY)
    answer = team.get(address_of(session), follow=True)
    assert "Il n’y a rien à annuler" in text(answer)
    assert answer.redirect_chain[-1][0] == f"/animation/seances/{session.code}/"


def test_the_page_of_a_session_leads_there_while_something_can_be_taken_back(
    team: Client, session: SigningSession
) -> None:
    wall = f"/animation/seances/{session.code}/"
    assert address_of(session) not in text(team.get(wall))
    [rose] = sheet(session, "Rose")
    assert address_of(session) in text(team.get(wall))

    publish(rose, by=a_team_member(), told=False)

    assert address_of(session) not in text(team.get(wall))


def test_nothing_is_done_where_a_line_is_not_in_her_departments() -> None:
    sacha = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    hers = a_session(by=sacha)
    rose, lilas = sheet(hers, "Rose", "Lilas")
    Organisation.objects.filter(pk=lilas.organisation_id).update(commune=None, commune_typed="Lyon")

    with pytest.raises(ActionRefused, match="pas dans vos départements"):
        undo(rose, by=sacha)
    assert {read_again(each).status for each in (rose, lilas)} == {Status.CONFIRMED}
    assert team_browser(sacha).get(address_of(a_session())).status_code == 404, "a session of another"
    assert undo(rose) == 2


def test_who_is_elsewhere_stops_nobody() -> None:
    sacha = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    elsewhere = a_published_signature().organisation
    Organisation.objects.filter(pk=elsewhere.pk).update(commune=a_commune(name="Bourg-en-Bresse", code="01053"))
    [rose] = sheet(a_session(by=sacha), "Rose")

    assert undo(rose, by=sacha) == 1


def test_the_room_counts_what_was_taken_back_no_more(team: Client, session: SigningSession) -> None:
    [rose], [lilas] = sheet(session, "Rose"), sheet(session, "Lilas")

    undo(lilas)

    assert room(session).signatures == [rose]
    empty, actor = a_session(), member(a_team_member())
    assert [sessions(actor).get(pk=each.pk).signed for each in (session, empty)] == [1, 0]
