"""Who joins two records, and which of them is kept."""

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature

Rank = tuple[bool, str, bool]


def may_join(actor: Actor, *records: Organisation) -> bool:
    """Who animates the department of each."""
    return actor.is_national or {record.department_code for record in records} <= actor.departments


def speaks_better(one: Organisation, other: Organisation) -> bool:
    """Whether what one record says of the association's signature goes further than what the other does."""
    return rank(one) > rank(other)


def rank(organisation: Organisation) -> Rank:
    """By its best signature: in force before not, of a later text before an earlier one, given before not."""
    ranks = [_rank_of(each) for each in organisation.signatures.standing().select_related("charter_version")]
    return max(ranks, default=(False, "", False))


def _rank_of(signature: Signature) -> Rank:
    since = signature.charter_version.in_force_at
    return signature.in_force, since.isoformat() if since else "", True
