"""What the tests of voices start from."""

from datetime import timedelta

from django.utils import timezone

from engagements.voices.actions import Speaker, take_down
from engagements.voices.models import Kind, Voice
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from tests.factories import a_user, an_organisation

LATER = timedelta(days=30)


def a_contact() -> Contact:
    organisation = an_organisation(contact=(person := a_user()))
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def a_resident(*, called: str = "Fatou", email: str = "fatou@example.org") -> Voice:
    """Somebody without an account who left an address."""
    speaker = Speaker(called=called, email=email)
    return take_down(speaker, by=Actor(), forget_on=timezone.localdate() + LATER)


def somebody_noted(*, by: Contact | None = None, called: str = "Ahmed") -> Voice:
    """A resident whom an association called."""
    speaker = Speaker(called=called, phone="06 12 34 56 78", noted_how="phone")
    return take_down(speaker, by=by or a_contact(), forget_on=timezone.localdate() + LATER)


def an_association() -> Voice:
    return take_down(Speaker(kind=Kind.ASSOCIATION), by=a_contact(), forget_on=None)
