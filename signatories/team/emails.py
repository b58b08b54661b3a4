"""The mails about the team's people: to the person, and to the national animators."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write
from signatories.outbox.models import Message
from signatories.people.models import Role, User
from signatories.people.queries import team_addresses

FOLDER = "signatories/team/emails"


def given(user: User, roles: Sequence[Role], *, by: User) -> list[Message]:
    subject = "Un rôle dans l’animation de la charte"
    said = _said(user, roles, by=by)
    return [
        _write("given", to=user.email, subject=subject, reply_to=by.email, **said),
        *(
            _write("given_of_colleague", to=address, subject=f"{subject}\u202f: {user}", **said)
            for address in _others(user)
        ),
    ]


def ended(role: Role, *, by: User) -> list[Message]:
    user, subject = role.user, "Fin d’un rôle dans l’animation de la charte"
    said = _said(user, [role], by=by)
    return [
        _write("ended", to=user.email, subject=subject, reply_to=by.email, **said),
        *(
            _write("ended_of_colleague", to=address, subject=f"{subject}\u202f: {user}", **said)
            for address in _others(user)
        ),
    ]


def second_factor_reset(user: User, *, by: User | None) -> list[Message]:
    """To her, to who did it, and to the team: if one of them is surprised, somebody is being robbed."""
    subject = "Deuxième protection réinitialisée"
    said = {"context": _who(user, by), "about": [user, by]}
    told = dict.fromkeys([*([by.email] if by else []), *_others(user)])
    return [
        _write("second_factor_reset", to=user.email, subject=subject, reply_to=by.email if by else "", **said),
        *(
            _write("second_factor_reset_of_colleague", to=address, subject=f"{subject}\u202f: {user}", **said)
            for address in told
        ),
    ]


def _others(user: User) -> list[str]:
    """The team, to whom the same news is said of somebody else."""
    return [address for address in team_addresses() if address != user.email]


def _said(user: User, roles: Sequence[Role], *, by: User) -> dict[str, Any]:
    return {"context": _who(user, by) | {"roles": [role.label for role in roles]}, "about": [user, by]}


def _who(user: User, by: User | None) -> dict[str, Any]:
    return {
        "user": user,
        "by": str(by or "La personne qui héberge le site"),
        "workspace": absolute("/animation/"),
        "page": absolute(reverse("team:team")),
    }


def _write(name: str, **mail: Any) -> Message:
    return write(kind=f"team.{name}", template=f"{FOLDER}/{name}", **mail)
