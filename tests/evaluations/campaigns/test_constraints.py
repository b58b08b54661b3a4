"""What the database refuses, whoever writes."""

from datetime import date

import pytest

from tests.constraints import Broken, changed, refused_by_the_database
from tests.evaluations.campaigns.scenes import a_campaign, a_closed_campaign, an_open_campaign

pytestmark = pytest.mark.django_db


def _two_open() -> None:
    a_closed, an_open = a_closed_campaign(2026), an_open_campaign(2027)
    changed(a_closed, state=an_open.state)


BROKEN: Broken = {
    "campaign_ends_after_it_starts": lambda: changed(a_campaign(), ends_on=date(2026, 7, 1)),
    "campaign_opened_has_date": lambda: changed(a_campaign(), state="open"),
    "campaign_closed_has_date": lambda: changed(an_open_campaign(), state="closed"),
    "campaign_reported_has_date": lambda: changed(a_closed_campaign(), state="reported"),
    "campaign_one_open": _two_open,
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
