"""What sayings add elsewhere: the way to say a need, what waits for who reads, mails, what becomes of words."""

from uuid import UUID

from django.urls import reverse

from engagements.needs.models import Need
from engagements.sayings import queries
from engagements.sayings.actions import forget_address, forget_old
from engagements.sayings.models import Saying
from engagements.sayings.rules import relay_of
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_WAITING
from signatories.outbox.conditions import condition
from signatories.outbox.limits import limited, unlimited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    FORGET_PERSON,
    NEIGHBOURHOOD,
    WORKSPACE_LINES,
    Asked,
    Leaver,
    Line,
    Pile,
    Share,
)
from signatories.territories.models import Qpv

MESSAGES = ("message", "messages")

declare(
    {
        "saying.said": "Besoin écrit par une habitante ou un habitant",
        "saying.changed": "Besoin écrit autrement, avant d’être lu",
        "saying.taken_back": "Besoin effacé par la personne qui l’a écrit",
        "saying.opened": "Besoin lu, et ouvert",
        "saying.closed": "Besoin lu, et gardé",
    }
)
erased(Saying, "text")
kept(Saying, "read_by", why=ACCOUNT)

# Anybody may leave anybody's address: nobody waits for one of these in particular.
limited(
    "sayings.received",
    to=[Limit("sayings-received-to", times=6, seconds=DAY, share=3)],
    by=[Limit("sayings-received-by", times=90, seconds=DAY)],
)
limited(
    *(f"sayings.{what}" for what in ("opened", "closed", "moved", "not_read")),
    to=[Limit("sayings-told-to", times=12, seconds=DAY, share=8)],
    by=[Limit("sayings-told-by", times=150, seconds=DAY)],
)
unlimited("sayings.to_read", "sayings.late", why="one a day for each neighbourhood, written by the site itself")


@condition("sayings.stands", otherwise="Ce message a été effacé entre-temps.")
def stands(*, saying: str) -> bool:
    return Saying.objects.filter(pk=UUID(saying)).exists()


@condition("sayings.waits", otherwise="Tout a été lu entre-temps.")
def waits(*, qpv: str) -> bool:
    return Saying.objects.waiting().filter(qpv=qpv).exists()


@NEIGHBOURHOOD.contribute(order=705, pages=["relays:{code}", "needs:{code}"])
def way_to_say(qpv: Qpv, actor: Actor) -> Section:  # what the place is asked with
    """The form, where somebody reads; else where one may go and talk."""
    relay = relay_of(qpv)
    context = {
        "qpv": qpv,
        "relay": relay,
        "doors": [] if relay else queries.doors(qpv),
        "prints": Need.objects.visible_to(Actor()).at(qpv).exists(),
    }
    return Section("Dire un besoin", "engagements/sayings/_neighbourhood.html", context, key="dire")


@SPACE_WAITING.contribute(order=705)
def what_she_reads(actor: Contact) -> Asked | None:
    """For the two people who read, and nobody else of their association."""
    number = queries.waiting_for(actor.person, actor.organisation)
    if not number:
        return None
    text = f"{counted(number, MESSAGES)} d’habitantes et habitants à lire, en moins de sept jours."
    return Asked(text, "Lire", reverse("sayings:to_read"))


@WORKSPACE_LINES.contribute(order=710)
def what_waits(actor: TeamMember) -> Pile | None:
    """Never the text: a resident's words are read on their page alone."""
    if not actor.animates:
        return None
    return Pile(
        slug="messages-d-habitants",
        share=Share.DECIDE,
        counted=("message à lire depuis plus de sept jours", "messages à lire depuis plus de sept jours"),
        href=reverse("sayings:to_read"),
        rows=queries.late(actor),
        since="said_at",
        line=lambda saying: Line(
            f"Un message, {saying.qpv.name}",
            reverse("sayings:to_read"),
            "Écrit par une habitante ou un habitant, et encore lu par personne.",
        ),
    )


@FORGET_PERSON.contribute(order=635)
def what_she_wrote(leaver: Leaver) -> None:
    """Before her voice no longer says what was hers."""
    for address in leaver.addresses:
        forget_address(address)


@RETENTION.contribute(order=595)
def what_was_written() -> Retention:
    return Retention(
        during=YEAR,
        forget=forget_old,
        what="Ce que vous écrivez pour votre quartier, avec vos mots",
        why="Le lire, en parler, et vous dire ce qui se passe.",
        besides=" sans nouvelles, trois mois après la fin, ou dès que vous l’effacez avec votre code",
    )
