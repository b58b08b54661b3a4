"""Saying thanks, and taking it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagements.thanks import emails
from engagements.thanks.models import Thanks, ThanksKey
from engagements.thanks.rules import may_say
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.text import clean_line
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Qpv

LIFE = timedelta(days=365)  # of the mailed link


def pages_of(qpv: Qpv) -> str:
    """The kept pages that show the thanks of a neighbourhood."""
    return f"thanks:{qpv.code}"


@transaction.atomic
def say(qpv: Qpv, *, by: Contact, text: str) -> Thanks:
    """Thank those who act in a neighbourhood, in the name of an association.

    Raises ActionRefused for whoever acts for none, and for an empty text."""
    if not may_say(by):
        raise ActionRefused("Un merci se dit au nom d’une association.")
    if not (text := clean_line(text)):
        raise ActionRefused("Écrivez quelques mots\u202f: un merci vide ne dit rien.")
    thanks = Thanks.objects.create(organisation=by.organisation, qpv=qpv, text=text, said_by=by.person)
    key = ThanksKey.objects.issue(target=thanks, expires_at=timezone.now() + LIFE)
    record("thanks.said", thanks, by=by, about=[by.organisation, qpv])
    emails.said(thanks, key=key)
    pages.changed(pages_of(qpv))
    return thanks


@transaction.atomic
def take_back(thanks: Thanks, *, by: Actor) -> Thanks:
    """Take a word of thanks back, by its key. Raises ActionRefused if it was already."""
    thanks = Thanks.objects.select_for_update(of=("self",)).get(pk=thanks.pk)
    if thanks.taken_back_at:
        raise ActionRefused("Ce merci a déjà été repris.")
    thanks.taken_back_at = timezone.now()
    thanks.save(update_fields=["taken_back_at"])
    record("thanks.taken_back", thanks, by=by, about=[thanks.organisation, thanks.qpv])
    pages.changed(pages_of(thanks.qpv))
    return thanks


@transaction.atomic
def forget_words_of(person: User) -> None:
    """Empty what a person wrote, when she is erased; that thanks were said stays."""
    said = Thanks.objects.filter(said_by=person)
    for thanks in said.select_related("qpv"):
        pages.changed(pages_of(thanks.qpv))
    said.update(text="Texte effacé.")
