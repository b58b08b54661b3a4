"""Two at the same moment: each lock is there for one of these."""

from dataclasses import replace

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.signatures.actions import publish
from signatories.signatures.models import Signature, Status
from signatories.taking_up import actions, blocks
from signatories.taking_up.actions import SheetLine, enter_sheet, undo_sheet
from tests.factories import a_newer_charter, a_published_signature, a_team_member, paper_facts
from tests.races import raised, side_by_side
from tests.signatories.taking_up.lists import a_list, entered
from tests.signatories.taking_up.sheets import a_session


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_entered_once() -> None:
    session, team, line = a_session(), a_team_member(), SheetLine(paper_facts())

    answers = side_by_side(*[lambda: enter_sheet(session, [line], by=team, scan="papier/feuille.pdf")] * 2)

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sheets_that_name_the_same_associations_wait_in_no_circle() -> None:
    """Whatever the order of their lines."""
    known, team = [a_published_signature().organisation for _ in range(2)], a_team_member()
    a_newer_charter()
    lines = [SheetLine(paper_facts(), each) for each in known]
    sheets = [(a_session(), lines, "papier/une.pdf"), (a_session(), lines[::-1], "papier/autre.pdf")]

    answers = side_by_side(
        *(lambda sheet=sheet: enter_sheet(*sheet[:2], by=team, scan=sheet[2]) for sheet in sheets)
    )

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.count() == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, -1])
def test_a_sheet_is_taken_back_while_somebody_publishes_one_of_its_lines(turn: int) -> None:
    """It is one or the other: what is published stays, what is taken back is not published. Nobody waits in a
    circle."""
    session, team = a_session(), a_team_member()
    lines = [SheetLine(replace(paper_facts(), name=name, session=session)) for name in ("Les Voisines", "Le Mail")]
    signatures = enter_sheet(session, lines, by=team, scan="papier/feuille.pdf")
    last = max(signatures, key=lambda each: each.organisation_id)
    acts = [
        lambda: undo_sheet(session, scan="papier/feuille.pdf", by=team, reason="Mauvaise feuille."),
        lambda: publish(last, by=team, told=False),
    ]

    answers = side_by_side(*acts[::turn])

    assert {*raised(answers)} <= {ActionRefused}
    last.refresh_from_db()
    assert (last.status == Status.PUBLISHED) == (last.organisation.erased_at is None)
    assert Signature.objects.exclude(pk=last.pk).get().status == Status.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_a_list_is_published_while_somebody_publishes_one_of_its_lines() -> None:
    """Each holds the records before the numbers: nobody waits in a circle."""
    taken, team = entered(a_list(["Les Voisines", "Saint-Denis"], ["Le Mail", "Saint-Denis"])), a_team_member()
    last = Signature.objects.get(organisation__name="Le Mail")

    answers = side_by_side(
        lambda: blocks.publish_block(taken, by=team), lambda: publish(last, by=team, told=False)
    )

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.published().count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_list_is_begun_to_be_entered_once() -> None:
    taken, team = a_list(), a_team_member()

    answers = side_by_side(*[lambda: actions.begin_entering(taken, by=team)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Event.objects.filter(kind="list_import.entering").count() == 1
