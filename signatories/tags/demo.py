"""A few words of the team's, on invented associations."""

from signatories.organisations.models import Organisation
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team
from signatories.tags.actions import make, put_on
from signatories.tags.models import Tag

BORNE = {
    "À rappeler (exemple)": ("Bastia en partage (exemple)", "Foyer des jeunes du Val (exemple)"),
    "Prête une salle (exemple)": (
        "Ateliers de la Meinau (exemple)",
        "Centre social des Tilleuls (exemple)",
        "Régie des Deux Rives (exemple)",
    ),
}


def load() -> None:
    """Make what is not there yet; needs the team, and associations."""
    team = member_of_the_team()
    if team is None or Tag.objects.exists():
        return
    actor = member(team)
    for label, names in BORNE.items():
        put_on(make(label, by=actor), Organisation.objects.filter(name__in=names), by=actor)
