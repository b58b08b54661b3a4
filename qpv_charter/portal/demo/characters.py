"""Whom one can be in the demonstration: one person of each kind, among those that `manage.py demo` made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from engagements.consultations.models import Call, Consultation
from engagements.debates.models import Sheet
from engagements.participation.models import Gathering, State
from engagements.relays.models import Relay
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS
from signatories.organisations.models import Membership
from signatories.people.models import Role, User
from signatories.signatures.models import Status
from signatories.territories.models import Qpv

DEMO_DOMAIN = "@example.org"
TO_READ = "/besoins/a-lire/"


@dataclass(frozen=True)
class Character:
    """`pages` are others where one may start too, by what one finds there."""

    user: User
    who: str
    can: str
    starts_at: str
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WithoutAccount:
    """What anyone does: a resident, without a name nor an address."""

    can: str
    href: str


TEAM = {
    Role.Kind.NATIONAL: "Relire les signatures, les publier, saisir celles sur papier, donner des rôles.",
    Role.Kind.TERRITORIAL: "La même chose pour les associations de ses départements, et rien des autres.",
    Role.Kind.CONFIDED: "Lire ce que des associations lui confient, et que personne d’autre ne lit.",
    Role.Kind.COMMITTEE: "Adopter un texte de la charte, lire les chiffres, et ce dont le comité est saisi.",
}
CONTACTS = {
    Status.PUBLISHED: "Voir l’espace d’une association signataire, compléter sa page, inviter quelqu’un.",
    Status.CONFIRMED: "Voir où en est une signature que l’équipe d’animation n’a pas encore relue.",
    Status.TO_REVIEW: "Lire ce que l’équipe d’animation demande de revoir, répondre, saisir le comité de suivi.",
    Status.PAUSED: "Donner un signe et mettre fin à une pause.",
}


def characters() -> list[Character]:
    """The team first, then a contact of an association at each stage; only kinds that somebody embodies."""
    team = [_colleague(kind, can) for kind, can in TEAM.items()]
    contacts = [_contact(status, can) for status, can in CONTACTS.items()]
    found = [character for character in (*team, *contacts, _relay()) if character]
    known = {each.user.pk for each in found}
    return [*found, *(each for each in _neighbours() if each.user.pk not in known)]


def character(pk: int) -> Character | None:
    """The character that this person is; None for anybody else: no one-click sign-in as a real person."""
    return next((found for found in characters() if found.user.pk == pk), None)


def without_account() -> list[WithoutAccount]:
    """What a resident finds where something lives: only what is there."""
    places = Qpv.objects.filter(pk__in=[MOSSON, MIRAIL, OVERSEAS]).prefetch_related("communes").order_by("pk")
    pages = [WithoutAccount(f"Voir ce qui se vit à {qpv}", reverse("portal:qpv", args=[qpv.pk])) for qpv in places]
    return [*_said_without_account(), *pages]


def _said_without_account() -> Iterator[WithoutAccount]:
    if relay := Relay.objects.serving().first():
        href = f"{reverse('sayings:say')}?qpv={relay.qpv_id}"
        yield WithoutAccount("Dire un besoin dans un quartier où un relais lit", href)
    if asked := Gathering.objects.filter(state=State.PROPOSING, qpvs=MOSSON).first():
        yield WithoutAccount("Dire quand on peut venir à une rencontre", asked.get_absolute_url())
    if sheet := Sheet.objects.public().filter(qpvs=MIRAIL, gathering=None).first():
        yield WithoutAccount("Lire un débat qui garde son désaccord", sheet.get_absolute_url())


def _neighbours() -> list[Character]:
    """Associations that talk before they answer a call, the lines of which are open; for the one that opened it,
    the other consultations, in each state, are a click away."""
    rooms = Consultation.objects.select_related("call").order_by("starts_at")
    room = rooms.filter(outcome="", call__in=Call.objects.not_over()).first()
    if room is None:
        return []
    can = "Lire qui dépose quoi pour un appel, rejoindre un projet, écrire ce qui en est sorti."
    pages = {_where_it_stands(other): other.get_absolute_url() for other in rooms.exclude(pk=room.pk)}
    lines = room.lines.exclude(organisation=None).select_related("organisation")
    held = Membership.objects.current().filter(organisation__in=lines.values("organisation"))
    held = held.filter(user__is_active=True, user__email__endswith=DEMO_DOMAIN).exclude(
        user__in=User.objects.team()
    )
    return [
        Character(
            each.user,
            f"Personne contact de {each.organisation}, en concertation",
            can,
            room.get_absolute_url(),
            pages if each.organisation_id == room.organiser_id else {},
        )
        for each in held.select_related("user", "organisation").order_by("pk")
    ]


def _where_it_stands(room: Consultation) -> str:
    if room.outcome:
        return f"Une concertation conclue\u202f: {room.get_outcome_display()}"
    return "Une concertation dont on attend l’issue" if room.is_revealed else "Une concertation avant son heure"


def _colleague(kind: Role.Kind, can: str) -> Character | None:
    user = User.objects.team(kind).filter(email__endswith=DEMO_DOMAIN).order_by("pk").first()
    if user is None:
        return None
    return Character(
        user=user,
        who="Équipe d’animation" if kind == Role.Kind.NATIONAL else f"Équipe d’animation\u202f: {kind.label}",
        can=can,
        starts_at="/animation/",
    )


def _relay() -> Character | None:
    """The second of two people: the first is a contact among the others."""
    relay = Relay.objects.serving().filter(second__email__endswith=DEMO_DOMAIN).with_details().first()
    if relay is None:
        return None
    can = "Lire ce que des habitantes et habitants ont écrit, l’ouvrir aux associations ou le garder."
    return Character(user=relay.second, who=f"Relais de quartier à {relay.qpv}", can=can, starts_at=TO_READ)


def _contact(status: Status, can: str) -> Character | None:
    membership = (
        Membership.objects.current()
        .filter(user__is_active=True, user__email__endswith=DEMO_DOMAIN)
        .exclude(user__in=User.objects.team())
        .filter(organisation__signatures__status=status)
        .select_related("user", "organisation")
        .order_by("pk")
        .first()
    )
    if membership is None:
        return None
    return Character(
        user=membership.user,
        who=f"Personne contact de {membership.organisation} (signature {status.label})",
        can=can,
        starts_at="/espace/",
    )
