"""What a mandate says in an association's space, and whether its extract is there."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from signatories.mandates.actions import attach_extract
from signatories.mandates.contributions import who_has_just_arrived
from signatories.organisations.actions import add_contact
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE_ASIDE, SPACE_PAPERS, SPACE_STEPS
from signatories.people.models import User
from tests.factories import a_published_signature, a_user, an_organisation
from tests.signin import browser_of
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def asked(organisation: Organisation) -> bool:
    return "L’extrait de la décision" in [step.label for step in SPACE_STEPS.gather(a_contact_of(organisation))]


def offered(organisation: Organisation) -> bool:
    papers = [paper.label for paper in SPACE_PAPERS.gather(a_contact_of(organisation))]
    return "L’extrait de votre décision (PDF)" in papers


def said(organisation: Organisation) -> list[str]:
    return [section.title for section in SPACE_ASIDE.gather(a_contact_of(organisation))]


def test_the_extract_is_asked_until_it_is_there_then_offered() -> None:
    signature = a_published_signature()
    organisation = signature.organisation
    assert (asked(organisation), offered(organisation)) == (True, False)

    attach_extract(
        signature.mandates.get(),
        by=a_contact_of(organisation).person,
        extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"),
    )

    assert (asked(organisation), offered(organisation)) == (False, True)


def test_without_a_signature_there_is_no_mandate_to_speak_of() -> None:
    organisation = an_organisation()

    assert (asked(organisation), offered(organisation)) == (False, False)
    assert "Mandat" not in said(organisation)


def test_the_mandate_is_said_beside() -> None:
    assert "Mandat" in said(a_published_signature().organisation)


# Whoever another let in


def welcomed(organisation: Organisation, person: User) -> str:
    actor = Contact(person=person, acts_for=organisation.pk, organisation=organisation)
    page = browser_of(person).get(reverse("organisations:space_detail", args=[organisation.slug]))
    assert (who_has_just_arrived(actor) is not None) == ("Bienvenue" in page.content.decode())
    return page.content.decode()


def test_who_has_just_been_let_in_reads_what_was_done_and_what_they_may_do() -> None:
    first, second = a_user(first_name="Aminata", last_name="Diallo"), a_user()
    organisation = a_published_signature(organisation=an_organisation(contact=first)).organisation
    add_contact(organisation, user=second, role="", by=first)

    page = welcomed(organisation, second)

    for said in ("Bienvenue", "avec Aminata Diallo", "la charte est signée", "Ce que vous pouvez faire"):
        assert said in page
    assert "Bienvenue" not in welcomed(organisation, first)


def test_a_week_later_they_are_at_home() -> None:
    first, second = a_user(), a_user()
    organisation = a_published_signature(organisation=an_organisation(contact=first)).organisation
    membership = add_contact(organisation, user=second, role="", by=first)
    ago = {first: timedelta(days=90), second: timedelta(days=8)}
    for person, delay in ago.items():
        organisation.memberships.filter(user=person).update(started_at=timezone.now() - delay)

    assert "Bienvenue" not in welcomed(organisation, membership.user)
