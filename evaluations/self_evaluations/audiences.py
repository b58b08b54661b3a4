"""Who reads what is confided."""

from signatories.people.audiences import held_by
from signatories.people.models import Role

confidant = held_by(Role.Kind.CONFIDED, name="who reads what is confided")
