"""An address proved a moment ago, by the code that opened a draft from paper: it asks for no second code.

A cookie of the draft's pages says which address, signed by us. Another address asks for its own code."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from signatories.signing.models import SigningDraft

COOKIE = "cle-adresse-prouvee"
LIFE = timedelta(hours=1)  # to say who decided, read the charter and confirm


def remember_proof(response: HttpResponseBase, draft: SigningDraft) -> None:
    """This browser has just typed a code mailed to the draft's address."""
    response.set_cookie(
        COOKIE,
        _signer(draft).sign(draft.email),
        max_age=LIFE,
        path=reverse("signing:draft", args=[draft.pk]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def proved_address(request: HttpRequest, draft: SigningDraft) -> str:
    """The draft's address, if this browser has just proved to read it; empty otherwise."""
    try:
        proved = _signer(draft).unsign(request.COOKIES.get(COOKIE, ""), max_age=LIFE)
    except signing.BadSignature:
        return ""
    return proved if proved == draft.email else ""


def _signer(draft: SigningDraft) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"signing.proved-address:{draft.pk}")
