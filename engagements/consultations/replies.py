"""What the letter asks for, and how one answers from there: nothing is shown but what anyone may read."""

from functools import partial
from uuid import UUID

from django.utils import timezone

from engagements.consultations.actions import rooms as actions
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.funders import asked_of
from engagements.consultations.models import Consultation, Line
from engagements.consultations.models.rooms import ConsultationQuerySet
from engagements.consultations.room_forms import FundersForm, LineForm
from engagements.letter.places import Reply
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor

LINE, FUNDERS = "consultations.line", "consultations.funders"


def without_line(actor: Contact) -> ConsultationQuerySet:
    """The consultations open to an association, on a call in sight, where it has not said anything yet."""
    with_line = Line.objects.standing().of(actor).values("consultation")
    return Consultation.objects.open_to(actor).filter(outcome="", call__hidden_at=None).exclude(pk__in=with_line)


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
