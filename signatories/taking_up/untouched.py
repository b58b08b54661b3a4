"""Signatures that wait as somebody entered them, and so may be taken back: those of a list, those of a sheet."""

from django.db.models import Exists, OuterRef, Q

from signatories.signatures.models import Signature, Status
from signatories.signatures.models.signatures import SignatureQuerySet

# Nobody looks after the association, or asks to.
LONE = Q(organisation__memberships=None, organisation__join_requests=None)


def as_entered(signatures: SignatureQuerySet) -> SignatureQuerySet:
    """Not read, no mandate renewed, no record joined, whichever was kept."""
    apart = Q(organisation__joined_into=None, organisation__joined_records=None)
    return signatures.filter(apart, status=Status.CONFIRMED).exclude(mandates__ended_at__isnull=False)


def beside(others: SignatureQuerySet) -> Exists:
    """One of these others is of the same association."""
    return Exists(others.filter(organisation=OuterRef("organisation")).exclude(pk=OuterRef("pk")))


def of_a_list() -> SignatureQuerySet:
    """Those whose association goes with them: it signed nothing else that stands."""
    return as_entered(Signature.objects.filter(LONE, ~beside(Signature.objects.standing())))


def of_a_sheet(signatures: SignatureQuerySet) -> SignatureQuerySet:
    """Those of an association that signed something else too, which keeps its record and its people."""
    return as_entered(signatures.filter(LONE | Q(beside(Signature.objects.all()))))
