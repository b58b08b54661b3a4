"""What the tests of reports start from."""

from evaluations.campaigns.actions import close
from evaluations.campaigns.models import Campaign
from evaluations.reports.actions import freeze
from evaluations.reports.models import Edition
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.models import LookBack
from signatories.organisations.actors import Contact
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.self_evaluations.scenes import a_national, a_signatory, asked, the_campaign


def looked_back(code: str = "talking", *, by: Contact | None = None, year: int = YEAR) -> LookBack:
    """One more association that shared: it chose a situation for the monitoring of needs, and confided another."""
    by = by or a_signatory()
    question = asked("veille", year)
    choice = question.choices.get(code=code)
    answer(question, by=by, said={"choice": choice, "text": "", "why": "", "ticked": []})
    return share(the_campaign(year), by=by)


def an_answered_year(*codes: str, year: int = YEAR) -> Campaign:
    """Reminders are over; each code is chosen by an association."""
    for code in codes or ("talking",):
        looked_back(code, year=year)
    return close(the_campaign(year), by=a_national())


def an_edition(*codes: str, words: str = "Une année de rencontres (exemple).") -> Edition:
    return freeze(an_answered_year(*codes), by=a_national(), words=words)
