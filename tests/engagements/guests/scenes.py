"""What the tests of guests start from."""

from datetime import date

from engagements.guests.actions import invite
from engagements.guests.models import Guest
from engagements.invited.models import InvitedKey
from signatories.people.actors import Actor
from signatories.territories.models import Qpv
from tests.engagements.needs.scenes import in_days
from tests.engagements.relays.scenes import the_team
from tests.factories import a_qpv

COUNCIL = "Le conseil citoyen (exemple)"


def an_invitation(
    *, by: Actor | None = None, qpv: Qpv | None = None, called: str = COUNCIL, until: date | None = None
) -> InvitedKey:
    """Of the team to Franc-Moisin, unless said otherwise."""
    return invite(qpv or a_qpv(), by=by or the_team(), called=called, until=until or in_days(9))


def a_guest() -> Guest:
    guest: Guest = an_invitation().target
    return guest
