"""What joining adds elsewhere: the way in, for whoever is only known by the address of a paper."""

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.joining.queries import joinable
from signatories.organisations.models import Organisation
from signatories.organisations.places import WAYS_IN


@WAYS_IN.contribute(order=100)
def ask_to_join(organisation: Organisation) -> str | None:
    if not joinable().filter(pk=organisation.pk).exists():
        return None
    return absolute(reverse("joining:ask", args=[organisation.slug]))
