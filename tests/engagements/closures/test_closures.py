"""Closures, from the space to the page of a neighbourhood."""

from typing import Any

import pytest
from django.test import Client

from engagements.closures.actions import MOST, take_back
from engagements.closures.models import Closure
from engagements.closures.queries import is_closed, openings
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.retention import forget_all
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.history.models import Event
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_ASIDE
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.constraints import changed
from tests.engagements.closures.scenes import a_closure, a_signatory_of_franc_moisin, contact_of, in_days
from tests.factories import a_qpv, a_team_member, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_it_is_announced_in_the_space_and_read_on_the_neighbourhoods_page() -> None:
    contact, visitor = a_signatory_of_franc_moisin("La Régie (exemple)"), Client()
    before = visitor.get("/quartiers/QN09331M/").content.decode()
    space = browser_of(contact.person)
    dates = {"starts_on": in_days(5).isoformat(), "ends_on": in_days(9).isoformat()}

    answer = space.post(f"/espace/{contact.organisation.slug}/fermetures/", dates, follow=True)

    after = visitor.get("/quartiers/QN09331M/").content.decode()
    assert f"Du {day(in_days(5))} au {day(in_days(9))}" in answer.content.decode()
    assert "Qui est ouvert" not in before
    assert f"fermeture du {day(in_days(5))} au {day(in_days(9))}" in after


def test_dates_as_one_types_them_are_read(client: Client) -> None:
    contact = a_signatory_of_franc_moisin()
    typed = {"starts_on": f"{in_days(5):%d/%m/%Y}", "ends_on": "demain"}

    page = browser_of(contact.person).post(f"/espace/{contact.organisation.slug}/fermetures/", typed)

    assert "Écrivez la date ainsi\u202f: 24/03/2027." in page.content.decode()
    assert typed["starts_on"] in page.content.decode()
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (10, 9, "inversez"),
        (-9, -1, "passée"),
        (0, 180, "Six mois"),
        (551, 560, "dix-huit mois"),
    ],
)
def test_what_cannot_be_is_refused_plainly(first: int, last: int, said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        a_closure(first=first, last=last)

    assert not Closure.objects.exists()


@pytest.mark.parametrize(("first", "last"), [(10, 10), (-9, 0), (0, 179), (550, 560)])
def test_what_is_at_the_bound_is_taken(first: int, last: int) -> None:
    assert a_closure(first=first, last=last).ends_on == in_days(last)


def test_two_that_touch_become_one_and_two_that_do_not_stay_two() -> None:
    contact = a_signatory_of_franc_moisin()
    for first, last in ((10, 20), (21, 25), (27, 30), (5, 9)):
        a_closure(contact, first=first, last=last)

    found = Closure.objects.values_list("starts_on", "ends_on")
    assert [*found] == [(in_days(5), in_days(25)), (in_days(27), in_days(30))]


def test_one_association_announces_so_many_and_leaves_the_others_theirs() -> None:
    contact, other = a_signatory_of_franc_moisin(), a_signatory_of_franc_moisin()
    a_closure(other)
    for number in range(MOST):
        a_closure(contact, first=10 * number, last=10 * number + 1)

    with pytest.raises(ActionRefused, match="retirez"):
        a_closure(contact, first=10 * MOST, last=10 * MOST + 1)

    a_closure(contact, first=0, last=5)  # longer than one that was there
    assert [Closure.objects.of(each.organisation).count() for each in (contact, other)] == [MOST, 1]


def test_taking_it_back_twice_says_it_once() -> None:
    closure = a_closure()
    contact = contact_of(closure.organisation)

    for _ in range(2):
        take_back(closure, by=contact)

    assert Event.objects.about(closure.organisation).filter(kind="closure.taken_back").count() == 1


def test_an_association_reads_its_own_closures_to_come_and_nobody_elses() -> None:
    contact, other = a_signatory_of_franc_moisin(), a_signatory_of_franc_moisin()
    mine = a_closure(contact, first=10, last=20)
    changed(a_closure(contact, first=30, last=40), starts_on=in_days(-3), ends_on=in_days(-1))
    theirs = a_closure(other, first=50, last=60)

    aside: Any = next(each for each in SPACE_ASIDE.gather(contact) if each.key == "fermetures")
    page = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/fermetures/").content.decode()

    assert [*aside.context["closures"]] == [mine]
    assert [day(each) in page for each in (mine.ends_on, in_days(-1), theirs.ends_on)] == [True, False, False]


def test_an_erased_association_leaves_no_closure_and_the_others_keep_theirs() -> None:
    closure, kept = a_closure(), a_closure()

    FORGET_ORGANISATION.gather(closure.organisation)

    assert [*Closure.objects.all()] == [kept]


def test_nobody_takes_back_that_of_another() -> None:
    closure, stranger = a_closure(), a_signatory_of_franc_moisin()

    answer = browser_of(stranger.person).post(
        f"/espace/{stranger.organisation.slug}/fermetures/{closure.pk}/retirer/"
    )

    assert answer.status_code == 404
    assert Closure.objects.exists()


@pytest.mark.parametrize(("days", "closed"), [(9, False), (10, True), (20, True), (21, False)])
def test_the_first_and_last_days_are_of_it(days: int, closed: bool) -> None:  # noqa: FBT001  # a table
    organisation = a_closure().organisation

    assert is_closed(organisation, in_days(days)) is closed
    assert not is_closed(an_organisation(), in_days(days))


def test_a_neighbourhood_says_who_is_closed_soon_and_how_many_said_nothing() -> None:
    soon, later, over = (a_signatory_of_franc_moisin() for _ in range(3))
    a_closure(soon, first=119, last=130)
    a_closure(soon, first=1, last=2)
    a_closure(later, first=121, last=130)
    changed(a_closure(over), starts_on=in_days(-3), ends_on=in_days(-1))
    a_closure(contact_of(an_organisation()))  # signed nothing, acts elsewhere

    found = openings(a_qpv(), on=in_days(0))

    assert found
    assert found.closed == {soon.organisation: [*Closure.objects.of(soon.organisation)]}
    assert [each.starts_on for each in found.closed[soon.organisation]] == [in_days(1), in_days(119)]
    assert found.others == 2


def test_a_signatory_in_pause_is_on_no_door() -> None:
    closure = a_closure()
    signature = Signature.objects.get(organisation=closure.organisation)
    changed(signature, status="paused")

    assert openings(a_qpv(), on=in_days(0)) is None


@pytest.mark.django_db(transaction=True)
def test_who_leaves_is_on_no_door_at_once() -> None:
    closure, visitor = a_closure(), Client()
    before = visitor.get("/quartiers/QN09331M/").content.decode()

    withdraw(Signature.objects.get(), by=a_team_member(), reason="À sa demande (exemple).")

    assert "Qui est ouvert" in before
    assert "Qui est ouvert" not in visitor.get("/quartiers/QN09331M/").content.decode()
    assert Closure.objects.get() == closure


def test_a_closure_is_forgotten_a_year_after() -> None:
    kept, old = a_closure(), a_closure()
    changed(kept, starts_on=in_days(-400), ends_on=in_days(-365))
    changed(old, starts_on=in_days(-400), ends_on=in_days(-366))

    forget_all()

    assert [*Closure.objects.all()] == [kept]
