"""What the tests of debates start from."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from engagements.debates.actions.points import Said, add
from engagements.debates.actions.sheets import (
    TO_CORRECT,
    Readers,
    Words,
    begin,
    close,
    have_it_read,
    prepare,
    take_notes,
)
from engagements.debates.models import Part, Point, Sheet, Stage
from engagements.scope.places import Place
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from tests.engagements.decisions.scenes import a_contact, an_animator, facts, franc_moisin, in_days, the_team
from tests.engagements.participation.scenes import a_gathering, a_gathering_held, organiser
from tests.factories import a_qpv

__all__ = ["a_contact", "a_gathering", "an_animator", "facts", "franc_moisin", "in_days", "organiser", "the_team"]

QUESTION = "Une seule fête pour les deux quartiers\u202f? (exemple)"


def far_away() -> Contact:
    """A signatory of another department."""
    contact = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    Organisation.objects.filter(pk=contact.organisation.pk).update(commune=None)
    return contact


def a_sheet(
    *,
    by: Actor | None = None,
    place: Place | None = None,
    title: str = QUESTION,
    stage: str = Stage.BEFORE,
    place_reads: bool = False,
    wants_public: bool = False,
) -> Sheet:
    """A debate that is prepared; nobody is invited unless those of the place read it."""
    readers = Readers(place=place_reads, anybody=wants_public)
    words = Words(title=title, context="Deux fêtes, les mêmes bénévoles (exemple).")
    return prepare(by=by or a_contact(), place=place or franc_moisin(), words=words, stage=stage, readers=readers)


def held(*, by: Actor | None = None, **more: Any) -> Sheet:
    by = by or a_contact()
    return begin(a_sheet(by=by, **more), by=by)


def apart(**more: Any) -> Said:
    """A disagreement that Rosa holds, unless an association does."""
    who: dict[str, Any] = {} if more.get("organisation") else {"called": "Rosa (exemple)"}
    usual: dict[str, Any] = {
        "part": Part.APART,
        "text": "Une de moins (exemple).",
        "reason": "L’avenue (exemple).",
    }
    return Said(**(usual | who | more))


def agreed(text: str = "Trop peu de bénévoles (exemple).") -> Said:
    return Said(part=Part.AGREED, text=text)


def a_point(*, by: Actor | None = None, said: Said | None = None, **more: Any) -> Point:
    by = by or a_contact()
    return add(held(by=by, **more), said or agreed(), by=by)


def read_again(sheet: Sheet, *, by: Actor) -> Sheet:
    return have_it_read(sheet, by=by)


def ten_days_later(sheet: Sheet) -> Sheet:
    """The same, once its ten days are over; not closed yet."""
    day = timezone.localdate() - timedelta(days=1)
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=day, held_on=day - TO_CORRECT)
    sheet.refresh_from_db()
    return sheet


def closed(sheet: Sheet, *, by: Actor) -> Sheet:
    """A sheet that takes place, read again, and closed."""
    return close(ten_days_later(have_it_read(sheet, by=by)))


def notes(*, by: Contact | None = None) -> Sheet:
    """The notes of a gathering of yesterday, being taken."""
    gathering = a_gathering_held(by)
    leader = organiser(gathering)
    return begin(take_notes(gathering, by=leader), by=leader)
