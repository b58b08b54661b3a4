"""A second factor that is lost: who resets it, what it takes along, who is told."""

from collections.abc import Callable
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.kinds import words_of
from signatories.history.models import Event
from signatories.outbox.models import Message
from signatories.people.models import Role, User
from signatories.team import actions
from tests.factories import a_colleague, a_commune, a_protected_colleague, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def test_what_was_lost_goes_whole_and_a_new_one_is_asked_for() -> None:
    person, by, other = a_team_member(), a_team_member(), a_team_member()
    hers, theirs = team_browser(person), team_browser(other)
    RecoveryCodes.activate(person)

    person = actions.reset_second_factor(person, by=by)

    assert not Authenticator.objects.filter(user=person).exists()
    assert Authenticator.objects.filter(user=other).exists()
    assert hers.get("/animation/").headers["Location"].startswith(reverse("account_login"))
    assert theirs.get("/animation/").status_code == 200
    assert browser_of(person).get("/animation/").headers["Location"] == reverse("mfa_index")
    assert words_of(Event.objects.of(person).get().kind) == "Deuxième protection réinitialisée"


@pytest.mark.parametrize(
    "somebody",
    [
        a_user,
        lambda: a_colleague(Kind.COMMITTEE),
        lambda: a_colleague(Kind.TERRITORIAL, a_commune().department),
    ],
)
def test_only_a_national_animator_resets(somebody: Callable[[], User]) -> None:
    refused(a_protected_colleague(), by=somebody(), saying="l’animation nationale qui s’occupe")


def test_nobody_resets_her_own() -> None:
    person = a_protected_colleague()

    refused(person, by=person, saying="Demandez à une autre personne")


def test_what_makes_no_sense_is_refused() -> None:
    by, closed, former = a_team_member(), a_protected_colleague(), a_protected_colleague()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    former.roles.update(ended_at=timezone.now())

    refused(closed, by=by, saying="ne fait pas partie de l’équipe")
    refused(former, by=by, saying="ne fait pas partie de l’équipe")
    refused(a_team_member(), by=by, saying="n’a pas de deuxième protection")


def refused(person: User, *, by: User, saying: str) -> None:
    """And nothing changes."""
    held = Authenticator.objects.filter(user=person).count()
    with pytest.raises(ActionRefused, match=saying):
        actions.reset_second_factor(person, by=by)
    assert Authenticator.objects.filter(user=person).count() == held
    assert not Event.objects.of(person).exists()
    assert not Message.objects.exists()


def test_the_mails_say_who_did_it_what_follows_and_what_to_do() -> None:
    person, by = a_protected_colleague(), a_team_member()

    actions.reset_second_factor(person, by=by)

    hers = Message.objects.get(to=person.email)
    assert str(by) in hers.text
    assert "codes de secours ne servent plus" in hers.text
    assert "/animation/" in hers.text
    assert "répondez tout de suite" in hers.text
    assert hers.reply_to == by.email
    theirs = Message.objects.get(to=by.email)
    assert theirs.subject.endswith(str(person))
    assert person.email in theirs.text
    assert "/animation/equipe/" in theirs.text


def test_who_did_it_is_told_even_when_the_team_reads_its_mail_elsewhere(settings: Settings) -> None:
    settings.FEDERATION_EMAILS = ["federation@example.org"]
    person, by = a_protected_colleague(), a_team_member()

    actions.reset_second_factor(person, by=by)

    told = Message.objects.values_list("to", flat=True)
    assert sorted(told) == sorted([person.email, by.email, "federation@example.org"])


def test_the_page_says_what_it_does_and_its_button_does_it() -> None:
    person, browser = a_protected_colleague(), team_browser(a_team_member())
    address = reverse("team:second_factor", args=[person.pk])
    assert f'href="{address}"' in browser.get("/animation/equipe/").content.decode()
    assert "Parlez-lui d’abord" in browser.get(address).content.decode()
    assert Authenticator.objects.filter(user=person).exists()

    page = browser.post(address, follow=True).content.decode()

    assert "en est prévenue, et l’équipe aussi" in page
    assert "Deuxième protection\u202f: pas encore" in page
    assert not Authenticator.objects.filter(user=person).exists()
    assert "n’a pas de deuxième protection" in browser.post(address).content.decode()


def test_the_page_of_oneself_refuses_and_the_list_does_not_lead_there() -> None:
    me = a_team_member()
    browser = team_browser(me)
    address = reverse("team:second_factor", args=[me.pk])
    assert "Deuxième protection\u202f: en place" in browser.get("/animation/equipe/").content.decode()
    assert address not in browser.get("/animation/equipe/").content.decode()

    assert "Demandez à une autre personne" in browser.post(address).content.decode()
    assert Authenticator.objects.filter(user=me).exists()


def test_somebody_outside_the_team_has_no_such_page() -> None:
    browser = team_browser(a_team_member())

    assert browser.get(reverse("team:second_factor", args=[a_user().pk])).status_code == 404


def test_whoever_holds_the_machine_helps_the_last_national_animator() -> None:
    person, said = a_protected_colleague(), StringIO()

    call_command("reset_second_factor", person.email.upper(), stdout=said)

    assert not Authenticator.objects.filter(user=person).exists()
    assert Event.objects.of(person).get().actor is None
    assert "La personne qui héberge le site" in Message.objects.get(to=person.email).text
    assert f"{person} en est prévenue" in said.getvalue()
    with pytest.raises(CommandError, match="n’a pas de deuxième protection"):
        call_command("reset_second_factor", person.email)
    with pytest.raises(CommandError, match=r"Personne n’a l’adresse rien@example\.org"):
        call_command("reset_second_factor", "rien@example.org")
