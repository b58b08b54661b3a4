"""The tamper-evident register: appending to it, and checking it (docs/register.md gives the scheme)."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
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
) -> RegisterEntry:
    """Add a row about a signature; the last thing its transaction does, since it locks the register's head.

    `personal` values (names, reasons) go in as salted digests; empty ones are left out. `facts` go in as they are.
    Raises TransactionManagementError outside a transaction."""
    head, _ = RegisterHead.objects.select_for_update().get_or_create(pk=RegisterHead.SINGLETON)
    salted = {field: (secrets.token_bytes(SALT_BYTES), value) for field, value in personal.items() if value}
    seals = {field: sealed(salt, value) for field, (salt, value) in salted.items()}
    body = _body(kind, signature, head=head, seals=seals, facts=facts or {}, at=at or timezone.now())
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
    return entry


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
    rows = RegisterEntry.objects.filter(signature_id=mandate.signature_id, kind__in=sealing.MANDATES)
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
