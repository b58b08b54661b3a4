"""What the database refuses, whoever writes."""

import pytest

from signatories.stepping_back.models import StepBack
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.signatories.stepping_back.scenes import a_step_back

pytestmark = pytest.mark.django_db
BROKEN: Broken = {
    "step_back_one_waiting_per_signature": lambda: twice(a_step_back()),
    "step_back_settled_has_date": lambda: changed(a_step_back(), state=StepBack.State.DONE),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
