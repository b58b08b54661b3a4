"""What the tests of campaigns start from."""

from evaluations.campaigns.actions import close, open_to_all, prepare, report
from evaluations.campaigns.models import Campaign
from signatories.people.actors import Actor
from tests.factories import a_charter

YEAR = 2027


def by_nobody() -> Actor:
    return Actor()


def a_campaign(year: int = YEAR) -> Campaign:
    """One that is being prepared."""
    a_charter()
    return prepare(by=by_nobody(), year=year)


def an_open_campaign(year: int = YEAR) -> Campaign:
    return open_to_all(a_campaign(year), by=by_nobody())


def a_closed_campaign(year: int = YEAR) -> Campaign:
    return close(an_open_campaign(year), by=by_nobody())


def a_reported_campaign(year: int = YEAR) -> Campaign:
    return report(a_closed_campaign(year), by=by_nobody())
