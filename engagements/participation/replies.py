"""What the letter asks of gatherings, and how one answers from it."""

from functools import partial
from uuid import UUID

from engagements.letter.places import Reply
from engagements.participation import actions, queries
from engagements.participation.forms import OursForm
from engagements.participation.models import Gathering
from engagements.voices.actions import Speaker
from engagements.voices.models import Kind
from signatories.organisations.actors import Contact

WHEN = "gatherings.when"


def asked(gathering: Gathering) -> str:
    who = gathering.organisation.name
    return f"{who} demande quand on peut se voir\u202f: «\u202f{gathering.title}\u202f», {gathering.place}."


def when(actor: Contact, about: UUID) -> Reply | None:
    """When the association can; the contact is told which date is chosen."""
    gathering = queries.asking(actor).filter(pk=about).first()
    if gathering is None:
        return None
    speaker = Speaker(kind=Kind.ASSOCIATION, email=actor.person.email)
    return Reply(
        title="Quand pouvez-vous venir\u202f?",
        text=asked(gathering),
        form=partial(OursForm, times=gathering.asked()),
        say=lambda form: actions.answer(gathering, by=actor, speaker=speaker, said=form.said()),
        href=gathering.get_absolute_url(),
        template="engagements/participation/_answer_fields.html",
    )
