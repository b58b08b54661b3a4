"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from engagements.decisions.actions import carry_over, drop
from engagements.decisions.models import Decision
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.decisions.scenes import a_contact, a_decision, in_months
from tests.factories import a_commune

pytestmark = pytest.mark.django_db


def dropped() -> Decision:
    by = a_contact()
    return drop(a_decision(by=by), by=by, why="Plus personne.")


BROKEN: Broken = {
    "decision_commune_as_its_reach": lambda: changed(a_decision(), commune=a_commune()),
    "decision_says_what": lambda: changed(a_decision(), text=""),
    "decision_is_somebodys": lambda: changed(a_decision(), organisation=None),
    "decision_by_a_month": lambda: changed(a_decision(), month=in_months(0).replace(day=2)),
    "decision_dropped_says_why": lambda: changed(dropped(), told=""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_decision_is_carried_over_into_one_other() -> None:
    by = a_contact()
    after = carry_over(a_decision(by=by, called="Fatou", organisation=by.organisation), by=by, month=in_months(1))

    with pytest.raises(IntegrityError), transaction.atomic():  # the column itself is unique
        twice(after, voice=None, organisation=by.organisation)
