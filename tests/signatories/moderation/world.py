"""What the addresses of this slice name."""

from signatories.moderation.actions import reply
from signatories.organisations.actions import ask_to_join
from tests.factories import a_confirmed_signature, a_paper_signature, a_proposed_change
from tests.somebody import Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    paper, person = a_paper_signature(), {"first_name": "Léa", "last_name": "Petit", "role": "trésorière"}
    world.samples |= {
        "moderation": {"pk": a_confirmed_signature().pk},
        "moderation:decide": {"slug": "publier"},
        "moderation:scan": {"pk": paper.pk},
        "moderation:extract": {"pk": world.signature.pk, "mandate": world.signature.mandates.get().pk},
        "moderation:accept_change": {"pk": a_proposed_change().pk},
        "moderation:refuse_change": {"pk": a_proposed_change().pk},
        "moderation:join": {"pk": ask_to_join(paper.organisation, email="lea@example.org", **person).pk},
    }


def put_somebody(zelie: Somebody) -> None:
    reply(zelie.signature, by=zelie.person, text="Rappelez-moi au 06 11 22 33 44. Zélie Quarteron")
