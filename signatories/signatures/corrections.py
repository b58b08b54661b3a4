"""What is added to the register beside a signature: who its association is now, what earlier rows left out."""

from datetime import date

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures import register, sealing, signals
from signatories.signatures.actions import require_first, require_possible
from signatories.signatures.dates import Precision
from signatories.signatures.models import RegisterEntry, Signature, Status
from signatories.signatures.proof import is_sealed

Kind = RegisterEntry.Kind


@transaction.atomic
def correct(organisation: Organisation) -> int:
    """Seal the name, form and commune of an association for each of its signatures; returns how many rows it took.

    The last thing of its transaction: it locks the register's head."""
    if organisation.erased_at:
        return 0
    signatures = (
        Signature.objects.filter(organisation=organisation).select_related("charter_version").order_by("pk")
    )
    stale = [signature for signature in signatures if not is_sealed(signature, organisation)]
    for signature in stale:
        register.append(Kind.CORRECTED, signature, personal=sealing.identity(organisation))
    return len(stale)


@transaction.atomic
def put_right(
    signature: Signature,
    *,
    by: User,
    charter_version: CharterVersion,
    signed_on: date | None,
    signed_precision: Precision,
) -> Signature:
    """Read a paper again: its text, its date and, as the record of its association says them now, its names are
    those that it bears (`proof.py`). Its code stays, and the address of its page.

    Raises ActionRefused for one given online, which says what its signer saw, for one withdrawn, and as `sign`
    does."""
    signature = Signature.objects.locked(signature.pk)
    if signature.source == Signature.Source.ONLINE or signature.status == Status.WITHDRAWN:
        raise ActionRefused("Seul ce qui a été recopié d’un papier, et tient toujours, se corrige.")
    require_possible(charter_version, signed_on)
    require_first(signature.organisation, charter_version, besides=[signature.pk])
    signature.charter_version = charter_version
    signature.signed_on, signature.signed_precision = signed_on, signed_precision
    signature.save()
    record("signature.put_right", signature, by=by)
    signals.signature_put_right.send(Signature, signature=signature)
    register.append(Kind.CORRECTED, signature, personal={}, facts=sealing.facts(signature))
    return signature


@transaction.atomic
def complete() -> int:
    """Seal what the rows of earlier signatures left out (code, date, form, commune): one row each, none rewritten.

    Safe to run twice; returns how many rows were added."""
    found = lacking()
    for signature in found:
        erased = signature.organisation.erased_at
        personal = {} if erased else sealing.identity(signature.organisation)
        register.append(Kind.COMPLETED, signature, personal=personal, facts=sealing.facts(signature))
    return len(found)


def lacking() -> list[Signature]:
    """Signatures whose rows seal neither their code nor their date, in the order in which they were given."""
    whole = RegisterEntry.objects.filter(kind__in=[*sealing.BEGINS, Kind.COMPLETED], body__contains='"code":"')
    found = Signature.objects.select_related("organisation__commune__department", "charter_version")
    return list(found.exclude(pk__in=whole.values("signature_id")).order_by("confirmed_at", "pk"))
