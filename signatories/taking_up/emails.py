"""What the associations of a list are told, when somebody says so."""

from collections.abc import Sequence

from signatories.organisations.models import Organisation
from signatories.organisations.places import WAYS_IN
from signatories.outbox.actions import write
from signatories.outbox.models import Message
from signatories.signatures.queries import latest_signature


def listed(address: str, organisations: Sequence[Organisation]) -> Message:
    """To an address that the list gave, for all its associations at once: they may confirm, correct, take the page
    over, or say that they did not sign."""
    context: dict[str, object] = {
        "listed": [
            {
                "organisation": organisation,
                "signature": latest_signature(organisation),
                "way_in": next(iter(WAYS_IN.gather(organisation)), ""),
            }
            for organisation in organisations
        ]
    }
    return write(
        kind="list_import.listed",
        to=address,
        subject="Votre association figure parmi les signataires\u202f: confirmez ou corrigez",
        template="signatories/taking_up/emails/listed",
        context=context,
        about=organisations,
        condition="taking_up.still_listed",
        condition_args={"organisations": ",".join(str(each.pk) for each in organisations)},
    )
