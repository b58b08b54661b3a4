"""What the letter asks for, and how one answers from there: nothing is shown but what anyone may read."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from engagements.consultations.actions import rooms as actions
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.actions.outcomes import conclude
from engagements.consultations.funders import asked_of
from engagements.consultations.models import Consultation, Line
from engagements.consultations.models.rooms import ConsultationQuerySet
from engagements.consultations.room_forms import FundersForm, LineForm, SpokenForm
from engagements.consultations.rooms import lead_of
from engagements.letter.places import Reply
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor

LINE, SPOKEN, FUNDERS = "consultations.line", "consultations.spoken", "consultations.funders"
SILENT = timedelta(days=60)  # after the last date, without a word
ASKED_FOR = timedelta(days=365)  # then what came of it is nobody's question any more


def without_line(actor: Contact) -> ConsultationQuerySet:
    """The consultations open to an association, on a call in sight, where it has not said anything yet."""
    with_line = Line.objects.standing().of(actor).values("consultation")
    return Consultation.objects.open_to(actor).filter(outcome="", call__hidden_at=None).exclude(pk__in=with_line)


def unspoken(actor: Contact) -> ConsultationQuerySet:
    """Those in which she takes part, of which nothing was said yet."""
    return Consultation.objects.told_to(actor).filter(outcome="").with_place().select_related("call")


def unspoken_on(actor: Contact, today: date) -> ConsultationQuerySet:
    """The same, once it is long enough ago, and not too long."""
    return unspoken(actor).filter(call__last_on__lte=today - SILENT, call__last_on__gt=today - ASKED_FOR)


def is_said_in_a_word(room: Consultation) -> bool:
    """Whether who is not signed in may say it: what was written before it was reopened is to be read first."""
    return not (room.told or room.dissent)


def line(actor: Contact, about: UUID) -> Reply | None:
    room = without_line(actor).with_place().select_related("call__department").filter(pk=about).first()
    if room is None:
        return None
    return Reply(
        title="Qui dépose quoi\u202f?",
        text=f"{room.call.name}, {room.place}. Ni l’idée ni le montant\u202f: seulement ce que vous pensez faire.",
        form=partial(LineForm, room=room, actor=Actor()),
        say=lambda form: actions.say(room, form.facts(), by=actor),
        href=room.get_absolute_url(),
        submit="Écrire notre ligne",
    )


def spoken(actor: Contact, about: UUID) -> Reply | None:
    """What came of it, in a word. A common answer is led by the one line in which the association takes part."""
    room = unspoken_on(actor, timezone.localdate()).filter(pk=about).first()
    if room is None or not is_said_in_a_word(room):
        return None
    lead = lead_of(room, actor)

    def say(form: Any) -> Consultation:
        return conclude(room, by=actor, lead=lead, **form.cleaned_data)

    return Reply(
        title="Vous vous êtes parlé\u202f?",
        text=f"{room.call.name}, {room.place}. Personne n’est jugé\u202f: chacun de son côté, c’est aussi une "
        "réponse. Seules les associations qui ont une ligne liront la vôtre.",
        form=partial(SpokenForm, room=room, together=lead is not None),
        say=say,
        href=room.get_absolute_url(),
    )


def funders(actor: Contact, about: UUID) -> Reply | None:
    room = asked_of(actor, timezone.localdate()).filter(pk=about).first()
    if room is None:
        return None
    return Reply(
        title="Qu’ont répondu les financeurs\u202f?",
        text=f"{room.call.name}, {room.place}. Seules les associations qui ont une ligne liront votre réponse.",
        form=FundersForm,
        say=lambda form: tell_of_funders(room, by=actor, **form.cleaned_data),
        href=room.get_absolute_url(),
    )
