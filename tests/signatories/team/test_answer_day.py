"""The day the team is there, said by national animators, and by when it answers, on every receipt."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations.actions import ask_to_join
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.team.actions import say_answer_day
from signatories.team.answering import when_the_team_answers
from signatories.team.models import AnswerDay, Weekday
from tests.factories import a_colleague, a_published_signature, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PAGE = "/animation/equipe/jour/"


@pytest.mark.parametrize(
    ("asked_on", "weeks", "before"),
    [
        (date(2027, 3, 3), 1, date(2027, 3, 5)),  # a Wednesday: tomorrow
        (date(2027, 3, 4), 1, date(2027, 3, 12)),  # a Thursday: that day may be over
        (date(2027, 3, 5), 1, date(2027, 3, 12)),
        (date(2027, 3, 5), 2, date(2027, 3, 19)),
        (date(2027, 12, 31), 1, date(2028, 1, 7)),
    ],
)
def test_it_answers_before_the_day_after_its_own(asked_on: date, weeks: int, before: date) -> None:
    assert AnswerDay(weekday=Weekday.THURSDAY, weeks=weeks).answered_before(asked_on) == before


def test_the_last_one_said_holds_and_the_others_stay() -> None:
    assert when_the_team_answers() == ""
    by = a_team_member()
    say_answer_day(weekday=3, weeks=2, by=by)
    say_answer_day(weekday=0, weeks=1, by=by)

    assert when_the_team_answers().startswith("L’équipe est là le lundi\u202f; réponse avant le ")
    assert [each.weekday for each in AnswerDay.objects.all()] == [0, 3]


@pytest.mark.parametrize("kind", [Role.Kind.COMMITTEE, None])
def test_only_national_animators_say_it(kind: Role.Kind | None) -> None:
    by = a_colleague(kind) if kind else a_user()

    with pytest.raises(ActionRefused, match="animation nationale"):
        say_answer_day(weekday=3, weeks=2, by=by)

    assert not AnswerDay.objects.exists()


def test_what_is_said_already_is_refused() -> None:
    by = a_team_member()
    say_answer_day(weekday=3, weeks=2, by=by)

    with pytest.raises(ActionRefused, match="déjà"):
        say_answer_day(weekday=3, weeks=2, by=by)

    assert Event.objects.filter(kind="team.answer_day_said").count() == 1


def test_the_workspace_says_it_shows_it_and_remembers_who_did() -> None:
    by = a_team_member()
    browser = team_browser(by)
    assert "Rien n’est encore dit" in browser.get(PAGE).content.decode()

    page = browser.post(PAGE, {"weekday": "3", "weeks": "2"}, follow=True).content.decode()

    assert when_the_team_answers() in page
    assert "en 2 semaines" in page
    assert f"par {by}" in page
    assert "C’est déjà ce que disent" in browser.post(PAGE, {"weekday": "3", "weeks": "2"}).content.decode()
    assert PAGE in browser.get("/animation/").content.decode()


def after_joining() -> str:
    organisation = an_organisation()
    a_published_signature(organisation=organisation)
    who = {"email": "zelie@example.org", "first_name": "Zélie", "last_name": "Quarteron", "role": "trésorière"}
    ask_to_join(organisation, **who)
    return Message.objects.get(kind="organisations.join_received").text


def after_writing() -> str:
    organisation = an_organisation(contact=(contact := a_user()))
    a_published_signature(organisation=organisation)
    address = reverse("moderation:reply", args=[organisation.slug])
    return browser_of(contact).post(address, {"text": "Bonjour", "reply": "1"}, follow=True).content.decode()


def on_the_contact_page() -> str:
    return Client().get("/contact/").content.decode()


@pytest.mark.parametrize("receipt", [after_joining, after_writing, on_the_contact_page])
def test_every_receipt_says_it(receipt: Callable[[], str]) -> None:
    say_answer_day(weekday=3, weeks=2, by=a_team_member())

    assert when_the_team_answers() in receipt()
