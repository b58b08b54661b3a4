"""What the addresses of this slice name."""

from signatories.outbox.models import Preference
from tests.factories import a_message
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["outbox"] = {"pk": a_message().pk}
    preference = Preference.objects.create(address="ana@example.org", family="signing")
    world.samples["mail_preferences"] = {"key": preference.key}
