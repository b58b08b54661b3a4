"""What htmx saves by itself while one writes: nothing lost, nothing said that was not meant."""

import re

import pytest

from evaluations.self_evaluations.actions.answering import answer
from evaluations.self_evaluations.models import Confided, LookBack, LookBackAnswer
from signatories.history.models import Event
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
