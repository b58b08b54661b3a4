"""Zélie, who answered without an account, and who is heard for her association."""

from django.utils import timezone

from engagements.voices.actions import Speaker, take_down
from engagements.voices.models import Kind
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from tests.somebody import ADDRESS, FIRST, PHONE, Somebody


def put_somebody(zelie: Somebody) -> None:
    contact = Contact(person=zelie.person, acts_for=zelie.organisation.pk, organisation=zelie.organisation)
    alone = Speaker(called=FIRST, email=ADDRESS, phone=PHONE)
    take_down(alone, by=Actor(), forget_on=timezone.localdate())
    take_down(Speaker(kind=Kind.ASSOCIATION, email=ADDRESS), by=contact, forget_on=None)
