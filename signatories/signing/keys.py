"""Keys to a draft: links that open or confirm it, codes that confirm or resume it. Only digests are kept.

A link key holds 256 bits, so its SHA-256 gives nothing away. A code holds twenty: it is kept as an HMAC under
the site's secret key, lives fifteen minutes, and five wrong tries end it."""

import enum
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from qpv_charter.toolkit.keys import digest_of, new_key
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


def give_link(draft: SigningDraft, purpose: DraftSecret.Purpose, *, until: datetime | None = None) -> str:
    """A new key in clear, to be put in an address; earlier access links go on working."""
    key = new_key()
    DraftSecret.objects.create(
        draft=draft, purpose=purpose, digest=digest_of(key), expires_at=until or draft.expires_at
    )
    return key


def give_code(draft: SigningDraft, purpose: DraftSecret.Purpose) -> str:
    """A new code in clear; the former ones of the same purpose stop working."""
    void(draft, purpose)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    DraftSecret.objects.create(
        draft=draft,
        purpose=purpose,
        digest=_code_digest(draft, purpose, code),
        expires_at=timezone.now() + CODE_LIFE,
    )
    return code


def void(draft: SigningDraft, *purposes: DraftSecret.Purpose) -> None:
    """End the draft's keys of these purposes."""
    draft.secrets.filter(purpose__in=purposes, used_at=None).update(used_at=timezone.now())


def end_other_links(draft: SigningDraft, *, kept: str) -> None:
    """Forget the links that open a draft, but for the one in use."""
    draft.secrets.filter(purpose=Purpose.ACCESS).exclude(digest=digest_of(kept)).delete()


def find_link(key: str, purpose: DraftSecret.Purpose) -> DraftSecret | None:
    """The secret a link stands for, even used or expired (see `is_live`); None if it was never given."""
    return (
        DraftSecret.objects.filter(digest=digest_of(key), purpose=purpose)
        .select_related("draft__charter_version", "draft__signature", "draft__session", "draft__joint_group")
        .first()
    )


def is_live(secret: DraftSecret) -> bool:
    """Neither used, nor past its date, nor that of its draft."""
    now = timezone.now()
    return secret.used_at is None and now < secret.expires_at and now < secret.draft.expires_at


def waiting_code(draft: SigningDraft, purpose: DraftSecret.Purpose) -> DraftSecret | None:
    """The code that may still be typed, if one was asked for."""
    return draft.secrets.filter(
        purpose=purpose, used_at=None, expires_at__gt=timezone.now(), attempts__lt=MAX_ATTEMPTS
    ).last()


@transaction.atomic
def try_code(draft: SigningDraft, purpose: DraftSecret.Purpose, typed: str) -> Check:
    """Compare a typed code in constant time; a wrong one is counted, a right one is left to who uses it."""
    code = draft.secrets.select_for_update().filter(purpose=purpose, used_at=None).order_by("pk").last()
    if code is None or code.expires_at <= timezone.now():
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
