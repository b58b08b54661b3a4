"""Keys to a draft: links that open or confirm it, codes that confirm or resume it. Only digests are kept.

A link key holds 256 bits, so its SHA-256 gives nothing away. A code holds twenty: it is kept as an HMAC under
the site's secret key, lives fifteen minutes, and five wrong tries end it."""

import enum
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from qpv_charter.toolkit.keys import KeyQuerySet
from signatories.signing.models import DraftSecret, SigningDraft

Purpose = DraftSecret.Purpose
CODE_DIGITS = 6
MAX_ATTEMPTS = 5
CODE_LIFE = timedelta(minutes=15)
CONFIRM_LINK_LIFE = timedelta(hours=24)


class Check(enum.Enum):
    """What became of a code somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    EXHAUSTED = "exhausted"
    EXPIRED = "expired"


def give_link(draft: SigningDraft, purpose: DraftSecret.Purpose, *, until: datetime | None = None) -> DraftSecret:
    """A new key, whose `clear` is to be put in an address; earlier access links go on working."""
    return DraftSecret.objects.issue(target=draft, purpose=purpose, expires_at=until or draft.expires_at)


def give_code(draft: SigningDraft, purpose: DraftSecret.Purpose) -> str:
    """A new code in clear; the former ones of the same purpose stop working."""
    void(draft, purpose)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    DraftSecret.objects.create(
        target=draft,
        purpose=purpose,
        digest=_code_digest(draft, purpose, code),
        expires_at=timezone.now() + CODE_LIFE,
    )
    return code


def void(draft: SigningDraft, *purposes: DraftSecret.Purpose) -> None:
    """End the draft's keys of these purposes."""
    DraftSecret.objects.filter(target=draft, purpose__in=purposes).revoke()


def end_other_links(draft: SigningDraft, *, kept: DraftSecret | None) -> None:
    """Forget the links that open a draft, and the cookies they became, but for the one in use."""
    links = draft.secrets.filter(purpose=Purpose.ACCESS)
    (links.exclude(pk=kept.pk) if kept else links).delete()


def with_drafts() -> KeyQuerySet[DraftSecret]:
    """Keys with all that the pages they open need of their draft."""
    return DraftSecret.objects.select_related(
        "target__charter_version", "target__signature", "target__session", "target__joint_group"
    )


def find_link(clear: str, purpose: DraftSecret.Purpose) -> DraftSecret | None:
    """The secret a link stands for, even used or expired (see `is_live`); None if it was never given."""
    return with_drafts().found(clear, purpose=purpose)


def is_live(secret: DraftSecret) -> bool:
    """Neither used nor ended, nor past its date, nor that of its draft."""
    return secret.is_usable and timezone.now() < secret.target.expires_at


def waiting_code(draft: SigningDraft, purpose: DraftSecret.Purpose) -> DraftSecret | None:
    """The code that may still be typed, if one was asked for."""
    codes = DraftSecret.objects.usable().filter(target=draft, purpose=purpose, attempts__lt=MAX_ATTEMPTS)
    return codes.order_by("pk").last()


@transaction.atomic
def try_code(draft: SigningDraft, purpose: DraftSecret.Purpose, typed: str) -> Check:
    """Compare a typed code in constant time; a wrong one is counted, a right one is left to who uses it."""
    code = draft.secrets.select_for_update().filter(purpose=purpose).order_by("pk").last()
    if code is None or not code.is_usable:
        return Check.EXPIRED
    if code.attempts >= MAX_ATTEMPTS:
        return Check.EXHAUSTED
    if constant_time_compare(code.digest, _code_digest(draft, purpose, typed)):
        return Check.RIGHT
    code.attempts += 1
    code.save(update_fields=["attempts"])
    return Check.EXHAUSTED if code.attempts >= MAX_ATTEMPTS else Check.WRONG


def _code_digest(draft: SigningDraft, purpose: DraftSecret.Purpose, code: str) -> str:
    return salted_hmac("signing.code", f"{draft.pk}:{purpose}:{code}", algorithm="sha256").hexdigest()
