"""Which associations may be joined."""

from django.db.models import QuerySet

from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature


def joinable() -> QuerySet[Organisation]:
    """Associations the public knows: one not published yet must not be revealed by this page."""
    seen = Signature.objects.published().values("organisation")
    return Organisation.objects.filter(pk__in=seen).select_related("commune__department")
