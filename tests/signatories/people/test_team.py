"""The federation's team looks after itself in the admin."""

import pytest
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.people.actions import join_team, leave_team
from signatories.people.models import User
from tests.factories import a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def test_a_colleague_joins_by_the_admin_and_the_history_says_who_asked() -> None:
    team = a_team_member()
    colleague = {"email": "nora@example.org", "first_name": "Nora", "last_name": "Benali"}

    team_browser(team).post(reverse("admin:signatories_user_add"), colleague)

    nora = User.objects.get(email="nora@example.org")
    event = Event.objects.about(nora).get()
    assert nora.is_staff
    assert not nora.has_usable_password()
    assert (event.kind, event.actor) == ("team.joined", team)


def test_somebody_already_known_joins_as_themselves() -> None:
    known = a_user(email="known@example.org", first_name="Fatou")
    page = team_browser(a_team_member())

    page.post(reverse("admin:signatories_user_add"), {"email": "Known@example.org", "first_name": "Autre"})

    known.refresh_from_db()
    assert known.is_staff
    assert known.first_name == "Fatou"
    assert User.objects.filter(email__iexact="known@example.org").count() == 1


def test_one_leaves_the_team_by_a_colleague_only() -> None:
    team, leaving = a_team_member(), a_team_member()

    with pytest.raises(ActionRefused):
        leave_team(team, by=team)
    leave_team(leaving, by=team)

    leaving.refresh_from_db()
    assert not leaving.is_staff
    assert browser_of(leaving).get("/animation/").status_code == 403


def test_the_admin_shows_the_team_only_and_changes_nobodys_name() -> None:
    team, contact = a_team_member(), a_user(email="contact@example.org")
    browser = team_browser(team)

    listed = browser.get(reverse("admin:signatories_user_changelist")).content.decode()
    browser.post(reverse("admin:signatories_user_change", args=[team.pk]), {"first_name": "Autre"})
    contact_page = browser.get(reverse("admin:signatories_user_change", args=[contact.pk]))

    team.refresh_from_db()
    assert team.email in listed
    assert contact.email not in listed
    assert team.first_name == "Camille"
    assert contact_page.status_code == 302


def test_joining_twice_is_said_once() -> None:
    team, user = a_team_member(), a_user()

    join_team(user, by=team)
    join_team(user, by=team)

    assert Event.objects.filter(kind="team.joined").count() == 1


def test_the_admin_holds_our_own_pages_only() -> None:
    index = team_browser(a_team_member()).get(reverse("admin:index")).content.decode()

    assert "Administration de la charte" in index
    for foreign in ("Authenticator", "Groupes", "Adresses email", "Administration de Django"):
        assert foreign not in index
