"""The tamper-evident register: appending to it, and checking it (docs/register.md gives the scheme)."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from signatories.signatures import sealing
from signatories.signatures.models import (
    Mandate,
    RegisterAnchor,
    RegisterEntry,
    RegisterHead,
    RegisterValue,
    Signature,
)

SALT_BYTES = 32
_waiting: ContextVar[list[Callable[[], object]] | None] = ContextVar(
    "rows of the register that wait", default=None
)


@contextmanager
def at_the_end() -> Iterator[None]:
    """Rows appended inside are written together at its end: a block of a hundred signatures locks the register's
    head for a moment, not for as long as they take. To be used as the last thing of a transaction, around actions
    that append last: what was refused has then appended nothing."""
    rows: list[Callable[[], object]] = []
    outside = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(outside)
    for write in rows:
        write()


def canonical(content: Mapping[str, Any]) -> str:
    """The one way to write a body: sorted keys, no spaces, no escapes, no floats."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def sealed(salt: bytes, value: str) -> str:
    """What stands in a body for a personal value: HMAC-SHA256 under a salt of its own."""
    return hmac.new(salt, value.encode(), hashlib.sha256).hexdigest()


def stamp(at: datetime) -> str:
    """UTC, to the microsecond, always six digits."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(
    kind: RegisterEntry.Kind,
    signature: Signature,
    *,
    personal: Mapping[str, str],
    facts: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> None:
    """Add a row about a signature; the last thing its transaction does, since it locks the register's head.

    `personal` values (names, reasons) go in as salted digests; empty ones are left out. `facts` go in as they are.
    Raises TransactionManagementError outside a transaction."""
    write = partial(_append, kind, signature, personal=personal, facts=facts or {}, at=at or timezone.now())
    waiting = _waiting.get()
    if waiting is None:
        write()
    else:
        waiting.append(write)


def _append(
    kind: RegisterEntry.Kind,
    signature: Signature,
    *,
    personal: Mapping[str, str],
    facts: Mapping[str, str],
    at: datetime,
) -> None:
    head, _ = RegisterHead.objects.select_for_update().get_or_create(pk=RegisterHead.SINGLETON)
    salted = {field: (secrets.token_bytes(SALT_BYTES), value) for field, value in personal.items() if value}
    seals = {field: sealed(salt, value) for field, (salt, value) in salted.items()}
    body = _body(kind, signature, head=head, seals=seals, facts=facts, at=at)
    entry = RegisterEntry.objects.create(
        number=head.number + 1,
        previous=head.digest,
        body=body,
        digest=digest_of(body),
        signature_id=signature.pk,
        kind=kind,
    )
    RegisterValue.objects.bulk_create(
        RegisterValue(entry=entry, field=field, salt=salt, value=value) for field, (salt, value) in salted.items()
    )
    head.number, head.digest = entry.number, entry.digest
    head.save(update_fields=["number", "digest"])


def _body(
    kind: RegisterEntry.Kind,
    signature: Signature,
    *,
    head: RegisterHead,
    seals: Mapping[str, str],
    facts: Mapping[str, str],
    at: datetime,
) -> str:
    """What the row after `head` says, personal values sealed."""
    return canonical(
        {
            **facts,
            "charter": signature.charter_version.sha256,
            "kind": str(kind),
            "number": head.number + 1,
            "organisation": str(signature.organisation_id),
            "personal": seals,
            "previous": head.digest,
            "signature": str(signature.pk),
            "time": stamp(at),
        }
    )


def forget(signature_ids: list[Any]) -> int:
    """Delete salts and values of some signatures' rows; digests stay, the chain holds.

    Returns how many values were forgotten."""
    deleted, _ = RegisterValue.objects.filter(entry__signature_id__in=signature_ids).delete()
    return deleted


def forget_signer(mandate: Mandate, *, fields: list[str]) -> int:
    """Delete salts and values of the one row that seals this mandate, and of no other.

    Returns how many values were forgotten."""
    rows = RegisterEntry.objects.filter(
        signature_id=mandate.signature_id,
        kind__in=sealing.MANDATES,
        body__contains=f'"{sealing.SIGNER[0]}":',  # a signature from a list may have begun without a mandate
    )
    before = Mandate.objects.filter(signature_id=mandate.signature_id, pk__lt=mandate.pk).count()
    row = list(rows.order_by("number").values_list("pk", flat=True)[before : before + 1])
    deleted, _ = RegisterValue.objects.filter(entry__in=row, field__in=fields).delete()
    return deleted


@transaction.atomic
def drop_anchor() -> RegisterAnchor | None:
    """Note the head of the register as it stands, to be made public; None when nothing was added since."""
    head = RegisterHead.objects.select_for_update().filter(pk=RegisterHead.SINGLETON, number__gt=0).first()
    if head is None or RegisterAnchor.objects.filter(number=head.number).exists():
        return None
    return RegisterAnchor.objects.create(number=head.number, digest=head.digest)
