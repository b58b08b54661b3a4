"""From what associations shared to a report that anyone reads, the same on the page and in files."""

import csv
import hashlib
import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks import default_task_backend
from pypdf import PdfReader

from evaluations.campaigns.actions import close
from evaluations.questionnaires.models import Question
from evaluations.reports import tasks
from evaluations.reports.actions import freeze
from evaluations.reports.demo import load
from evaluations.reports.models import Edition
from evaluations.reports.queries import survey_of, today
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.models import LookBack
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.actions import withdraw_network
from signatories.organisations.models import Organisation
from tests.evaluations.campaigns.scenes import a_closed_campaign, an_open_campaign
from tests.evaluations.meetings.scenes import begun, with_present
from tests.evaluations.reports.scenes import (
    a_quotable_answer,
    a_quotation,
    an_answered_year,
    an_edition,
    looked_back,
)
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_confided,
    a_draft,
    a_national,
    a_signatory,
    asked,
    the_campaign,
)
from tests.factories import a_confirmed_signature, a_network, a_paused_signature, a_team_member
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db

BOTH = ("before", "now")
SIX = ("talking",) * 4 + ("separately", "usually")


def drawn(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def of_needs(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in edition.says["questions"] if each["slug"] == "veille")
    return found


def test_six_answers_are_told_in_three_words() -> None:
    edition = an_edition(*SIX)

    assert edition.says["looked_back"] == 6
    assert of_needs(edition)["everyone"] == {
        "answers": 6,
        "scale": "three_words",
        "cells": {
            "separately": "few",
            "talking": "part",
            "sometimes": "few",
            "usually": "few",
            "nobody_here": "few",
            "not_concerned": "few",
        },
    }


def test_four_answers_are_told_by_their_number_alone() -> None:
    assert of_needs(an_edition(*SIX[:4]))["everyone"] == {"answers": 4, "scale": "hidden", "cells": {}}


def test_what_is_not_shared_or_is_confided_is_not_counted() -> None:
    a_draft()
    contact = a_signatory()
    a_confided(contact)
    looked_back(by=contact)
    survey = survey_of(the_campaign())

    assert [each.answers for each in survey.respondents] == [{"veille": "talking"}]
    assert "clientelisme" not in [each.slug for each in survey.questions]
    assert len(survey.questions) == 6


def test_who_is_of_which_kind_and_who_answered() -> None:
    """By what the directory says; the kinds of who did not answer too, and having come is having answered."""
    present, silent, unread = with_present(begun(), 1)[0], a_signatory(), a_confirmed_signature()
    look_back = looked_back()
    gone = a_network(name="Réseau retiré (exemple)")
    look_back.organisation.networks.add(a_network(name="Réseau (exemple)"), gone)
    withdraw_network(gone, by=a_national())
    survey, kept = survey_of(the_campaign()), {"form": ["Association"], "network": ["Réseau (exemple)"]}

    assert survey.answered == {str(look_back.organisation_id), str(present.organisation.pk)}
    assert {*survey.answered, str(silent.organisation.pk)} <= survey.signatories == {*survey.kinds}
    assert str(unread.organisation_id) not in survey.signatories
    assert survey.kinds[str(look_back.organisation_id)] == kept | {
        "region": ["Île-de-France"],
        "department": ["Département 93"],
    }


def test_who_is_not_represented_is_said_in_words(client: Client) -> None:
    contacts = [a_signatory() for _ in range(5)]
    Organisation.objects.filter(pk__in=[each.organisation.pk for each in contacts]).update(kind="collective")
    edition = an_edition(*SIX)

    assert edition.says["absent"] == ["form/Collectif sans existence légale"]
    assert "formes : collectif sans existence légale" in client.get("/rapports/2027/").content.decode()


def test_a_respondent_has_the_region_of_its_head_office() -> None:
    look_back = looked_back()

    assert [each.region for each in survey_of(the_campaign()).respondents] == ["Île-de-France"]
    type(look_back.organisation).objects.update(commune=None)
    assert [each.region for each in survey_of(the_campaign()).respondents] == [None]


def test_only_situations_are_told() -> None:
    campaign = an_open_campaign()
    campaign.questionnaire.questions.filter(slug="debat").update(kind=Question.Kind.TEXT)

    assert "debat" not in [each.slug for each in survey_of(campaign).questions]


def test_an_edition_after_one_more_association_keeps_the_figures() -> None:
    first = an_edition(*SIX)
    type(first.campaign).objects.update(state="closed")  # as if one more had been heard in time
    looked_back("usually")
    second = freeze(first.campaign, by=a_national(), words="")

    assert second.number == 2
    assert second.says["looked_back"] == 7
    assert of_needs(second) == of_needs(first)


def test_the_same_associations_are_compared_with_the_year_before(client: Client) -> None:
    contacts = [a_signatory() for _ in range(5)]
    for year, code in ((2026, "talking"), (2027, "usually")):
        for contact in contacts:
            looked_back(code, by=contact, year=year)
        freeze(close(the_campaign(year), by=a_national()), by=a_national(), words="")
    trend = of_needs(Edition.objects.get(campaign__year=2027))["trend"]
    page = client.get("/rapports/2027/").content.decode()
    table = client.get("/rapports/2027/edition-1/rapport.csv").content.decode("utf-8-sig")

    assert trend["year_before"] == 2026
    assert {year: [code for code, word in trend[year]["cells"].items() if word == "most"] for year in BOTH} == {
        "before": ["talking"],
        "now": ["usually"],
    }
    assert "Les mêmes associations, d’une année à l’autre" in page
    assert "2027-1/veille/memes/2026/talking;veille;memes;2026;5;talking" in table


def test_no_report_before_reminders_are_over() -> None:
    looked_back()

    with pytest.raises(ActionRefused, match="Terminez d’abord les relances"):
        freeze(the_campaign(), by=a_national(), words="")


def test_no_report_of_nobody() -> None:
    campaign = a_closed_campaign()

    with pytest.raises(ActionRefused, match="rien à figer"):
        freeze(campaign, by=a_national(), words="")


def test_an_edition_that_changes_nothing_is_refused() -> None:
    edition = an_edition(words="Les mêmes mots")

    with pytest.raises(ActionRefused, match="Rien n’a changé depuis l’édition 1"):
        freeze(edition.campaign, by=a_national(), words=" Les mêmes mots ")


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_make_one_edition() -> None:
    campaign, by = an_answered_year(), a_national()

    answers = side_by_side(*[lambda: freeze(campaign, by=by, words="Voilà.")] * 2)

    assert [each.number for each in Edition.objects.all()] == [1]
    assert [issubclass(each, ActionRefused) for each in raised(answers)] == [True]


@pytest.mark.django_db(transaction=True)
def test_what_is_shared_while_the_report_is_frozen_is_in_it_or_refused() -> None:
    campaign, by, late = an_answered_year(), a_national(), a_signatory()

    answers = side_by_side(
        lambda: freeze(campaign, by=by, words=""), lambda: answer(asked(), by=late, said={"text": "Trop tard."})
    )

    assert [issubclass(each, ActionRefused) for each in raised(answers)] == [True]
    assert Edition.objects.get().says["looked_back"] == 1
    assert not LookBack.objects.filter(organisation=late.organisation).exists()


def test_page_table_and_json_say_the_same(client: Client) -> None:
    edition = an_edition(*SIX, words="Des fêtes <b>ensemble</b>")
    page = client.get("/rapports/2027/").content.decode()
    content = client.get("/rapports/2027/edition-1/rapport.json").content
    table = client.get("/rapports/2027/edition-1/rapport.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))

    assert hashlib.sha256(content).hexdigest() == edition.sha256
    assert edition.sha256 in page
    assert json.loads(content) == edition.says
    assert "Des fêtes &lt;b&gt;ensemble&lt;/b&gt;" in page
    assert {row["situation"]: row["associations"] for row in rows if row["question"] == "veille"} == {
        "separately": "peu ou pas",
        "talking": "une partie",
        "sometimes": "peu ou pas",
        "usually": "peu ou pas",
        "nobody_here": "peu ou pas",
        "not_concerned": "peu ou pas",
    }
    assert page.count("peu ou pas") == 5
    assert page.count("une partie") == 2  # the second where words are explained
    assert len({row["cle"] for row in rows}) == len(rows) == 37
    assert {row["associations"] for row in rows if row["question"] == "debat"} == {""}
    assert [(row["nom"], row["reponses"]) for row in rows if row["groupe"] == "forme"] == [("Association", "6")]


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_a_file_that_is_not_there_is_asked_of_a_task(client: Client) -> None:
    an_edition(*SIX)
    default_task_backend.clear()  # type: ignore[attr-defined]  # that of tests

    client.get("/rapports/2027/edition-1/rapport.pdf")

    asked = [each.task for each in default_task_backend.results]  # type: ignore[attr-defined]  # the same
    assert asked == [tasks.print_reports]


@pytest.mark.once
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_report_on_paper_says_what_the_page_says(client: Client) -> None:
    contact = a_signatory()
    a_confided(contact, text="Un élu nous a demandé de nous taire.")
    looked_back(by=contact)
    an_edition(*SIX[1:], words="Des fêtes ensemble")
    waiting = client.get("/rapports/2027/edition-1/rapport.pdf")
    still = client.get("/rapports/2027/edition-1/rapport.pdf?attendre=non")
    tasks.print_reports.func()
    answer = client.get("/rapports/2027/edition-1/rapport.pdf")
    text = drawn(answer.content)

    assert "/rapports/2027/edition-1/rapport.pdf" in client.get("/rapports/2027/").content.decode()
    assert "public" in answer["Cache-Control"]
    for words in ("Rapport 2027", "Associations qui ont fait le point", "Des fêtes ensemble", "une partie"):
        assert words in text
    assert text.count("peu ou pas") == 5
    assert "nous taire" not in text
    assert client.get("/rapports/2027/edition-2/rapport.pdf").status_code == 404
    assert (waiting.status_code, waiting["Refresh"]) == (202, "4; url=/rapports/2027/edition-1/rapport.pdf")
    assert "En préparation…" in waiting.content.decode()
    assert "Refresh" not in still


@pytest.mark.once
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_an_association_has_its_own_sheet_and_no_other() -> None:
    contact, other, silent = a_signatory(), a_signatory(), a_signatory()
    a_confided(contact, text="Un élu nous a demandé de nous taire.")
    a_draft(contact)
    share(the_campaign(), by=contact)
    looked_back(by=other)
    an_edition(*SIX[2:])
    here = f"/espace/{contact.organisation.slug}/"
    sheet = f"{here}rapports/2027/notre-fiche.pdf"
    answer = browser_of(contact.person).get(sheet)
    text = drawn(answer.content)

    assert sheet in browser_of(contact.person).get(here).content.decode()
    assert "no-store" in answer["Cache-Control"]
    for words in (contact.organisation.name, WORDS, "une partie"):
        assert words in text
    assert "nous taire" not in text
    assert browser_of(other.person).get(sheet).status_code in {403, 404}
    mine = f"/espace/{silent.organisation.slug}/"
    assert "notre-fiche" not in browser_of(silent.person).get(mine).content.decode()
    assert browser_of(silent.person).get(f"{mine}rapports/2027/notre-fiche.pdf").status_code == 404


def test_the_demonstration_freezes_last_year_once() -> None:
    load()
    assert not Edition.objects.exists()
    a_team_member(email="camille.equipe@example.org")
    a_quotable_answer(year=2025)
    an_answered_year(*SIX, year=2025)

    load()
    load()

    edition = Edition.objects.get()
    assert edition.campaign.state == "reported"
    dates = (edition.says["frozen_on"], edition.frozen_at.date(), edition.campaign.reported_at)
    assert dates == ("2025-11-12", date(2025, 11, 12), edition.frozen_at)
    assert list(edition.says["quotations"]) == ["veille"]


def test_the_year_is_told_in_as_many_queries_however_many_answered() -> None:
    a_quotation()
    with CaptureQueriesContext(connection) as one:
        today(the_campaign())
    for _ in range(3):
        a_quotation()
    with CaptureQueriesContext(connection) as four:
        assert today(the_campaign())["looked_back"] == 4

    assert len(four) == len(one)


def test_a_corrected_edition_stands_beside_the_first(client: Client) -> None:
    first = an_edition(words="Une coquile")
    freeze(first.campaign, by=a_national(), words="Une coquille")

    assert "Une coquille" in client.get("/rapports/2027/").content.decode()
    assert "Une coquile<" in client.get("/rapports/2027/edition-1/").content.decode()
    assert "édition 2" in client.get("/rapports/").content.decode()
    assert client.get("/rapports/2027/edition-3/").status_code == 404
    assert client.get("/rapports/2026/").status_code == 404


def test_a_national_animator_reads_what_it_would_say_and_freezes_it() -> None:
    an_answered_year(*SIX)
    browser = team_browser(a_team_member())
    before = browser.get("/animation/campagnes/2027/rapport/").content.decode()

    answer = browser.post("/animation/campagnes/2027/rapport/", {"words": "Voilà."}, follow=True)

    assert "une partie" in before
    assert not Edition.objects.filter(number=2).exists()
    assert answer.redirect_chain == [("/rapports/2027/edition-1/", 302)]
    assert "Voilà." in answer.content.decode()


def test_a_refusal_is_said_and_the_words_stay() -> None:
    an_edition(words="Voilà.")
    browser = team_browser(a_team_member())

    page = browser.post("/animation/campagnes/2027/rapport/", {"words": "Voilà."}).content.decode()

    assert "Rien n’a changé" in page
    assert ">\nVoilà.</textarea>" in page


def test_the_workspace_leads_to_the_report_once_reminders_are_over() -> None:
    browser = team_browser(a_team_member())
    the_campaign()
    assert "/2027/rapport/" not in browser.get("/animation/").content.decode()

    an_answered_year()
    assert "/animation/campagnes/2027/rapport/" in browser.get("/animation/").content.decode()


def test_the_map_counts_those_whose_signature_is_published() -> None:
    campaign = an_answered_year("talking")
    before = today(campaign)["map"]

    a_paused_signature()
    a_confirmed_signature()

    assert before == today(campaign)["map"] != []
