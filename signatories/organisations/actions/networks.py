"""Withdrawing a network that is no longer wanted, and putting it back."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations.models import Network
from signatories.organisations.rules import may_keep_networks
from signatories.organisations.signals import reference_kept
from signatories.people.actors import TeamMember


@transaction.atomic
def withdraw_network(network: Network, *, by: TeamMember, to: Network | None = None) -> Network:
    """Take a network off every list; those that bear it then bear `to`, where one is given.

    Raises ActionRefused for who is no national animator, and where one of the two is withdrawn already."""
    network, to = _held(network, to, by=by)
    if network.withdrawn_at:
        raise ActionRefused("Ce réseau est déjà retiré.")
    if to and (to.withdrawn_at or to == network):
        raise ActionRefused("Choisissez un autre réseau de la liste\u202f: celui-là est retiré.")
    network.withdrawn_at, network.replaced_by = timezone.now(), to
    network.save()
    bearing = list(network.organisations.all())
    if to:
        to.organisations.add(*bearing)
    record("network.withdrawn", network, by=by, about=[*([to] if to else []), *bearing])
    reference_kept.send(Network, item=network, by=by.person)
    return network


@transaction.atomic
def restore_network(network: Network, *, by: TeamMember) -> Network:
    """Put it back: those that bore it bear it again, beside the one that stood in its place.

    Raises ActionRefused for who is no national animator, and for one that is listed."""
    network, _ = _held(network, None, by=by)
    if network.withdrawn_at is None:
        raise ActionRefused("Ce réseau est déjà dans la liste.")
    network.withdrawn_at = network.replaced_by = None
    network.save()
    record("network.restored", network, by=by, about=network.organisations.all())
    reference_kept.send(Network, item=network, by=by.person)
    return network


def _held(network: Network, other: Network | None, *, by: TeamMember) -> tuple[Network, Network | None]:
    """As they are, held together: two are never withdrawn each for the other."""
    if not may_keep_networks(by):
        raise ActionRefused("C’est l’animation nationale qui tient la liste des réseaux.")
    keys = [network.pk, *([other.pk] if other else [])]
    held = {each.pk: each for each in Network.every.filter(pk__in=keys).order_by("pk").select_for_update()}
    return held[network.pk], held[other.pk] if other else None
