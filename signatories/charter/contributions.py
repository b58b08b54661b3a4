"""What the charter adds elsewhere: to the navigation."""

from qpv_charter.toolkit.personal import impersonal
from signatories.charter.models import Article, CharterVersion, Commitment
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

impersonal(CharterVersion, Article, Commitment, why="the text of the charter, which everybody may read")


@NAVIGATION.contribute(order=100)
def read_it(actor: Actor) -> NavigationLink:
    return NavigationLink("La charte", "/charte/")
