"""A campaign, from the workspace's pages to what associations may answer."""

from datetime import date

import pytest
from django.test import Client

from evaluations.campaigns.actions import close, open_to_all, prepare, report, set_dates, usual_dates
from evaluations.campaigns.models import Campaign
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from tests.evaluations.campaigns.scenes import (
    a_campaign,
    a_closed_campaign,
    a_reported_campaign,
    an_open_campaign,
    by_nobody,
)
from tests.factories import a_charter, a_team_member
from tests.races import raised, side_by_side
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
State = Campaign.State


@pytest.fixture
def browser() -> Client:
    return team_browser(a_team_member())


def test_a_year_is_prepared_from_the_last_in_one_step(browser: Client) -> None:
    last = a_reported_campaign(2026)

    answer = browser.post("/animation/campagnes/", {"year": "2027"}, follow=True)

    new = Campaign.objects.get(year=2027)
    assert answer.redirect_chain[-1][0] == "/animation/campagnes/2027/"
    assert new.questionnaire.copied_from == last.questionnaire
    assert (new.starts_on, new.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))
    assert new.charter == a_charter()


def test_the_usual_dates_are_those_of_the_field() -> None:
    dates = usual_dates(2027)

    assert dates["announced_by"] == date(2027, 3, 31)
    assert dates["opens_on"] == date(2027, 6, 1)
    assert (dates["invited_by"], dates["invited_again_on"]) == (date(2027, 7, 10), date(2027, 9, 1))
    assert dates["meets_on"].month == 9
    assert dates["reported_by"] == date(2027, 11, 15)


def test_a_year_has_one_campaign_and_is_a_year() -> None:
    a_campaign(2027)

    for year, why in ((2027, "déjà"), (2020, "entre"), (2101, "entre")):
        with pytest.raises(ActionRefused, match=why):
            prepare(by=by_nobody(), year=year)


def test_without_a_charter_there_is_nothing_to_look_back_on() -> None:
    with pytest.raises(ActionRefused, match="charte"):
        prepare(by=by_nobody(), year=2027)


@pytest.mark.django_db(transaction=True)
def test_two_who_prepare_the_same_year_make_one() -> None:
    a_charter()

    answers = side_by_side(*[lambda: prepare(by=by_nobody(), year=2027)] * 2)

    assert Campaign.objects.count() == 1
    assert raised(answers) == [ActionRefused]


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_campaign_open_it_once() -> None:
    campaign, by = a_campaign(), by_nobody()

    answers = side_by_side(*[lambda: open_to_all(campaign, by=by)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Event.objects.filter(kind="campaign.open").count() == 1


def test_opening_freezes_the_questions(browser: Client) -> None:
    campaign = a_campaign()

    browser.post("/animation/campagnes/2027/etape/", {"pas": "ouvrir"})

    campaign.refresh_from_db()
    assert campaign.state == State.OPEN
    assert campaign.questionnaire.frozen_at
    page = browser.get("/animation/campagnes/2027/").content.decode()
    assert "Ajouter une question" not in page
    assert "Corriger l’orthographe" in page


def test_states_follow_one_another() -> None:
    preparing, closed, reported = a_campaign(2030), a_closed_campaign(2028), a_reported_campaign(2029)
    opened = an_open_campaign(2027)
    allowed = {(open_to_all, preparing), (close, opened), (report, closed)}

    for act in (open_to_all, close, report):
        for campaign in (preparing, opened, closed, reported):
            if (act, campaign) not in allowed:
                with pytest.raises(ActionRefused):
                    act(campaign, by=by_nobody())


def test_one_campaign_is_open_at_a_time() -> None:
    an_open_campaign(2027)

    with pytest.raises(ActionRefused, match="2027 est encore ouverte"):
        open_to_all(a_campaign(2028), by=by_nobody())


def test_closing_ends_reminders_and_not_answers() -> None:
    a_campaign(2029)
    a_reported_campaign(2026)
    closed = a_closed_campaign(2027)

    assert [*Campaign.objects.answerable()] == [closed]
    assert Campaign.objects.current() == closed
    assert [each.is_answerable for each in Campaign.objects.order_by("year")] == [False, True, False]


def test_what_is_answered_today_is_the_last_that_opened() -> None:
    a_closed_campaign(2027)
    last = an_open_campaign(2028)

    assert Campaign.objects.current() == last


def test_dates_change_but_not_the_year_that_associations_tell() -> None:
    campaign = an_open_campaign()
    later = usual_dates(2027) | {"meets_on": date(2027, 10, 2)}

    assert set_dates(campaign, by=by_nobody(), dates=later).meets_on == date(2027, 10, 2)
    with pytest.raises(ActionRefused, match="ne change plus"):
        set_dates(campaign, by=by_nobody(), dates=usual_dates(2028))


def test_a_year_that_ends_before_it_starts_is_refused_on_its_page(browser: Client) -> None:
    a_campaign()
    days = {name: day.isoformat() for name, day in usual_dates(2027).items()}  # type: ignore[attr-defined]  # dates

    answer = browser.post("/animation/campagnes/2027/dates/", days | {"ends_on": "2026-06-30"})

    assert "finit avant de commencer" in answer.content.decode()
    assert Campaign.objects.get().ends_on == date(2027, 6, 30)


def test_the_federation_asks_more_and_sees_it_as_an_association_would(browser: Client) -> None:
    campaign = a_campaign()
    asked = {"text": "De quoi manquez-vous ?", "kind": "several", "choices": "D’un local\nDe temps\n"}

    browser.post("/animation/campagnes/2027/ajouter/", asked)

    own = campaign.questionnaire.in_order()[-1]
    assert [each.text for each in own.to_choose] == ["D’un local", "De temps"]
    page = browser.get("/animation/campagnes/2027/apercu/").content.decode()
    assert "De quoi manquez-vous" in page
    assert "Chacune de notre côté." in page
    assert page.count("Vous pouvez citer cette phrase") == 6, "what is confided is never quoted"


def test_words_are_corrected_on_their_page(browser: Client) -> None:
    question = a_campaign().questionnaire.questions.get(slug="veille")
    words = {"text": question.text} | {f"choice_{each.code}": each.text for each in question.choices.all()}

    browser.post(
        "/animation/campagnes/2027/question/veille/",
        words | {"choice_talking": "Nous en parlons chaque mois.", "other_meaning": "on"},
    )

    assert question.choices.get(code="talking-2").text == "Nous en parlons chaque mois."


def test_a_question_is_moved_and_taken_out_by_its_buttons(browser: Client) -> None:
    campaign = a_campaign()
    browser.post("/animation/campagnes/2027/ajouter/", {"text": "Un local ?", "kind": "yes_no"})
    place = "/animation/campagnes/2027/question/un-local/place/"

    browser.post(place, {"monter": "1"})
    assert [each.slug for each in campaign.questionnaire.in_order()][-2] == "un-local"

    browser.post(place, {"retirer": "1"})
    assert campaign.questionnaire.questions.count() == 7


def test_a_step_that_is_none_changes_nothing_nor_says_that_a_report_is_out(browser: Client) -> None:
    a_closed_campaign()

    assert "jusqu’à ce que le rapport soit figé" in browser.get("/animation/campagnes/2027/").content.decode()
    for step in ("x", "paru"):
        assert browser.post("/animation/campagnes/2027/etape/", {"pas": step}).status_code == 400
    assert Campaign.objects.get().state == State.CLOSED
