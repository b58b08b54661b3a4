"""What consultations ask of an association: its line before the date, whether it spoke after, what funders
answered in June."""

from datetime import date, timedelta

from django.utils import timezone

from engagements.consultations import replies
from engagements.consultations.funders import ASKED_IN, asked_of, asking_begins_in
from engagements.consultations.models import Consultation, Line, Partner
from engagements.letter.places import Asks, Part, Told
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.organisations.actors import Contact
from signatories.people.places import Asked, Period

ROOM = "consultation__call"
SPOKEN = "vous vous êtes parlé\u202f? Dites-le en un mot."
FUNDERS = "qu’ont répondu les financeurs\u202f?"


def told_to(actor: Contact, period: Period) -> list[Told]:
    """From the third day, halfway, and the week before the first date, to those of the place without a line; sixty
    days after the last date, to those who take part, if nothing came of it; in June, what funders answered."""
    silent = replies.without_line(actor).with_place().select_related("call__department")
    return [
        *(told for room in silent for told in _before(room, period)),
        *(told for room in replies.unspoken(actor) for told in _after(room, period)),
        *_of_funders(actor, period),
    ]


def waiting_for(actor: Contact, today: date) -> list[Asked]:
    """What waits for an answer in the space of an association."""
    june = asked_of(actor, today) if today.month == ASKED_IN else ()
    return [
        *_of_lines(actor),
        *(
            _asked(room, f"{room.call.name}\u202f: {SPOKEN}", "Le dire")
            for room in replies.unspoken_on(actor, today)
        ),
        *(_asked(room, f"{room.call.name}\u202f: {FUNDERS}", "Répondre", "financeurs/") for room in june),
    ]


def _of_lines(actor: Contact) -> list[Asked]:
    """Lines noted for it, and who asks to join its own."""
    own = Line.objects.visible_to(actor).standing().of(actor)
    noted = own.filter(confirmed_at=None).select_related(ROOM)
    asking = Partner.objects.filter(accepted_at=None, line__in=own).select_related("organisation", f"line__{ROOM}")
    rooms = {line.consultation: "Une ligne a été notée pour vous" for line in noted} | {
        each.line.consultation: f"{each.organisation.name} demande à rejoindre votre projet" for each in asking
    }
    return [_asked(room, f"{said}\u202f: {room.call.name}.", "Voir") for room, said in rooms.items()]


def _asked(room: Consultation, text: str, label: str, page: str = "") -> Asked:
    return Asked(text, label, room.get_absolute_url() + page)


def _before(room: Consultation, period: Period) -> list[Told]:
    first, opened = room.call.first_on or room.call.expected_on, timezone.localdate(room.opened_at)
    if first is None or room.call.is_tender:
        return []
    days = {opened + timedelta(days=3), opened + (first - opened) / 2, first - timedelta(days=7)}
    due = [on for on in sorted(days) if period.start <= on < period.end and opened < on <= first]
    if not due:
        return []
    text = (
        f"Qui dépose quoi\u202f? {room.call.name} ({room.place})\u202f: votre association n’a pas encore de "
        f"ligne. Première date\u202f: {day(first)}. «\u202fPas concernés\u202f» suffit, et arrête ces rappels."
    )
    asks, name = Asks(replies.LINE, room.pk), f"consultation:{room.pk}:{due[-1]}"
    return [Told(Part.ANSWER, name, text, href=room.get_absolute_url(), asks=asks)]


def _after(room: Consultation, period: Period) -> list[Told]:
    last = room.call.last_on
    if last is None or not period.start <= last + replies.SILENT < period.end:
        return []
    text = f"{room.call.name} ({room.place})\u202f: {SPOKEN}"
    asks = Asks(replies.SPOKEN, room.pk) if replies.is_said_in_a_word(room) else None
    return [Told(Part.ANSWER, f"consultation:{room.pk}:after", text, href=room.get_absolute_url(), asks=asks)]


def _of_funders(actor: Contact, period: Period) -> list[Told]:
    begins = asking_begins_in(period)
    return [
        Told(
            Part.ANSWER,
            f"consultation:{room.pk}:funders",
            f"{room.call.name} ({room.place})\u202f: {FUNDERS}",
            href=f"{room.get_absolute_url()}financeurs/",
            asks=Asks(replies.FUNDERS, room.pk),
        )
        for room in (asked_of(actor, begins) if begins else ())
    ]
