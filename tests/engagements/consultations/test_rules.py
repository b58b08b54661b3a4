"""Who may."""

import pytest

from engagements.consultations.queries import may_correct
from engagements.consultations.rules import may_write
from signatories.people.actors import Actor
from tests.engagements.consultations.scenes import a_call, a_contact, an_animator, the_team
from tests.factories import a_commune, a_qpv, a_user

pytestmark = pytest.mark.django_db


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
