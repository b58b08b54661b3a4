"""Whom one can be in the demonstration: one person of each kind, among those that `manage.py demo` made."""

from dataclasses import dataclass

from engagements.relays.models import Relay
from signatories.organisations.models import Membership
from signatories.people.models import Role, User
from signatories.signatures.models import Status

DEMO_DOMAIN = "@example.org"
TO_READ = "/besoins/a-lire/"


@dataclass(frozen=True)
class Character:
    user: User
    who: str
    can: str
    starts_at: str


TEAM = {
    Role.Kind.NATIONAL: "Relire les signatures, les publier, saisir celles sur papier, donner des rôles.",
    Role.Kind.TERRITORIAL: "La même chose pour les associations de ses départements, et rien des autres.",
    Role.Kind.CONFIDED: "Lire ce que des associations lui confient, et que personne d’autre ne lit.",
    Role.Kind.COMMITTEE: "Lire les nombres, et les signatures pour lesquelles le comité est saisi.",
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
    return [character for character in (*team, *contacts, _relay()) if character]


def character(pk: int) -> Character | None:
    """The character that this person is; None for anybody else: no one-click sign-in as a real person."""
    return next((found for found in characters() if found.user.pk == pk), None)


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
