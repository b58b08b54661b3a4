"""What htmx saves by itself while one writes: nothing lost, nothing said that was not meant."""

import re
import signal
from datetime import UTC, datetime

import pytest

from evaluations.questionnaires.forms import AnswerForm
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.models import Confided, LookBack, LookBackAnswer
from signatories.history.models import Event
from signatories.outbox.models import Message
from tests import processes
from tests.engagements.consultations.scenes import at
from tests.evaluations.self_evaluations import writer
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_draft,
    a_reader,
    a_shared,
    a_signatory,
    asked,
    said,
    the_campaign,
)
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
HALF = {"choice": "talking", "text": "La fête s’est", "revision": "0"}


def revision_in(fragment: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', fragment)
    assert found, fragment
    return found[1]


def test_a_draft_is_saved_under_the_revision_that_the_form_carries_on_with() -> None:
    contact = a_signatory()
    the_campaign()
    browser, path = browser_of(contact.person), f"/espace/{contact.organisation.slug}/faire-le-point/"
    screen = f"{path}question/veille/"
    assert f'data-hx-post="{screen}"' in browser.get(screen).content.decode()

    first = browser.post(screen, HALF, headers=HTMX).content.decode()
    again = HALF | {"text": WORDS, "revision": revision_in(first)}
    second = browser.post(screen, again, headers=HTMX).content.decode()
    end = browser.post(
        f"{path}pour-finir/", {"agenda": "Le local", "revision": "0"}, headers=HTMX
    ).content.decode()

    assert "Enregistré" in first
    assert "<html" not in first
    assert LookBackAnswer.objects.get().text == WORDS
    assert revision_in(second) == str(LookBackAnswer.objects.get().revision) == "2"
    assert (LookBack.objects.get().agenda, revision_in(end)) == ("Le local", "1")
    assert browser.post(screen, again | {"revision": "2"})["Location"].endswith("/question/debat/")


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_who_is_killed_while_saving_leaves_what_was_there_and_what_is_sent_again_is_there_once() -> None:
    # Given a screen saved once, and a server killed while it saves what follows
    look_back = a_draft(contact := a_signatory())
    killed = processes.start(writer.__name__, contact.organisation.slug, "La fête s’est")
    assert killed.wait(timeout=120) == -signal.SIGKILL
    row = look_back.answers.get()
    assert (row.text, row.revision) == (WORDS, 1)

    # When the browser sends it again, and again since no answer came
    browser, path = browser_of(contact.person), f"/espace/{contact.organisation.slug}/faire-le-point/"
    sent = {"choice": "talking", "text": "La fête s’est bien passée.", "revision": "1"}
    answers = [browser.post(f"{path}question/veille/", sent, headers=HTMX) for _ in range(2)]

    # Then it is there, once, and nobody is asked to choose between her own words
    assert look_back.answers.get().text == "La fête s’est bien passée."
    assert ["Rien n’est perdu" in each.content.decode() for each in answers] == [False, False]


def test_what_is_written_in_the_hour_that_comes_twice_is_kept_in_the_order_it_was_written() -> None:
    """On 31 October 2027 it is 2:50, then 2:10, in Paris."""
    contact = a_signatory()
    the_campaign()
    for minute, text in enumerate(("À 2 h 50", "À 2 h 10, ensuite")):
        with at(datetime(2027, 10, 31, minute, (50, 10)[minute], tzinfo=UTC)):
            answer(asked(), by=contact, said=said(text=text), read=minute)
            look_back = share(the_campaign(), by=contact)

    assert look_back.answers.get().text == "À 2 h 10, ensuite"
    assert look_back.shared_at == datetime(2027, 10, 31, 0, 50, tzinfo=UTC)
    assert Message.objects.filter(kind="look_back.shared").count() == 1


def test_a_draft_upon_what_somebody_else_wrote_changes_nothing_and_both_are_shown() -> None:
    contact = a_signatory()
    a_draft(contact)
    browser, screen = (
        browser_of(contact.person),
        f"/espace/{contact.organisation.slug}/faire-le-point/question/veille/",
    )

    fragment = browser.post(screen, HALF, headers=HTMX).content.decode()
    page = browser.post(screen, HALF).content.decode()

    assert "Rien n’est perdu" in fragment
    assert "revision" not in fragment, "what comes next would be saved upon words that nobody read"
    assert LookBackAnswer.objects.get().text == WORDS
    assert "Deux textes" in page
    assert "data-hx-post" not in page, "what was seen twice is saved by a button alone"


def test_a_draft_says_no_yes_and_takes_one_back() -> None:
    contact = a_signatory()
    the_campaign()
    browser, screen = (
        browser_of(contact.person),
        f"/espace/{contact.organisation.slug}/faire-le-point/question/veille/",
    )
    browser.post(screen, HALF | {"quotable": "on"}, headers=HTMX)
    assert not LookBackAnswer.objects.get().quotable

    row = answer(asked(), by=contact, said=said(quotable=True), read=1)
    words = {"choice": "talking", "quotable": "on"}
    for text in ("La fête se prépare", "La fête se prépare encore"):
        fragment = browser.post(
            screen, words | {"text": text, "revision": str(row.revision)}, headers=HTMX
        ).content.decode()
        row = LookBackAnswer.objects.get()
        assert not row.quotable
        assert ("cochez encore" in fragment) == ('id="id_quotable"' in fragment) == (text == "La fête se prépare")

    row = answer(asked(), by=contact, said=said(quotable=True), read=row.revision)
    unticked = {"choice": "talking", "text": WORDS, "revision": str(row.revision)}
    assert "cochez encore" not in browser.post(screen, unticked, headers=HTMX).content.decode()
    assert not LookBackAnswer.objects.get().quotable


def test_half_a_sentence_is_not_read_by_others() -> None:
    contact = a_signatory()
    look_back = a_shared(contact)
    reader = a_reader()
    browser, path = browser_of(contact.person), f"/espace/{contact.organisation.slug}/faire-le-point/"
    sent = HALF | {"revision": "1", "reader": str(reader.pk)}
    for screen in ("question/veille/", "question/clientelisme/", "pour-finir/"):
        assert "data-hx-post" not in browser.get(path + screen).content.decode()
        fragment = browser.post(path + screen, sent, headers=HTMX).content.decode()
        assert "Votre point est partagé" in fragment, screen

    assert LookBackAnswer.objects.get().text == WORDS
    assert not Confided.objects.exists()
    assert not Event.objects.filter(kind="look_back.amended", subject_id=look_back.pk).exists()


def test_a_draft_that_is_too_long_or_too_late_is_said_and_kept_nowhere() -> None:
    contact = a_signatory()
    a_draft(contact)
    browser, screen = (
        browser_of(contact.person),
        f"/espace/{contact.organisation.slug}/faire-le-point/question/veille/",
    )

    fragment = browser.post(screen, HALF | {"text": "a" * 601}, headers=HTMX).content.decode()

    assert "Pas enregistré" in fragment
    assert LookBackAnswer.objects.get().text == WORDS


def test_what_is_confided_is_drafted_for_its_reader_alone() -> None:
    contact = a_signatory()
    the_campaign()
    reader = a_reader()
    browser = browser_of(contact.person)
    screen = f"/espace/{contact.organisation.slug}/faire-le-point/question/clientelisme/"

    browser.post(screen, HALF | {"reader": str(reader.pk)}, headers=HTMX)
    fragment = browser.post(screen, HALF | {"reader": "0", "revision": "1"}, headers=HTMX).content.decode()

    assert (Confided.objects.get().reader, Confided.objects.get().text) == (reader, HALF["text"])
    assert "a changé" in fragment
    assert not LookBackAnswer.objects.exists()


def test_the_box_that_stands_apart_is_ticked_beside_the_sentence_that_is_chosen() -> None:
    question = asked("veille")
    helping = question.apart
    assert helping

    form = AnswerForm({"choice": "talking", "ticked": [helping.code]}, question=question)

    assert form.is_valid()
    assert (form.facts()["choice"].code, form.facts()["ticked"]) == ("talking", [helping.code])
