"""Who may."""

from collections.abc import Callable

import pytest

from engagements.consultations.models import Call
from engagements.consultations.queries import may_correct
from engagements.consultations.rules import leads, looks_after, may_open, may_write
from signatories.people.actors import Actor
from tests.engagements.consultations.scenes import (
    a_call,
    a_contact,
    a_room,
    an_animator,
    hidden_call,
    over,
    the_team,
)
from tests.factories import a_commune, a_qpv, a_user

pytestmark = pytest.mark.django_db
SITE = "https://example.org/appel-"


def actors() -> dict[str, Actor]:
    far = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    type(far.organisation).objects.filter(pk=far.organisation.pk).update(
        commune=a_commune(name="Lyon", code="69123")
    )
    return {
        "visitor": Actor(),
        "person": Actor(person=a_user()),
        "contact": a_contact(),
        "not published": a_contact(published=False),
        "from elsewhere": far,
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }


def test_who_may_write_a_call() -> None:
    may = {name for name, actor in actors().items() if may_write(actor)}

    assert may == {"contact", "from elsewhere", "its animator", "another animator", "national"}


def test_who_looks_after_a_call_and_may_open_a_consultation_on_it() -> None:
    everyone = actors()
    call = a_call(place=None)
    gone = over(a_call(name="Fonds de vélos (exemple)", link=f"{SITE}1"))
    hidden = hidden_call(name="Cuisine de rue (exemple)", link=f"{SITE}2")

    def allowed(rule: Callable[[Actor, Call], bool], about: Call) -> set[str]:
        return {name for name, actor in everyone.items() if rule(actor, about)}

    assert allowed(looks_after, call) == {"its animator", "national"}
    assert allowed(may_open, call) == {"contact", "from elsewhere", "its animator", "national"}
    assert allowed(may_open, gone) == allowed(may_open, hidden) == set()


def test_who_leads_a_consultation() -> None:
    everyone = actors()
    call = a_call(name="Ateliers d’écriture (exemple)", link=f"{SITE}3")
    of_association, of_team = a_room(by=everyone["contact"]), a_room(by=the_team(), call=call)

    assert [name for name, actor in everyone.items() if leads(actor, of_association)] == ["contact"]
    assert {name for name, actor in everyone.items() if leads(actor, of_team)} == {"its animator", "national"}


def test_who_may_correct_one() -> None:
    everyone = actors()
    call = a_call(by=everyone["national"], place=None)
    may = {name for name, actor in everyone.items() if may_correct(actor, call)}

    assert may == {"contact", "its animator", "national"}


def test_who_wrote_a_call_corrects_it_wherever_it_is() -> None:
    contact = a_contact()
    call = a_call(by=contact)
    contact.organisation.qpvs.clear()
    type(contact.organisation).objects.filter(pk=contact.organisation.pk).update(commune=None)

    assert may_correct(contact, call)
    assert not may_correct(contact, a_call(name="Un autre", link="https://example.org/autre"))
