"""The second factor of the federation's team: has this session been opened with one?"""

from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from signatories.people.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor(Enum):
    """Where a signed-in person stands."""

    MISSING = "none was ever set up"
    EXPECTED = "set up, not used in this session"
    PASSED = "used in this session"


def has_second_factor(user: User) -> bool:
    """Whether somebody ever set one up (one query); recovery codes alone are none."""
    return bool(is_mfa_enabled(user, FACTORS))


def second_factor_of(request: HttpRequest) -> SecondFactor:
    """Where the signed-in person of this request stands (one query)."""
    user = request.user
    if not user.is_authenticated or not has_second_factor(user):
        return SecondFactor.MISSING
    records = get_authentication_records(request, user)
    used = any(record.get("method") == "mfa" for record in records)
    return SecondFactor.PASSED if used else SecondFactor.EXPECTED


def mark_passed(request: HttpRequest, user: User, *, kind: str) -> None:
    """Note in the session that the person has just shown a second factor (`kind`: an Authenticator type)."""
    record_authentication(request, user, method="mfa", type=kind, reauthenticated=True)
