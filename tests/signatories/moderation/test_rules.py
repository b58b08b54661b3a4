"""Who may decide about a signature of the department 93: one table."""

import pytest

from signatories.moderation import rules
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import Role
from tests.factories import a_confirmed_signature

pytestmark = pytest.mark.django_db
Kind = Role.Kind

TABLE: dict[str, tuple[Actor, bool, bool]] = {
    # who asks, decides about one of the 93, about one whose commune nobody knows
    "a visitor": (Actor(), False, False),
    "a national animator": (Actor(roles=frozenset({Kind.NATIONAL})), True, True),
    "an animator of the 93": (Actor(departments=frozenset({"2A", "93"})), True, False),
    "an animator of the 69": (Actor(departments=frozenset({"69"})), False, False),
    "the comité de suivi": (Actor(roles=frozenset({Kind.COMMITTEE})), False, False),
    "a reader of what is confided": (Actor(roles=frozenset({Kind.CONFIDED})), False, False),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_may_decide(who: str) -> None:
    actor, decides, decides_unknown = TABLE[who]
    signature, unknown = a_confirmed_signature(), a_confirmed_signature()
    Organisation.objects.filter(pk=unknown.organisation.pk).update(commune=None, commune_typed="Trifouilly")
    unknown.organisation.refresh_from_db()

    assert rules.may_decide(actor, signature) == decides
    assert rules.may_decide(actor, unknown) == decides_unknown
