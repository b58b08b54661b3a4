"""Two needs that say the same: joined, both pages stay; parted again."""

from functools import partial

import pytest
from django.test import Client

from engagements.needs.actions import join, part, say_at_home, second, withdraw
from engagements.needs.models import Need
from engagements.needs.queries import may_be_the_same
from engagements.scope.places import place_of
from qpv_charter.toolkit.actions import ActionRefused
from signatories.people.actors import Actor
from tests.engagements.needs.scenes import a_contact, a_need, hidden
from tests.factories import a_qpv
from tests.races import raised, side_by_side
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
ONE, OTHER = "La lampe de l’allée est cassée (exemple)", "Plus de lampe dans l’allée (exemple)"


def test_two_are_joined_and_parted_from_the_page_of_one() -> None:
    contact = a_contact()
    one, other = a_need(by=contact, text=ONE), a_need(by=contact, text=OTHER)
    a_need(by=contact, text="Un repas de quartier (exemple)")
    browser, visitor = browser_of(contact.person), Client()

    offered = browser.get(f"{one.get_absolute_url()}reunir/").content.decode()
    joined = browser.post(f"{one.get_absolute_url()}reunir/", {"to": other.pk}, follow=True).content.decode()
    listed, page = visitor.get("/besoins/").content.decode(), visitor.get(one.get_absolute_url()).content.decode()
    theirs = visitor.get(other.get_absolute_url()).content.decode()
    parted = browser.post(f"{one.get_absolute_url()}separer/", follow=True).content.decode()

    assert offered.index(OTHER) < offered.index("Un repas")
    assert "C’est réuni" in joined
    assert OTHER in listed
    assert ONE not in listed
    assert OTHER in page
    assert ONE in theirs
    assert "C’est séparé" in parted
    assert not Need.objects.exclude(joined_to=None).exists()


def test_those_of_the_department_that_one_may_read_are_offered_the_closest_first() -> None:
    contact, lyon = a_contact(), a_qpv(name="Loin", code="QN06901M")
    one, meal = a_need(by=contact, text=ONE), a_need(by=contact, text="Un repas de quartier (exemple)")
    close = a_need(by=contact, text=OTHER)
    far = a_contact(qpv=lyon)
    a_need(by=far, text=ONE, place=place_of(qpvs=[lyon], department=None))
    joined = a_need(by=contact, text=ONE)
    join(joined, to=meal, by=contact)
    there = a_contact(qpv=(other := a_qpv(name="À côté", code="QN09332M")))
    a_need(by=there, text=ONE, place=place_of(qpvs=[other], department=None), is_public=False)

    assert may_be_the_same(contact, one) == [close, meal]


def test_their_voices_count_together_and_an_association_once() -> None:
    contact, neighbour = a_contact(), a_contact()
    one, other = a_need(by=contact), a_need(by=contact)
    for need in (one, other):
        second(need, by=neighbour)
    assert {need.state for need in Need.objects.all()} == {"open"}

    join(one, to=other, by=contact)
    assert Need.objects.get(pk=other.pk).state == "shared"

    third, fourth = a_need(by=contact), a_need(by=contact)
    second(third, by=neighbour)
    join(third, to=fourth, by=contact)
    assert Need.objects.get(pk=fourth.pk).state == "shared"


def test_two_voices_and_one_association_on_both_are_not_four() -> None:
    contact = a_contact()
    one, other = a_need(by=contact), a_need(by=contact)
    join(one, to=other, by=contact)
    assert Need.objects.get(pk=other.pk).state == "open"

    say_at_home(other)

    assert Need.objects.get(pk=other.pk).state == "shared"


@pytest.mark.parametrize("who", ["visitor", "stranger", "itself", "chain", "twice"])
def test_what_cannot_be_is_refused(who: str) -> None:
    contact = a_contact()
    one, other, third = (a_need(by=contact) for _ in range(3))
    by: Actor = {"visitor": Actor(), "stranger": a_contact(published=False)}.get(who, contact)
    to = one if who == "itself" else other
    if who in {"chain", "twice"}:
        join(other if who == "chain" else one, to=third, by=contact)

    with pytest.raises(ActionRefused):
        join(one, to=to, by=by)

    with pytest.raises(ActionRefused, match="les séparer" if who in {"visitor", "stranger"} else "déjà fait"):
        part(third, by=by)


def test_what_one_may_not_read_is_not_shown_beside_what_one_may() -> None:
    contact = a_contact()
    one, other = a_need(by=contact, text=ONE, is_public=False), a_need(by=contact, text=OTHER)
    join(one, to=other, by=contact)

    assert ONE not in Client().get(other.get_absolute_url()).content.decode()


@pytest.mark.parametrize("how", ["between", "hidden", "withdrawn"])
def test_joined_to_what_one_may_not_read_a_need_is_still_listed(how: str) -> None:
    contact = a_contact()
    one, other = a_need(by=contact, text=ONE), a_need(by=contact, text=OTHER, is_public=how != "between")
    join(one, to=other, by=contact)
    if how == "hidden":
        hidden(other)
    elif how == "withdrawn":
        withdraw(other)

    listed = Client().get("/besoins/").content.decode()

    assert ONE in listed
    assert OTHER not in listed


@pytest.mark.django_db(transaction=True)
def test_kept_pages_show_both_again_once_they_are_parted() -> None:
    contact, visitor = a_contact(), Client()
    one, other = a_need(by=contact, text=ONE), a_need(by=contact, text=OTHER)
    join(one, to=other, by=contact)
    assert ONE not in visitor.get("/besoins/").content.decode()

    part(one, by=contact)

    assert ONE in visitor.get("/besoins/").content.decode()


def test_nobody_else_finds_these_doors() -> None:
    need, stranger = a_need(), browser_of(a_contact(published=False).person)

    assert stranger.get(f"{need.get_absolute_url()}reunir/").status_code == 404
    assert stranger.post(f"{need.get_absolute_url()}separer/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_joined_to_each_other_at_once_make_no_circle() -> None:
    contact = a_contact()
    one, other = a_need(by=contact), a_need(by=contact)

    answers = side_by_side(partial(join, one, to=other, by=contact), partial(join, other, to=one, by=contact))

    assert raised(answers) == [ActionRefused]
    assert Need.objects.exclude(joined_to=None).count() == 1
