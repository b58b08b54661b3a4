"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.signatures.models import Signature
from signatories.taking_up.actions import enter_sheet
from tests.factories import a_team_member, paper_facts
from tests.races import raised, side_by_side
from tests.signatories.taking_up.sheets import a_session


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_entered_once() -> None:
    session, team, facts = a_session(), a_team_member(), paper_facts()

    answers = side_by_side(*[lambda: enter_sheet(session, [facts], by=team, scan="papier/feuille.pdf")] * 2)

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.count() == 1
