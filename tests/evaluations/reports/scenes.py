"""What the tests of reports start from."""

from datetime import timedelta

from django.utils import timezone

from evaluations.campaigns.actions import close
from evaluations.campaigns.models import Campaign
from evaluations.reports.actions import freeze, put_under, quote
from evaluations.reports.models import Difficulty, Edition, Quotation
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from signatories.organisations.actors import Contact
from tests.constraints import changed
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.self_evaluations.scenes import WORDS, a_national, a_signatory, asked, the_campaign


def looked_back(code: str = "talking", *, by: Contact | None = None, year: int = YEAR) -> LookBack:
    """One more association that shared: it chose a situation for the monitoring of needs, and confided another."""
    by = by or a_signatory()
    question = asked("veille", year)
    choice = question.choices.get(code=code)
    answer(question, by=by, said={"choice": choice, "text": "", "why": "", "ticked": []})
    return share(the_campaign(year), by=by)


def a_quotable_answer(by: Contact | None = None, text: str = WORDS, year: int = YEAR) -> LookBackAnswer:
    """A sentence that an association which shared lets be quoted."""
    by = by or a_signatory()
    question = asked("veille", year)
    said = {
        "choice": question.choices.get(code="talking"),
        "text": text,
        "why": "",
        "ticked": [],
        "quotable": True,
    }
    row = answer(question, by=by, said=said)
    share(the_campaign(year), by=by)
    return row


def a_quotation(by: Contact | None = None, text: str = WORDS) -> Quotation:
    """Shown to its association for long enough."""
    quotation = quote(a_quotable_answer(by, text), by=a_national())
    changed(quotation, chosen_at=timezone.now() - timedelta(days=8))
    return quotation


def an_answered_year(*codes: str, year: int = YEAR) -> Campaign:
    """Reminders are over; each code is chosen by an association."""
    for code in codes or ("talking",):
        looked_back(code, year=year)
    return close(the_campaign(year), by=a_national())


def an_edition(*codes: str, words: str = "Une année de rencontres (exemple).") -> Edition:
    return freeze(an_answered_year(*codes), by=a_national(), words=words)


HALL = "Pas de salle le soir"


def a_difficulty(name: str = HALL, *, many: int = 1) -> Difficulty:
    """Borne by so many associations, each of which wrote something."""
    answers = [a_quotable_answer() for _ in range(many)]
    return put_under(name, answers, by=a_national(), campaign=the_campaign())
