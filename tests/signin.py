"""Signed-in browsers for tests."""

import time
from importlib import import_module

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from signatories.people.actions import open_account
from signatories.people.models import User


def browser_of(user: User, **kept: object) -> Client:
    """A browser where this person is signed in by an e-mailed code, without a second factor, and what her session
    has `kept`: written once, where `Client.force_login` makes two of them."""
    open_account(email=user.email, verified=True)
    request, client = HttpRequest(), Client()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user)
    request.session.update(kept)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client


def team_browser(user: User) -> Client:
    """A browser where a member of the team is signed in with a second factor."""
    TOTP.activate(user, generate_totp_secret())
    at = time.time() + 60 * 60  # allauth asks again after five minutes, and the walk over the site takes longer
    shown = [{"method": "mfa", "type": "totp", "at": at}]
    return browser_of(user, account_authentication_methods=shown, account_authentication_methods_user=str(user.pk))
