"""Who newly belongs to a place: its signature was published, and it acts there."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q

from engagements.scope.queries import kin_of
from signatories.organisations.models import Organisation
from signatories.people.places import Period
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

MOST = 10


def newcomers(organisation: Organisation, period: Period) -> Mapping[Organisation, list[Qpv]]:
    """The associations published in the period that act in the neighbourhoods of another, with those of its own
    that they share; the first published first (1 query, 8 where there are some)."""
    mine = Qpv.objects.filter(Q(organisations=organisation) | Q(communes__acting_organisations=organisation))
    there = kin_of(mine)
    acting = Organisation.objects.filter(Q(qpvs__in=there) | Q(action_communes__qpvs__in=there))
    days = Q(published_at__date__gte=period.start, published_at__date__lt=period.end)
    new = Signature.objects.published().filter(days, organisation__in=acting.values("pk"))
    earlier = Signature.objects.filter(
        organisation=OuterRef("organisation"), published_at__lt=OuterRef("published_at")
    )
    new = (
        new.exclude(organisation=organisation)
        .filter(~Exists(earlier))
        .select_related("organisation")
        .order_by("published_at", "pk")
    )
    named = new.prefetch_related("organisation__qpvs", "organisation__action_communes__qpvs")
    found = [each.organisation for each in named[:MOST]]
    near = mine.distinct().prefetch_related("communes", "predecessors", "successors") if found else ()
    return {each: [qpv for qpv in near if _kin(qpv) & _named_by(each)] for each in found}


def _kin(qpv: Qpv) -> set[Qpv]:
    return {qpv, *qpv.predecessors.all(), *qpv.successors.all()}


def _named_by(organisation: Organisation) -> set[Qpv]:
    """The neighbourhoods where it says it acts, and those of the communes where it does."""
    of_communes = (qpv for commune in organisation.action_communes.all() for qpv in commune.qpvs.all())
    return {*organisation.qpvs.all(), *of_communes}
