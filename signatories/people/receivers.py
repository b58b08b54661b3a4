"""News from allauth."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from signatories.people.models import User
from signatories.people.second_factor import FACTORS, mark_passed


@receiver(authenticator_added)
def holder_has_just_shown_it(
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_: Any,
) -> None:
    """Setting a factor up takes using it once: no need to ask for it again in this session."""
    if authenticator.type in FACTORS:
        mark_passed(request, user, kind=authenticator.type)
