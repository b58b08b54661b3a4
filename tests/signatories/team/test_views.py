"""/animation/equipe/."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signatories.people.models import Role, User
from tests.factories import a_colleague, a_commune, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PAGE = "/animation/equipe/"
Kind = Role.Kind


@pytest.fixture
def me() -> User:
    return a_team_member(email="moi@example.org")


@pytest.fixture
def browser(me: User) -> Client:
    return team_browser(me)


def test_a_role_is_given_from_the_page(browser: Client, me: User) -> None:
    a_commune()
    answers = {"email": "nora@example.org", "first_name": "Nora", "last_name": "Benali", "kind": "territorial"}

    page = browser.post(PAGE, answers | {"departments": " 93;93 "}, follow=True).content.decode()

    role = User.objects.get(email="nora@example.org").roles.get()
    assert (role.kind, role.department_id, role.given_by) == ("territorial", "93", me)
    assert "Nora Benali en est prévenue" in page
    assert "Animation territoriale (Département 93)" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": ""}, "Adresse e-mail"),
        ({"email": "moi@example.org", "kind": "national"}, "a déjà ce rôle"),
        ({"kind": "chef"}, "Rôle"),
        ({"kind": ""}, "Rôle"),
        ({"departments": "93, 00, XX"}, "Aucun département n’a ce code\u202f: 00, XX."),
        ({"departments": ""}, "Choisissez au moins un département."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_given(browser: Client, changes: dict[str, str], said: str) -> None:
    a_commune()
    before = Role.objects.count()
    answers = {"email": "nora@example.org", "kind": "territorial", "departments": "93"}

    page = browser.post(PAGE, answers | changes).content.decode()

    assert "Erreur" in page
    assert said in page
    assert Role.objects.count() == before


def test_a_role_is_ended_after_a_page_that_says_so(browser: Client) -> None:
    colleague = a_colleague(Kind.COMMITTEE)
    address = reverse("team:end", args=[colleague.roles.get().pk])
    assert "Mettre fin au rôle de Sacha Roche" in browser.get(address).content.decode()
    assert colleague.roles.current().exists()

    page = browser.post(address, follow=True).content.decode()

    assert "Ce rôle est terminé" in page
    assert "Auparavant" in page
    assert not colleague.roles.current().exists()
    assert browser.get(address).status_code == 404


def test_one_is_told_why_ones_own_role_stays(browser: Client, me: User) -> None:
    page = browser.post(reverse("team:end", args=[me.roles.get().pk])).content.decode()

    assert "Demandez à une autre personne" in page
    assert me.roles.current().exists()


def test_each_person_is_shown_once_with_all_their_roles(browser: Client) -> None:
    colleague = a_colleague(Kind.TERRITORIAL, a_commune().department)
    Role.objects.create(user=colleague, kind=Kind.COMMITTEE)
    a_user(email="contact@example.org")

    page = browser.get(PAGE).content.decode()

    assert page.count(f'<p class="meta">{colleague.email}</p>') == 1
    assert "Lecture pour le comité de suivi" in page
    assert "contact@example.org" not in page


def test_the_page_costs_the_same_at_one_and_three(
    browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_colleague(Kind.COMMITTEE)
    browser.get(PAGE)
    with django_assert_max_num_queries(7) as first:
        browser.get(PAGE)
    for _ in range(2):
        a_colleague(Kind.TERRITORIAL, a_commune().department)

    with django_assert_max_num_queries(len(first)):
        browser.get(PAGE)


def test_the_workspace_leads_there(browser: Client) -> None:
    assert f'href="{PAGE}"' in browser.get("/animation/").content.decode()


def test_a_role_that_ends_closes_the_door_at_once(browser: Client) -> None:
    colleague = a_team_member()
    theirs = team_browser(colleague)
    assert theirs.get("/animation/").status_code == 200

    browser.post(reverse("team:end", args=[colleague.roles.get().pk]))

    assert theirs.get("/animation/").status_code == 403
    assert browser_of(colleague).get("/espace/").status_code == 200


def test_the_admin_holds_our_own_pages_only(browser: Client) -> None:
    index = browser.get(reverse("admin:index")).content.decode()

    assert "Administration de la charte" in index
    for foreign in ("Authenticator", "Groupes", "Adresses email", "Administration de Django"):
        assert foreign not in index
