"""Who joins two records, and which of them is kept."""

from collections.abc import Collection
from typing import Any

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature

Rank = tuple[bool, str, bool]
NONE: Rank = (False, "", False)


def may_join(actor: Actor, *records: Organisation) -> bool:
    """Who animates the department of each."""
    return actor.is_national or {record.department_code for record in records} <= actor.departments


def speaks_better(one: Organisation, other: Organisation) -> bool:
    """Whether what one record says of the association's signature goes further than what the other does."""
    said = ranks([one, other])
    return said[one.pk] > said[other.pk]


def ranks(organisations: Collection[Organisation]) -> dict[Any, Rank]:
    """Each, by its key, after its best signature: in force before not, of a later text before an earlier one,
    given before not (1 query)."""
    found = {each.pk: NONE for each in organisations}
    given = Signature.objects.standing().filter(organisation__in=organisations).select_related("charter_version")
    for signature in given:
        found[signature.organisation_id] = max(found[signature.organisation_id], _rank_of(signature))
    return found


def _rank_of(signature: Signature) -> Rank:
    since = signature.charter_version.in_force_at
    return signature.in_force, since.isoformat() if since else "", True
