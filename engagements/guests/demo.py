"""An invented guest who reads what is said in one of the three neighbourhoods."""

from datetime import timedelta

from django.utils import timezone

from engagements.guests.actions import invite
from engagements.guests.models import Guest
from engagements.scope.demo import MOSSON
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team
from signatories.territories.models import Qpv

CALLED = "Conseil citoyen de la Mosson (exemple)"
LASTS = timedelta(days=90)


def load() -> None:
    """Make what is not there yet, or not any more; needs the team, and the neighbourhood."""
    team, qpv = member_of_the_team(), Qpv.objects.filter(pk=MOSSON).first()
    if team is None or qpv is None or Guest.objects.current().exists():
        return
    invite(qpv, by=member(team), called=CALLED, until=timezone.localdate() + LASTS)
