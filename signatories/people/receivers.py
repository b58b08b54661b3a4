"""News from allauth, and of its addresses."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.people.models import FormerAddress, User
from signatories.people.rules import is_of_the_team
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


@receiver(user_logged_in)
def the_team_is_remembered_for_less_long(request: HttpRequest, user: User, **_: Any) -> None:
    """A contact's telephone opens one association; theirs, a department or the country."""
    if is_of_the_team(user):
        request.session.set_expiry(settings.SESSION_AGE_OF_THE_TEAM)


@receiver(post_delete, sender=EmailAddress)
def an_address_was_left(instance: EmailAddress, **_: Any) -> None:
    """allauth keeps nothing of the address that one changes: whichever way it goes, we remember whose it was."""
    if instance.verified:
        FormerAddress.objects.get_or_create(user_id=instance.user_id, email=same_mailbox(instance.email))
