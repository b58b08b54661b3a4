"""What the charter adds elsewhere: to the navigation."""

from qpv_charter.toolkit.personal import ACCOUNT, impersonal, kept
from signatories.charter.models import Article, CharterVersion, Commitment
from signatories.history.kinds import declare
from signatories.people.actors import Actor
from signatories.people.places import NAVIGATION, NavigationLink

declare(
    {
        "charter.loaded": "Version de la charte chargée",
        "charter.in_force": "Version de la charte mise en vigueur",
        "charter.superseded": "Version de la charte remplacée",
        "charter.adopted": "Version de la charte adoptée par le comité de suivi",
        "charter.taken_away": "Version de la charte proposée, puis retirée",
    }
)

TEXT = "the text of the charter, which everybody may read"
impersonal(Article, Commitment, why=TEXT)
kept(CharterVersion, "version", "title", "dated", "language", "source", "sha256", why=TEXT)
kept(CharterVersion, "adopted_by", why=ACCOUNT)


@NAVIGATION.contribute(order=100)
def read_it(actor: Actor) -> NavigationLink:
    return NavigationLink("La charte", "/charte/")
