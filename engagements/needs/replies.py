"""« Le voyez-vous aussi ? », asked by the letter of what was noted near, once."""

from uuid import UUID

from django import forms

from engagements.letter.places import Reply
from engagements.needs import actions, queries
from engagements.needs.models import Need
from signatories.organisations.actors import Contact

SEEN_TOO = "needs.seen_too"


def asked(need: Need) -> str:
    return f"«\u202f{need.text}\u202f» ({need.place})\u202f: votre association le voit-elle aussi\u202f?"


def seen_too(actor: Contact, about: UUID) -> Reply | None:
    need = queries.to_second(actor).filter(pk=about).first()
    if need is None:
        return None
    return Reply(
        title="Le voyez-vous aussi\u202f?",
        text=asked(need),
        form=forms.Form,
        say=lambda _: actions.second(need, by=actor),
        href=need.get_absolute_url(),
        submit="Nous le voyons aussi",
    )
