"""What the addresses of this slice name."""

from signatories.outbox.models import Message, Preference
from tests.factories import a_message
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    world.judged["outbox"] = "national"
    world.samples["outbox"] = {"pk": a_message().pk, "kind": "signing.thanks"}
    preference = Preference.objects.create(address="ana@example.org", family="signing")
    world.samples["mail_preferences"] = {"key": preference.key}


def put_somebody(zelie: Somebody) -> None:
    """Mails to her, and one to a colleague that she answers for; what she wants no more; why one failed."""
    her, other = zelie.person, a_message(about=[zelie.person], reply_to=zelie.person.email)
    a_message(to=her.email, kind="signing.reminder", necessary=False)
    Message.objects.filter(pk=other.pk).update(subject="Zélie vous écrit", error=f"<{her.email}> refused")
    Message.objects.filter(pk=other.pk).update(text="Zélie Quarteron", html="<p>Zélie Quarteron</p>")


def put_association(weavers: Weavers) -> None:
    """A mail about it, and why it failed."""
    other = a_message(about=[weavers.signature])
    Message.objects.filter(pk=other.pk).update(
        subject="Les Tisserandes", text="Les Tisserandes", html="<p>Les Tisserandes</p>", error="<Kerbihan>"
    )
