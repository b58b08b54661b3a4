"""What the pages of networks read. They stand here because a network's page shows the directory, above it."""

from django.db.models import Count, QuerySet

from qpv_charter.portal.places import Some, some
from signatories.directory.models import DirectoryEntry
from signatories.organisations.models import Network


def networks() -> QuerySet[Network]:
    """All networks by name, each with how many of those it is tied to have signed (`signatories`)."""
    return Network.objects.annotate(
        signatories=Count("organisations__directory_entry", distinct=True),
    ).order_by("sort_key")


def signatories_of(network: Network) -> Some:
    """Published signatories that say they belong to a network."""
    return some(DirectoryEntry.objects.tied_to(network))
