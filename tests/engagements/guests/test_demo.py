"""The demonstration: somebody invited to read what is said in a neighbourhood."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagements.guests.demo import CALLED, load
from engagements.guests.models import Guest
from engagements.scope.demo import MOSSON
from signatories.people.demo import load as load_team
from tests.factories import a_qpv, a_team_member
from tests.signin import team_browser

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_one_guest_reads_there_and_is_said_to_be_invented() -> None:
    load_team()
    a_qpv(name="La Mosson", code=MOSSON)

    for _ in range(2):
        load()

    assert "(exemple)" in Guest.objects.get().called
    page = team_browser(a_team_member()).get("/animation/invites/").content.decode()
    assert CALLED in page
    assert "La Mosson" in page


def test_another_comes_once_the_first_reads_no_more() -> None:
    load_team()
    a_qpv(name="La Mosson", code=MOSSON)
    load()
    Guest.objects.update(until=timezone.localdate() - timedelta(days=1))

    load()

    assert Guest.objects.current().count() == 1


@pytest.mark.parametrize("missing", ["team", "neighbourhood"])
def test_without_what_it_stands_on_nothing_is_made(missing: str) -> None:
    if missing == "team":
        a_qpv(code=MOSSON)
    else:
        load_team()

    load()

    assert not Guest.objects.exists()
