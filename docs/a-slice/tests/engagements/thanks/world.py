"""One word of thanks, and its key; and one that Zélie signed."""

from django.utils import timezone

from engagements.thanks.actions import LIFE, say
from engagements.thanks.models import ThanksKey
from signatories.organisations.actors import Contact
from tests.factories import a_qpv
from tests.somebody import FIRST, Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    thanks = say(a_qpv(), by=contact, text="Merci pour la fête (exemple).")
    key = ThanksKey.objects.issue(target=thanks, expires_at=timezone.now() + LIFE)
    world.judged["thanks:all"] = "national territorial elsewhere committee confided"  # what is public, at least
    world.samples |= {"thanks:key": {"key": key.clear}, "thanks:thanks": {"pk": thanks.pk}}


def put_somebody(zelie: Somebody) -> None:
    contact = Contact(person=zelie.person, acts_for=zelie.organisation.pk, organisation=zelie.organisation)
    say(a_qpv(), by=contact, text=f"Merci, {FIRST} (exemple).")
