"""The draft of this browser: found again where one begins, so that a tab that was closed loses nothing.

A cookie says which key this browser was handed last, signed by us. It opens a draft that holds nobody's address
yet; past that, the draft's own cookie does, or a code mailed to its address: a computer may be shared."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from qpv_charter.toolkit.keys import cookie_name
from signatories.signing import keys
from signatories.signing.actions.drafting import NO_ADDRESS_LIFE
from signatories.signing.models import DraftSecret, SigningDraft

COOKIE = "signature-commencee"


def remember(request: HttpRequest, response: HttpResponseBase, key: DraftSecret) -> None:
    """Let this browser find the draft of a key again; the last draft it opened, if it opens several."""
    if _key_pk(request) == key.pk:
        return
    response.set_cookie(
        COOKIE,
        _signer().sign(str(key.pk)),
        max_age=NO_ADDRESS_LIFE,
        path=reverse("signing:start"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase, draft: SigningDraft) -> None:
    """Let this browser find a draft no more, nor open it: it stays to who has its link, or reads its mailbox."""
    response.delete_cookie(COOKIE, path=reverse("signing:start"))
    response.delete_cookie(
        cookie_name(DraftSecret, draft.pk, DraftSecret.Purpose.ACCESS),
        path=reverse("signing:draft", args=[draft.pk]),
    )


def recognised(request: HttpRequest) -> DraftSecret | None:
    """The key to the draft that this browser began and did not finish, as long as it works."""
    pk = _key_pk(request)
    key = keys.with_drafts().filter(pk=pk, purpose=DraftSecret.Purpose.ACCESS).first() if pk else None
    if key is None or not keys.is_live(key) or key.target.state == SigningDraft.State.CONFIRMED:
        return None
    return key


def _key_pk(request: HttpRequest) -> int | None:
    try:
        return int(_signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=NO_ADDRESS_LIFE))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="signing.draft-of-this-browser")
