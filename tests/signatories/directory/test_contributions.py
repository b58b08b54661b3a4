"""What the directory says in a territory's journal, in an association's space and in the navigation."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit import pages
from signatories.directory.models import PAGES
from signatories.moderation.actions import note_attempt, pause
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE_PAPERS
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, JOURNAL, NAVIGATION, Leaver, Period
from signatories.signatures.models import Signature
from signatories.signatures.places import SIGNATURE_LINES
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_newer_charter,
    a_published_signature,
    a_signatory,
    a_team_member,
    an_organisation,
)
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def test_new_signatories_are_news_of_their_department_for_as_long_as_they_are_shown() -> None:
    today = timezone.localdate()
    here, elsewhere = a_commune(), a_commune(name="Lyon", code="69123")
    shown = a_signatory("Les Amis (exemple)", commune=here).organisation
    a_signatory("Les Lointaines (exemple)", commune=elsewhere)
    paused = a_signatory("Les Discrètes (exemple)", commune=here)
    team = a_team_member()
    for _ in range(3):
        note_attempt(paused, by=team, text="Appel sans réponse.")
    pause(paused, by=team, reason="Sans nouvelles.")
    this_week, before = Period(today, today + timedelta(days=1)), Period(today - timedelta(days=7), today)

    found = JOURNAL.gather(here.department, this_week)

    assert [(news.title, news.href) for news in found] == [
        ("Les Amis (exemple) a signé la charte", f"/signataires/{shown.slug}/")
    ]
    assert len(JOURNAL.gather(None, this_week)) == 2
    assert JOURNAL.gather(here.department, before) == []


def test_a_published_signatory_is_led_to_its_page_and_its_kit() -> None:
    shown, waiting = a_published_signature(), a_confirmed_signature()

    def offered(signature: Signature) -> tuple[list[str], list[str]]:
        contact = a_contact_of(signature.organisation)
        lines = [line.template for line in SIGNATURE_LINES.gather(contact, signature)]
        papers = [paper.label for paper in SPACE_PAPERS.gather(contact)]
        return lines, [label for label in papers if label.startswith("Faire savoir")]

    lines, kit = offered(shown)
    assert lines[0] == "signatories/directory/_space.html"
    assert len(kit) == 1
    lines, kit = offered(waiting)
    assert "signatories/directory/_space.html" not in lines
    assert kit == []
    a_newer_charter()
    again = a_confirmed_signature(organisation=Organisation.objects.get(pk=shown.organisation_id))
    lines, kit = offered(again)
    assert lines[0] == "signatories/directory/_space.html", "it is published, whatever waits beside"
    assert len(kit) == 1
    assert SPACE_PAPERS.gather(a_contact_of(an_organisation())) == []


def test_the_directory_is_in_the_navigation_of_everyone() -> None:
    assert "/signataires/" in [link.href for link in NAVIGATION.gather(Actor())]


def test_pages_that_name_somebody_are_made_again_once_she_is_forgotten(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = pages.version(PAGES)

    with django_capture_on_commit_callbacks(execute=True):
        FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))

    assert pages.version(PAGES) != before
