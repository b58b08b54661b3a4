"""What the lists of needs, decisions, sheets and calls offer to choose from."""

from typing import Any

import pytest
from django.db.models import QuerySet

from engagements.consultations import queries as calls
from engagements.debates import queries as sheets
from engagements.decisions import queries as decisions
from engagements.needs import queries as needs
from engagements.scope.places import place_of
from signatories.people.actors import Actor
from tests.engagements.consultations.scenes import a_contact, hidden_call, the_team
from tests.engagements.debates.scenes import a_sheet
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import a_need
from tests.factories import a_qpv, a_theme

pytestmark = pytest.mark.django_db
HERS = {"needs", "themes of needs", "decisions", "sheets"}


def test_departments_and_themes_are_those_of_what_one_may_read() -> None:
    lyon, theme = a_qpv(name="Loin", code="QN06901M"), a_theme("Sport")
    far, there = a_contact(qpv=lyon), place_of(qpvs=[lyon], department=None)
    a_need(by=far, place=there, is_public=False, theme=theme)
    a_decision(by=far, place=there, audience="between")
    a_sheet(by=far, place=there)
    hidden_call(place=place_of(department=lyon.department), themes=(theme,))
    a_theme("Santé")

    def offered(actor: Actor) -> set[str]:
        rows: dict[str, QuerySet[Any]] = {
            "needs": needs.departments(actor),
            "themes of needs": needs.themes(actor),
            "decisions": decisions.departments(actor),
            "sheets": sheets.departments(actor),
            "calls": calls.departments(actor),
            "themes of calls": calls.themes(actor),
        }
        assert {row for found in rows.values() for row in found} <= {lyon.department, theme}
        return {name for name, found in rows.items() if found}

    assert [offered(actor) for actor in (Actor(), far)] == [set(), HERS]
    assert offered(the_team()) == HERS | {"calls", "themes of calls"}
