"""Signed-in browsers for tests."""

import time

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from signatories.people.actions import open_account
from signatories.people.models import User


def browser_of(user: User) -> Client:
    """A browser where this person is signed in by an e-mailed code, without a second factor."""
    open_account(email=user.email, verified=True)
    client = Client()
    client.force_login(user)
    return client


def team_browser(user: User) -> Client:
    """A browser where a member of the team is signed in with a second factor."""
    TOTP.activate(user, generate_totp_secret())
    client = browser_of(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
