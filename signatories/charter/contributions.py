"""What the charter adds elsewhere: to the navigation."""

from signatories.history.kinds import declare
from signatories.people.actors import Actor
from signatories.people.places import NAVIGATION, NavigationLink

declare(
    {
        "charter.loaded": "Version de la charte chargée",
        "charter.in_force": "Version de la charte mise en vigueur",
        "charter.superseded": "Version de la charte remplacée",
    }
)


@NAVIGATION.contribute(order=100)
def read_it(actor: Actor) -> NavigationLink:
    return NavigationLink("La charte", "/charte/")
