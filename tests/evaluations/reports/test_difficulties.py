"""Difficulties put under themes by hand, and told from five associations on, the same everywhere."""

import pytest
from django.test import Client

from evaluations.campaigns.actions import close
from evaluations.reports import actions, printing
from evaluations.reports.actions import freeze, put_under
from evaluations.reports.lists import TextsToGroup
from evaluations.reports.models import Difficulty
from evaluations.self_evaluations.actions.answering import answer
from qpv_charter.toolkit.actions import ActionRefused
from tests.evaluations.reports.scenes import HALL, a_difficulty, a_quotable_answer, looked_back
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_confided,
    a_draft,
    a_national,
    a_signatory,
    the_campaign,
)
from tests.evaluations.self_evaluations.test_team import territorial
from tests.factories import a_team_member
from tests.lists import costs_the_same_at_any_length
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
PAGE = "/animation/difficultes/"


def test_a_theme_of_five_is_told_the_same_everywhere_and_one_of_four_nowhere(client: Client) -> None:
    five = a_difficulty(many=5)
    put_under("Le temps", five.answers.all()[:4], by=a_national(), campaign=five.campaign)
    edition = freeze(close(the_campaign(), by=a_national()), by=a_national(), words="")
    table = client.get(f"{edition.get_absolute_url()}rapport.csv").content.decode()

    assert edition.says["difficulties"] == [{"name": HALL, "answers": 5}]
    assert f"2027-1//difficulte/{HALL}/;;difficulte;{HALL};5;" in table
    for text in (client.get("/rapports/2027/").content.decode(), printing.report(edition).html, table):
        assert HALL in text
        assert "Le temps" not in text


def test_the_list_costs_as_many_queries_whatever_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    costs_the_same_at_any_length(monkeypatch, team_browser(a_team_member()), TextsToGroup, PAGE, a_difficulty)


def test_the_team_searches_words_and_puts_texts_under_a_theme() -> None:
    row, other = a_quotable_answer(text="Aucune salle libre après 18 heures."), a_quotable_answer(text="Le temps.")
    a_confided(contact := a_signatory(), text="Une salle contre un tract.")
    looked_back(by=contact)
    a_draft()
    browser = team_browser(a_team_member())
    searched = browser.get(PAGE, {"q": "LIBRE salle"}).content.decode()

    assert row.text in searched
    for hidden in (other.text, "tract", WORDS):
        assert hidden not in searched
    answer = browser.post(f"{PAGE}?q=salle", {"texts": [row.pk], "name": f" {HALL} "}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?q=salle", 302)]
    assert f"C’est rangé sous «\u202f{HALL}\u202f»." in answer.content.decode()
    put, left = (browser.get(PAGE, {"ranges": word}).content.decode() for word in ("oui", "non"))
    assert (row.text in put, other.text in put) == (True, False)
    assert (row.text in left, other.text in left) == (False, True)
    browser.post(PAGE, {"texts": [other.pk], "name": HALL.upper()})
    difficulty = Difficulty.objects.get()
    assert difficulty.name == HALL
    assert f"{HALL}</a> : 2 associations" in browser.get(PAGE).content.decode().replace("\u202f", " ")
    assert other.text not in browser.get(PAGE, {"ranges": "non"}).content.decode()
    assert other.text in browser.get(PAGE, {"theme": difficulty.pk}).content.decode()

    refused = browser.post(PAGE, {"texts": [row.pk], "name": "Autre", "retirer": "1"}).content.decode()
    assert "Aucun thème ne porte ce nom" in refused
    assert difficulty.answers.count() == 2
    done = browser.post(PAGE, {"texts": [row.pk, other.pk], "name": HALL.upper(), "retirer": "1"}, follow=True)
    assert f"C’est retiré de «\u202f{HALL}\u202f»." in done.content.decode()
    assert not Difficulty.objects.exists()


def test_words_that_change_stand_under_no_theme_until_they_are_read_again() -> None:
    difficulty, contact = a_difficulty(many=2), a_signatory()
    row = a_quotable_answer(contact)
    put_under(HALL, [row], by=a_national(), campaign=difficulty.campaign)

    said: dict[str, object] = {"choice": row.choice, "text": row.text, "why": "", "ticked": []}
    answer(row.question, by=contact, said=said, read=row.revision)
    assert difficulty.answers.count() == 3
    row.refresh_from_db()
    answer(row.question, by=contact, said=said | {"text": "Autre chose."}, read=row.revision)
    assert difficulty.answers.count() == 2
    for each in difficulty.answers.all():
        actions.sort_again(each)
    assert not Difficulty.objects.exists()


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost() -> None:
    row = a_quotable_answer()
    browser = team_browser(a_team_member())

    assert f'value="{HALL}"' in browser.post(PAGE, {"name": HALL}).content.decode()
    assert " checked" in browser.post(PAGE, {"texts": [row.pk]}).content.decode()
    with pytest.raises(ActionRefused, match="Donnez un nom"):
        put_under(" … ", [row], by=a_national(), campaign=the_campaign())
    for unwritten in (a_draft().answers.get(), looked_back().answers.get()):
        with pytest.raises(ActionRefused, match="Choisissez"):
            put_under(HALL, [unwritten], by=a_national(), campaign=the_campaign())
    for act in (actions.put_under, actions.take_out):
        with pytest.raises(ActionRefused, match="L’équipe nationale"):
            act(HALL, [row], by=territorial(), campaign=the_campaign())
