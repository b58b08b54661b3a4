"""Who prepares a version, who reads it, who adopts it."""

from signatories.people.actors import Actor
from signatories.people.audiences import held_by
from signatories.people.models import Role

# The pages of a version that is prepared, or waits for the comité.
readers = held_by(Role.Kind.NATIONAL, Role.Kind.COMMITTEE, name="readers of versions")
committee = held_by(Role.Kind.COMMITTEE, name="committee")


def may_prepare(actor: Actor) -> bool:
    return actor.is_national


def may_adopt(actor: Actor) -> bool:
    return actor.reads_for_the_committee
