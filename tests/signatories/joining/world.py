"""What the addresses of this slice name."""

from signatories.organisations.actions import ask_to_join
from tests.factories import a_paper_signature
from tests.worlds import World

ASKING = {"email": "papier@example.org", "first_name": "Lou", "last_name": "Petit", "role": "présidente"}


def furnish(world: World) -> None:
    organisation = a_paper_signature(contact_email="papier@example.org").organisation
    world.samples["joining:confirm"] = {"pk": ask_to_join(organisation, **ASKING).pk}
