"""In whose name one acts: chosen once, checked each time, changed in one click."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signatories.organisations.actors import CHOSEN, Contact, acting, actor_of, contact_of
from signatories.organisations.models import Organisation
from signatories.people.models import User
from tests.factories import a_user, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def asking(user: User | AnonymousUser, *, chosen: str = "") -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    if chosen:
        request.session[CHOSEN] = chosen
    return request


def acts_for(request: HttpRequest) -> Organisation | None:
    actor = actor_of(request)
    return actor.organisation if isinstance(actor, Contact) else None


def test_a_visitor_and_a_stranger_act_for_nobody() -> None:
    stranger = a_user()

    visitor = actor_of(asking(AnonymousUser()))
    alone = actor_of(asking(stranger))

    assert (visitor.person, visitor.acts_for) == (None, None)
    assert (alone.person, alone.acts_for) == (stranger, None)


def test_the_only_association_needs_no_choice() -> None:
    mine = an_organisation(contact=(person := a_user()))
    an_organisation()

    assert acts_for(asking(person)) == mine


def test_with_several_one_chooses_and_the_choice_lasts(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    person = a_user()
    first, second = an_organisation(contact=person), an_organisation(contact=person)

    with django_assert_max_num_queries(1):
        assert acts_for(asking(person)) is None
    with django_assert_max_num_queries(1):
        assert acts_for(asking(person, chosen=str(second.pk))) == second
    request = asking(person)
    contact_of(request, first.slug)
    assert acts_for(request) == first


@pytest.mark.parametrize("how", ["left", "somebody else's", "gone"])
def test_a_choice_is_checked_each_time(how: str) -> None:
    person = a_user()
    first, second, others = an_organisation(contact=person), an_organisation(contact=person), an_organisation()
    chosen = {"left": second, "somebody else's": others}.get(how)
    if how == "left":
        second.memberships.update(ended_at=timezone.now())
    request = asking(person, chosen=str(chosen.pk if chosen else uuid4()))

    assert acts_for(request) == (first if how == "left" else None)


def test_the_association_of_the_address_is_the_one_she_acts_for() -> None:
    person = a_user()
    mine, foreign = an_organisation(contact=person), an_organisation()
    request = asking(person)

    contact = contact_of(request, mine.slug)

    assert (contact.person, contact.acts_for, contact.organisation) == (person, mine.pk, mine)
    assert acting(request) is contact
    asked: list[tuple[User | AnonymousUser, str]] = [
        (person, foreign.slug),
        (person, "rien"),
        (AnonymousUser(), mine.slug),
        (a_user(), mine.slug),
    ]
    for user, slug in asked:
        with pytest.raises(Http404):
            contact_of(asking(user), slug)


def test_a_visit_chooses_and_my_space_leads_there() -> None:
    person = a_user()
    first, second = an_organisation(contact=person), an_organisation(contact=person)
    browser = browser_of(person)
    assert first.name in browser.get("/espace/").content.decode()

    browser.get(f"/espace/{second.slug}/personnes/")

    assert browser.get("/espace/").headers["Location"] == f"/espace/{second.slug}/"
    browser.get(f"/espace/{first.slug}/")
    assert browser.get("/espace/").headers["Location"] == f"/espace/{first.slug}/"
    assert second.name in browser.get("/espace/?choisir").content.decode()


def test_the_page_says_in_whose_name_and_offers_the_others() -> None:
    person = a_user()
    first, second = an_organisation(contact=person), an_organisation(contact=person)

    page = browser_of(person).get(f"/espace/{first.slug}/").content.decode()

    assert f"Vous agissez au nom de <strong>{first.name}</strong>" in page
    assert f'<a href="/espace/{second.slug}/">{second.name}</a>' in page


def test_who_has_one_association_is_not_bothered() -> None:
    organisation = an_organisation(contact=(person := a_user()))
    an_organisation()

    assert "Vous agissez" not in browser_of(person).get(f"/espace/{organisation.slug}/").content.decode()


def test_of_many_associations_three_are_named_and_the_rest_is_near() -> None:
    person = a_user()
    organisations = [an_organisation(contact=person) for _ in range(6)]

    page = browser_of(person).get(f"/espace/{organisations[0].slug}/personnes/").content.decode()

    assert sum(f'<a href="/espace/{each.slug}/">' in page for each in organisations[1:]) == 3
    assert '<a href="/espace/?choisir">une autre</a>' in page
