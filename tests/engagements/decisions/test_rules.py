"""Who may, and who sees what: one table."""

import pytest

from engagements.decisions import rules
from engagements.decisions.models import Audience, Decision
from signatories.people.actors import Actor
from tests.constraints import changed
from tests.engagements.decisions.scenes import a_contact, a_decision, an_animator, the_team
from tests.factories import a_commune, a_qpv, a_user

pytestmark = pytest.mark.django_db


def everyone() -> dict[str, Actor]:
    """The first writes it down; the second is to do it."""
    far = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    changed(far.organisation, commune=a_commune(name="Lyon", code="69123"))
    return {
        "who wrote": a_contact(),
        "who carries": a_contact(),
        "visitor": Actor(),
        "person": Actor(person=a_user()),
        "of the place": a_contact(),
        "not published": a_contact(published=False),
        "from elsewhere": far,
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }


FOLLOW = {"who wrote", "who carries", "its animator", "national"}
SEEN = {
    Audience.BETWEEN: FOLLOW,
    Audience.PLACE: FOLLOW | {"of the place"},
    Audience.PUBLIC: FOLLOW
    | {"of the place", "visitor", "person", "not published", "from elsewhere", "another animator"},
}


def decided(actors: dict[str, Actor], audience: str = Audience.PLACE) -> Decision:
    carries = actors["who carries"].organisation  # type: ignore[attr-defined]  # a Contact
    return a_decision(by=actors["who wrote"], organisation=carries, audience=audience)


@pytest.mark.parametrize("audience", SEEN)
def test_who_sees_a_decision(audience: Audience) -> None:
    actors = everyone()
    decision = decided(actors, audience)

    seen = {name for name, actor in actors.items() if decision in Decision.objects.visible_to(actor)}

    assert seen == SEEN[audience]


def test_who_may() -> None:
    actors = everyone()
    decision = decided(actors)
    department = decision.department

    assert {name for name, each in actors.items() if rules.may_follow(each, decision)} == FOLLOW
    assert {name for name, each in actors.items() if rules.carries(each, decision)} == {"who carries"}
    assert {name for name, each in actors.items() if rules.may_decide(each, department)} == FOLLOW | {
        "of the place",
        "from elsewhere",
    }
