"""Who may, and who sees what: one table."""

import pytest

from engagements.needs import rules
from engagements.needs.actions import second
from engagements.needs.models import Need
from signatories.people.actors import Actor
from tests.constraints import changed
from tests.engagements.needs.scenes import a_contact, a_need, an_animator, hidden, the_team
from tests.factories import a_commune, a_qpv, a_user

pytestmark = pytest.mark.django_db


def everyone() -> dict[str, Actor]:
    """The first is whoever notes."""
    far = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    changed(far.organisation, commune=a_commune(name="Lyon", code="69123"))
    return {
        "who noted": a_contact(),
        "visitor": Actor(),
        "person": Actor(person=a_user()),
        "of the place": a_contact(),
        "not published": a_contact(published=False),
        "from elsewhere": far,
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }


SEEN = {
    "public": {*["who noted", "visitor", "person", "of the place", "not published", "from elsewhere"]}
    | {"its animator", "another animator", "national"},
    "between": {"who noted", "of the place", "its animator", "national"},
    "hidden": {"who noted", "its animator", "national"},
}


@pytest.mark.parametrize("kind", SEEN)
def test_who_sees_a_need(kind: str) -> None:
    actors = everyone()
    need = a_need(by=actors["who noted"], is_public=kind == "public")  # type: ignore[arg-type]  # a Contact
    if kind == "hidden":
        hidden(need)

    assert {name for name, actor in actors.items() if need in Need.objects.visible_to(actor)} == SEEN[kind]


def test_a_public_need_that_is_hidden_is_nobodys_either() -> None:
    actors = everyone()
    need = hidden(a_need(by=actors["who noted"]))  # type: ignore[arg-type]  # the same

    assert {name for name, actor in actors.items() if need in Need.objects.visible_to(actor)} == SEEN["hidden"]


def test_who_may() -> None:
    actors = everyone()
    need = a_need(by=actors["who noted"])  # type: ignore[arg-type]  # the same

    def allowed(rule: object) -> set[str]:
        return {name for name, actor in actors.items() if rule(actor, need)}  # type: ignore[operator]  # a function

    assert {name for name, actor in actors.items() if rules.may_note(actor)} == {
        *("who noted", "of the place", "from elsewhere")
    }
    assert allowed(rules.may_second) == {"of the place"}
    assert allowed(rules.may_follow) == {"who noted", "of the place", "its animator", "national"}
    assert allowed(rules.looks_after) == {"its animator", "national"}


def test_who_noted_follows_it_from_elsewhere_too() -> None:
    """It noted a need of a place, then said it acts elsewhere."""
    contact = a_contact()
    need = a_need(by=contact)
    contact.organisation.qpvs.clear()

    assert rules.may_follow(contact, need)
    assert need in Need.objects.visible_to(contact)


def test_the_table_holds_for_who_sees_it_too() -> None:
    need, contact = a_need(), a_contact()
    second(need, by=contact)

    assert rules.may_follow(contact, need)
