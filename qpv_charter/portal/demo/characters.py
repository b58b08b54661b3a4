"""Whom one can be in the demonstration: one person of each kind, among those that `manage.py demo` made."""

from dataclasses import dataclass

from signatories.organisations.models import Membership
from signatories.people.models import User
from signatories.signatures.models import Status

DEMO_DOMAIN = "@example.org"


@dataclass(frozen=True)
class Character:
    user: User
    who: str
    can: str
    starts_at: str


CONTACTS = {
    Status.PUBLISHED: "Voir l’espace d’une association signataire, compléter sa page, inviter quelqu’un.",
    Status.CONFIRMED: "Voir où en est une signature que l’équipe d’animation n’a pas encore relue.",
    Status.TO_REVIEW: "Lire ce que l’équipe d’animation demande de revoir, répondre, saisir le comité de suivi.",
    Status.PAUSED: "Donner un signe et mettre fin à une pause.",
}


def characters() -> list[Character]:
    """The team first, then a contact of an association at each stage; only kinds that somebody embodies."""
    contacts = [_contact(status, can) for status, can in CONTACTS.items()]
    return [character for character in (_team(), *contacts) if character]


def character(pk: int) -> Character | None:
    """The character that this person is; None for anybody else: no one-click sign-in as a real person."""
    return next((found for found in characters() if found.user.pk == pk), None)


def _team() -> Character | None:
    user = User.objects.filter(is_staff=True, is_active=True, email__endswith=DEMO_DOMAIN).order_by("pk").first()
    if user is None:
        return None
    return Character(
        user=user,
        who="Équipe d’animation",
        can="Relire les signatures, les publier, saisir celles qui arrivent sur papier.",
        starts_at="/animation/",
    )


def _contact(status: Status, can: str) -> Character | None:
    membership = (
        Membership.objects.current()
        .filter(user__is_active=True, user__is_staff=False, user__email__endswith=DEMO_DOMAIN)
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
