"""A pile of paper answers, entered at once; what is printed."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from engagements.participation import actions
from engagements.participation.actions.answering import MOST_NOTED, Noted
from engagements.participation.actions.asking import Words
from engagements.participation.models import Answer, Gathering
from engagements.participation.times import MOST_TIMES
from engagements.voices.actions import Speaker
from engagements.voices.models import NotedHow
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from tests.engagements.participation.scenes import (
    a_gathering,
    a_signatory_of_franc_moisin,
    long_ago,
    organiser,
    says,
)
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def typed(gathering: Gathering, *people: str, **more: Any) -> dict[str, Any]:
    """What the page sends: each comes to every date; the other rows hold what they held when shown."""
    data: dict[str, Any] = {"how": "paper"} | {f"p{number}-kind": "resident" for number in range(MOST_NOTED)}
    for number, name in enumerate(people):
        data |= {f"p{number}-time_{pk}": word for pk, word in says(gathering).times.items()}
        data[f"p{number}-called"] = name
    return data | more


def page_of(gathering: Gathering) -> str:
    return f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/noter/"


def sent(gathering: Gathering, data: dict[str, Any]) -> str:
    return browser_of(organiser(gathering).person).post(page_of(gathering), data, follow=True).content.decode()


def test_twelve_paper_answers_are_entered_at_once_and_say_who_noted_them() -> None:
    gathering = a_gathering()
    people = [f"Voisine {number}" for number in range(MOST_NOTED)]

    page = sent(gathering, typed(gathering, *people))

    voices = [answer.voice for answer in Answer.objects.select_related("voice__noted_by")]
    contact = organiser(gathering)
    assert "12 réponses notées" in page
    assert {voice.called for voice in voices} == {*people}
    assert {(v.noted_how, v.noted_by, v.noted_for) for v in voices} == {
        (NotedHow.PAPER, contact.person, contact.organisation)
    }


def test_what_somebody_said_on_the_telephone_of_one_date_alone_is_noted() -> None:
    gathering = a_gathering()
    first = gathering.times.all()[0]
    data = typed(gathering, how="phone") | {f"p0-time_{first.pk}": "yes", "p0-phone": "06 12 34 56 78"}

    sent(gathering, data)

    answer = Answer.objects.get()
    assert answer.voice.noted_how == NotedHow.PHONE
    assert answer.voice.contact.phone == "06 12 34 56 78"
    assert [each.time for each in answer.said.all()] == [first]


def test_one_that_is_wrong_keeps_all_that_was_typed_and_saves_none() -> None:
    gathering = a_gathering()

    page = sent(gathering, typed(gathering, "Fatou", "Awa", "Nour", **{"p1-email": "pas une adresse"}))

    assert not Answer.objects.exists()
    assert 'href="#reponse-2"' in page
    assert 'href="#reponse-1"' not in page
    for kept in ("Fatou", "Awa", "Nour", "pas une adresse"):
        assert f'value="{kept}"' in page
    assert page.count(" checked") >= 3 * 3 + MOST_NOTED


def test_a_name_without_a_date_is_asked_for_one_and_nothing_at_all_is_said() -> None:
    gathering = a_gathering()

    assert "pour quelle date" in sent(gathering, typed(gathering) | {"p4-called": "Fatou"})
    assert "au moins une réponse" in sent(gathering, typed(gathering))
    assert not Answer.objects.exists()


def test_that_nothing_was_noted_is_said_of_nothing_but_that() -> None:
    gathering = a_gathering()

    shown = browser_of(organiser(gathering).person).get(page_of(gathering)).content.decode()
    wrong = sent(gathering, typed(gathering, "Fatou", **{"p0-email": "pas une adresse"}))

    assert "au moins une réponse" not in shown
    assert "au moins une réponse" not in wrong
    assert 'href="#reponse-1"' in wrong


def test_nobody_else_notes_and_no_more_than_a_pile() -> None:
    gathering = a_gathering()
    noted = Noted(Speaker(called="Fatou", noted_how="paper"), says(gathering))

    for by, pile, said in (
        (a_signatory_of_franc_moisin(), [noted], "Seule l’association"),
        (organiser(gathering), [], "d’une à 12"),
        (organiser(gathering), [noted] * (MOST_NOTED + 1), "d’une à 12"),
        (organiser(gathering), [Noted(Speaker(), says(gathering))], "comment vous"),
    ):
        with pytest.raises(ActionRefused, match=said):
            actions.note(gathering, by=by, noted=pile)
    assert not Answer.objects.exists()


def test_once_its_date_has_passed_nothing_is_noted_any_more() -> None:
    gathering = a_gathering()
    data = typed(gathering, "Fatou")
    long_ago(gathering, days=1)

    assert "On ne répond plus" in sent(gathering, data)
    assert not Answer.objects.exists()


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
@pytest.mark.parametrize(
    ("name", "pages", "says_too"),
    [
        ("affiche", 1, "Dans une autre langue"),
        ("reponses", 1, "Cochez une case par date"),
        ("presence", 1, "habite ici"),
    ],
)
def test_what_is_printed_is_tagged_and_leads_to_the_gathering(name: str, pages: int, says_too: str) -> None:
    gathering = a_gathering(is_public=False)
    browser = browser_of(organiser(gathering).person)

    answer: Any = browser.get(f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/{name}.pdf")

    reader: Any = PdfReader(io.BytesIO(answer.getvalue()))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert len(reader.pages) == pages
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert gathering.title in text
    assert says_too in text
    if name == "affiche":
        assert gathering.invitation in text.replace(" ", "")
    if name != "presence":
        assert text.count(gathering.times.all()[0].said.capitalize()[:12]) == (2 if name == "reponses" else 1)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
@pytest.mark.parametrize(
    ("name", "last"), [("affiche", "Dans une autre langue"), ("reponses", "Seule l’association")]
)
def test_twelve_dates_and_a_long_title_stay_on_one_page(name: str, last: str) -> None:
    words = Words(
        title="Préparer ensemble la fête du quartier et choisir les dates de toute l’année à venir (exemple)"
    )
    gathering = a_gathering(days=tuple(range(3, 3 + MOST_TIMES)), words=words)
    address = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/{name}.pdf"

    answer: Any = browser_of(organiser(gathering).person).get(address)

    (page,) = PdfReader(io.BytesIO(answer.getvalue())).pages
    assert " ".join(page.extract_text().split()).count(last) == (2 if name == "reponses" else 1)


def test_there_is_no_other_sheet() -> None:
    gathering = a_gathering()
    page = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/autre.pdf"

    assert browser_of(organiser(gathering).person).get(page).status_code == 404
