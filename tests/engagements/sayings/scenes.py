"""What the tests of sayings start from."""

import uuid
from datetime import timedelta

from django.utils import timezone

from engagements.needs.actions import Line
from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.sayings.actions import Words, open_to_all, say
from engagements.sayings.models import About, Saying, Wants
from signatories.people.actors import Actor
from signatories.territories.models import Qpv
from tests.constraints import changed
from tests.engagements.relays.scenes import a_relay
from tests.factories import a_qpv

TEXT = "La lumière est coupée dans l’allée depuis septembre (exemple)"
EMAIL = "nora@example.org"


def words(text: str = TEXT) -> Words:
    return Words(wants=Wants.WRONG, about=About.STREET, text=text)


def somewhere_read(qpv: Qpv | None = None) -> Relay:
    """The relais of a neighbourhood, which may be there already."""
    qpv = qpv or a_qpv()
    return Relay.objects.serving().filter(qpv=qpv).first() or a_relay(qpv=qpv)


def a_saying(*, text: str = TEXT, email: str = "", qpv: Qpv | None = None, days_ago: int = 0) -> Saying:
    relay = somewhere_read(qpv)
    saying = say(words(text), qpv=relay.qpv, number=uuid.uuid4(), email=email).saying
    if days_ago:
        changed(saying, said_at=timezone.now() - timedelta(days=days_ago))
        saying.refresh_from_db()
    return saying


def reader_of(saying: Saying) -> Actor:
    """The first of the two people who read there."""
    return Actor(person=somewhere_read(saying.qpv).first)


def an_opened_one(*, email: str = EMAIL, text: str = TEXT) -> tuple[Saying, Need]:
    saying = a_saying(email=email)
    need = open_to_all(saying, Line(text=text), by=reader_of(saying))
    saying.refresh_from_db()
    return saying, need
