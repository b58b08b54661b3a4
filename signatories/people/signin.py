"""Signing somebody in: always through allauth, so that a second factor is never skipped."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.people.models import User


def sign_in(request: HttpRequest, user: User, *, redirect_url: str) -> HttpResponse:
    """Sign in a person whose address was just proved; the answer may be a page asking for the second factor.

    Raises ValueError when the person has no verified address: nothing proved who this is."""
    if not EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=True).exists():
        message = f"User {user.pk} has no verified address."
        raise ValueError(message)
    answer: HttpResponse = perform_login(request, user, redirect_url=redirect_url, email=user.email)
    return answer


def mail_code(request: HttpRequest, user: User, *, redirect_url: str) -> HttpResponse:
    """Mail a sign-in code to a person and lead to the page that asks for it, then to `redirect_url`."""
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    return HttpResponseRedirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': redirect_url})}")


def is_signed_in_as(user: User | AnonymousUser, email: str) -> bool:
    """Whether this person is signed in and has proved to own the address, whatever its case."""
    if not user.is_authenticated:
        return False
    return EmailAddress.objects.filter(user=user, email=same_mailbox(email), verified=True).exists()


def signed_in_within(request: HttpRequest, age: timedelta) -> bool:
    """Whether the person signed in, or confirmed who she is, in this session and no longer ago than that."""
    since = time.time() - age.total_seconds()
    records = get_authentication_records(request, request.user if request.user.is_authenticated else None)
    return any(record.get("at", 0) > since for record in records)
