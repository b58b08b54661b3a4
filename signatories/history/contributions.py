"""What the history adds elsewhere, and how it says what happens in the slices below it."""

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, impersonal, kept
from signatories.history.actions import forget_notes
from signatories.history.kinds import declare
from signatories.history.models import Event, EventNaming
from signatories.people.places import FORGET_PERSON, Leaver

declare(
    {
        "predecessor_linked": "Quartier de 2015 rattaché",
        "predecessor_unlinked": "Quartier de 2015 détaché",
    }
)

erased_with_either(Event, "note")
kept(Event, "actor", why=ACCOUNT)
kept(Event, "kind", "subject_type", "subject_id", "data", why="codes and identifiers, never names")
impersonal(EventNaming, why="codes and identifiers")
unions.follows(Event, "acts_for", "subject_id", why="append-only: read through the record that is kept")
unions.follows(EventNaming, "subject_id", why="append-only: read through the record that is kept")


@FORGET_PERSON.contribute(order=900)
def notes(leaver: Leaver) -> None:
    if leaver.person:
        forget_notes(leaver.person)
