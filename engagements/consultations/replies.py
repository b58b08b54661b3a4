"""The line that the letter asks for, and how one writes it from there: nobody else's is shown."""

from functools import partial
from uuid import UUID

from engagements.consultations.actions import rooms as actions
from engagements.consultations.models import Consultation, Line
from engagements.consultations.models.rooms import ConsultationQuerySet
from engagements.consultations.room_forms import LineForm
from engagements.letter.places import Reply
from signatories.organisations.actors import Contact

LINE = "consultations.line"


def without_line(actor: Contact) -> ConsultationQuerySet:
    """The consultations that are open to an association, and where it has not said anything yet."""
    with_line = Line.objects.standing().of(actor).values("consultation")
    return Consultation.objects.open_to(actor).filter(outcome="").exclude(pk__in=with_line)


def line(actor: Contact, about: UUID) -> Reply | None:
    room = without_line(actor).with_place().select_related("call__department").filter(pk=about).first()
    if room is None:
        return None
    return Reply(
        title="Qui dépose quoi\u202f?",
        text=f"{room.call.name}, {room.place}. Ni l’idée ni le montant\u202f: seulement ce que vous pensez faire.",
        form=partial(LineForm, room=room),
        say=lambda form: actions.say(room, form.facts(), by=actor),
        href=room.get_absolute_url(),
        submit="Écrire notre ligne",
    )
