"""Twice a year, the letter asks whether those who look after an association are the right ones."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils import timezone

from engagements.letter.actions import week_of
from engagements.letter.places import Asks, Part, Reply, Told
from signatories.organisations.actions import confirm_people
from signatories.organisations.actors import Contact
from signatories.organisations.queries import are_to_check, contacts_of
from signatories.people.places import Period

PEOPLE = "letter.people"


def asked(actor: Contact, period: Period) -> Told | None:
    """Twice a year, in one letter: that of the first Monday of the month, or the first after a closure."""
    today = period.end - timedelta(days=1)
    monday = week_of(today.replace(day=7))
    if not period.start < monday < period.end or not are_to_check(actor.organisation, on=today):
        return None
    contacts = contacts_of(actor.organisation)
    named = ", ".join(str(contact.user) for contact in contacts)
    text = f"S’occupent ici de {actor.organisation.words.your}\u202f: {named}. Est-ce toujours juste\u202f?"
    # Another list is another question: the letter is written again.
    name = f"people:{monday}:{'-'.join(str(contact.pk) for contact in contacts)}"
    return Told(Part.ANSWER, name, text, asks=Asks(PEOPLE, actor.organisation.pk))


def said(actor: Contact, about: UUID) -> Reply | None:
    """« Oui, la liste est juste », in one click: the letter named them, this page names nobody."""
    organisation = actor.organisation
    if about != organisation.pk or not are_to_check(organisation, on=timezone.localdate()):
        return None
    your = organisation.words.your
    return Reply(
        title="La liste de vos personnes contact est-elle toujours juste\u202f?",
        text=f"La lettre vous dit qui s’occupe de {your}. Si quelqu’un est parti, ou manque, changez la liste.",
        form=forms.Form,
        say=lambda _: confirm_people(organisation, by=actor),
        href=reverse("organisations:people", args=[organisation.slug]),
        submit="Oui, la liste est juste",
    )
