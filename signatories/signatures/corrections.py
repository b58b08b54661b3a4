"""What is added to the register beside a signature: who its association is now, what earlier rows left out."""

from django.db import transaction

from signatories.organisations.models import Organisation
from signatories.signatures import register, sealing
from signatories.signatures.models import RegisterEntry, Signature
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
