"""Taking a whole list back."""

import pytest

from signatories.merging.actions import join
from signatories.organisations.actions import add_contact, ask_to_join
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.signatures.actions import MandateFacts, publish, renew_mandate, withdraw
from signatories.signatures.models import Mandate, Signature, Status
from signatories.signatures.verification import verify
from signatories.taking_up import actions, blocks
from signatories.taking_up.actions import SheetLine
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import a_newer_charter, a_published_signature, a_team_member, a_user, paper_facts
from tests.signatories.merging.twins import an_animator
from tests.signatories.taking_up.lists import a_line, a_list, entered, undone
from tests.signatories.taking_up.sheets import a_session
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
NAMES = ("Rose", "Lilas", "Iris", "Jasmin", "Muguet")


def of(name: str) -> Signature:
    return Signature.objects.get(organisation__name=name)


def test_an_import_undone_leaves_what_somebody_touched_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Block after block."""
    monkeypatch.setattr(blocks, "BLOCK", 1)
    taken, team = entered(a_list(*(a_line(name, email=f"{name}@example.org") for name in NAMES))), a_team_member()
    publish(of("Rose"), by=team, told=False)
    add_contact(of("Lilas").organisation, user=a_user(), role="présidente")
    facts = MandateFacts(signer_name="Zoé Exemple", signer_role="", decided_by=Mandate.Decision.BOARD)
    for _ in range(2):
        renew_mandate(of("Iris"), by=team, facts=facts)
    mails = Message.objects.count()

    taken = undone(taken)

    stay = {row.signature.organisation.name for row in taken.rows.all() if row.signature}
    assert stay == {"Rose", "Lilas", "Iris"}
    gone = Signature.objects.filter(status=Status.WITHDRAWN)
    assert gone.count() == 2
    assert all(each.organisation.erased_at for each in gone)
    assert not Organisation.objects.filter(name__in=["Jasmin", "Muguet"]).exists()
    assert (taken.state, bool(taken.file)) == (ListImport.State.UNDONE, False)
    assert Message.objects.count() == mails, "nobody is told"
    assert verify()
    page = team_browser(team).get(f"/animation/reprises/{taken.pk}/").content.decode()
    assert all(name in page for name in stay), "they are named"
    Signature.objects.filter(organisation__name="Rose").update(status=Status.CONFIRMED)
    assert blocks.undo_block(taken) == 0, "what stayed is no longer touched: nothing more is taken back"
    assert of("Rose").status == Status.CONFIRMED


def test_who_asks_to_join_has_touched_it() -> None:
    taken = entered(a_list(a_line("Rose", email="rose@example.org")))
    publish(of("Rose"), by=a_team_member(), told=False)
    person = {"first_name": "Léa", "last_name": "Petit", "role": "trésorière"}
    ask_to_join(of("Rose").organisation, email="lea@example.org", **person)
    Signature.objects.update(status=Status.CONFIRMED)

    assert undone(taken).rows.count() == 1


def test_a_record_that_was_joined_with_another_stays() -> None:
    """Whichever was kept."""
    taken = entered(a_list(*(a_line(name) for name in ("Rose", "Lilas", "Iris", "Jasmin"))))
    published = a_published_signature().organisation
    join(published, of("Rose").organisation, by=an_animator(), chosen={})
    join(of("Lilas").organisation, of("Iris").organisation, by=an_animator(), chosen={})

    taken = undone(taken)

    stay = {row.signature.organisation.name for row in taken.rows.all() if row.signature}
    assert stay == {"Rose", "Lilas", "Iris"}
    assert {of(name).status for name in stay} == {Status.CONFIRMED}


def test_one_that_signed_another_text_since_stays() -> None:
    """On the sheet of a session; one that was taken back from there does not."""
    taken, team = entered(a_list(*(a_line(name) for name in ("Rose", "Lilas", "Iris")))), a_team_member()
    a_newer_charter()
    lines = [SheetLine(paper_facts(), of(name).organisation) for name in ("Rose", "Lilas")]
    _, lilas = actions.enter_sheet(a_session(), lines, by=team, scan="papier/feuille.pdf")
    withdraw(lilas, by=team, reason="Pas elle.", told=False)

    taken = undone(taken)

    assert [row.signature.organisation.name for row in taken.rows.all() if row.signature] == ["Rose"]
    assert {each.status for each in Signature.objects.filter(organisation__name="Rose")} == {Status.CONFIRMED}


def test_undone_lines_no_longer_count_as_duplicates() -> None:
    undone(entered(a_list(a_line("Les Voisines"))))

    assert a_list(a_line("Les Voisines")).rows.get().state == ImportRow.State.READY


def test_a_list_that_was_not_entered_is_simply_forgotten() -> None:
    taken = undone(a_list(a_line("Les Voisines")))

    assert taken.rows.count() == 0
    assert taken.state == ListImport.State.UNDONE


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_list_that_is_taken_back_goes_with_all_that_was_asked_and_said_of_it() -> None:
    taken = a_list(a_line("Rose", town="Nulle"), a_line("Iris", town="Aucune"))
    taken = actions.settle(taken, by=a_team_member(), decisions={"commune:nulle": "Saint-Denis (93)"})
    storage, name = taken.file.storage, str(taken.file.name)
    assert (storage.exists(name), bool(taken.decisions), bool(taken.questions)) == (True, True, True)

    taken = undone(taken)

    assert (storage.exists(name), taken.decisions, taken.questions) == (False, {}, [])
    assert not taken.rows.exists()


def test_nothing_is_taken_back_without_a_reason_nor_twice() -> None:
    taken, browser = a_list(), team_browser(a_team_member())
    address = f"/animation/reprises/{taken.pk}/annuler/"

    browser.post(address, {"reason": " "})
    taken.refresh_from_db()
    assert taken.state == ListImport.State.PREPARED

    actions.begin_undoing(taken, by=a_team_member(), reason="Erreur.")
    assert "déjà annulée" in browser.post(address, {"reason": "Encore."}).content.decode()
