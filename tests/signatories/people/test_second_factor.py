"""The federation's pages: who gets in, who is led where."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse, reverse_lazy

from qpv_charter.toolkit.limits import DAY
from qpv_charter.toolkit.models import Counter
from signatories.outbox.models import Message
from signatories.people import limits
from signatories.people.audiences import animates
from signatories.people.limits import may_try_second_factor
from signatories.people.models import Role
from tests.asking import use_up
from tests.factories import a_colleague, a_commune, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
GUARDED = ["/animation/", "/animation/signatures/", "/admin/", "/admin/signatories/user/", "/admin/login/"]


@pytest.mark.parametrize("path", GUARDED)
def test_anonymous_people_are_led_to_the_sign_in_page(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Location"] == f"{reverse('account_login')}?next={path}"


@pytest.mark.parametrize("path", GUARDED)
def test_strangers_and_contacts_are_told_it_is_not_for_them(path: str) -> None:
    stranger, contact = a_user(), a_user()
    an_organisation(contact=contact)

    for person in (stranger, contact):
        answer = browser_of(person).get(path)
        assert answer.status_code == 403
        assert 'lang="fr"' in answer.content.decode()


@pytest.mark.parametrize("path", GUARDED)
def test_staff_without_a_second_factor_is_led_to_set_one_up(path: str) -> None:
    client = browser_of(a_team_member())

    answer = client.get(path)

    assert answer.headers["Location"] == reverse("mfa_index")
    assert "deuxième protection" in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize("path", GUARDED)
def test_staff_signed_in_without_using_it_is_asked_for_it(path: str) -> None:
    user = a_team_member()
    totp.TOTP.activate(user, totp.generate_totp_secret())

    answer = browser_of(user).get(path)

    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_staff_with_its_second_factor_gets_in() -> None:
    assert team_browser(a_team_member()).get("/admin/").status_code in {200, 403}


def test_a_second_factor_used_by_somebody_else_does_not_count() -> None:
    first, second = a_team_member(), a_team_member()
    client = team_browser(first)
    totp.TOTP.activate(second, totp.generate_totp_secret())
    session = client.session
    records = {name: value for name, value in session.items() if name.startswith("account_")}
    client = browser_of(second)
    session = client.session
    session.update(records)
    session.save()

    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_setting_an_application_up_opens_the_door_at_once() -> None:
    user = a_team_member()
    client = browser_of(user)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_activate_totp"), {"code": code})

    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/admin/").status_code == 200
    assert Message.objects.filter(kind="totp_activated", to=user.email).exists()
    assert "codes de secours" in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_the_drawing_to_photograph_needs_no_data_address() -> None:
    page = browser_of(a_team_member()).get(reverse("mfa_activate_totp")).content.decode()

    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page


PAGES = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_email",
    "account_logout",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_account_are_french_and_free_of_inline_code(name: str) -> None:
    page = browser_of(a_user()).get(reverse(name)).content.decode()

    assert "⟦undefined" not in page
    for english in ("Security Key", "Email Address", "Sign Out", "Authenticator app"):
        assert english not in page
    assert "onclick" not in page
    assert "style=" not in page


def test_a_role_opens_what_is_elsewhere_with_a_second_factor_only() -> None:
    """On a page that is not the team's alone, such as the attestation of a paused signature."""
    animator = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    without = browser_of(animator).get("/").wsgi_request
    with_it = team_browser(animator).get("/").wsgi_request
    reader = team_browser(a_colleague(Role.Kind.COMMITTEE)).get("/").wsgi_request

    assert animates(with_it, "93")
    assert not animates(with_it, "69")
    assert not animates(with_it, None)
    assert not animates(without, "93")
    assert not animates(reader, "93")
    assert not animates(Client().get("/").wsgi_request, "93")


def test_a_second_factor_is_tried_ten_times_in_a_quarter_of_an_hour() -> None:
    """Signing in, by who has read the mailbox; and again where the session is old."""
    user = a_team_member()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    client = browser_of(user)
    page = reverse("mfa_reauthenticate")
    right = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))

    pages = [client.post(page, {"code": "000000"}).content.decode() for _ in range(10)]
    assert all("Ce code n’est pas le bon" in each for each in pages)

    answer = client.post(page, {"code": right})
    assert answer.status_code == 200
    assert "Trop d’essais" in answer.content.decode()
    Counter.objects.all().delete()
    assert client.post(page, {"code": right}).status_code == 302


def test_sixty_tries_of_a_second_factor_are_enough_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    user, other = a_team_member(), a_team_member()
    midnight = time.time() // DAY * DAY
    tried = 0
    for quarter in range(10):
        monkeypatch.setattr(time, "time", lambda now=midnight + 900 * quarter: now)
        tried += sum(may_try_second_factor(user) for _ in range(10))

    assert tried == 60
    assert may_try_second_factor(other)


@pytest.mark.parametrize(
    ("limit", "path", "data"),
    [
        ("PASSKEYS_PER_PLACE", reverse_lazy("mfa_login_webauthn"), {}),
        ("TRIES_PER_NETWORK", reverse_lazy("account_confirm_login_code"), {"code": "000000"}),
    ],
)
def test_one_network_does_not_try_without_end(limit: str, path: str, data: dict[str, str]) -> None:
    client = Client(REMOTE_ADDR="203.0.113.66")
    client.post(reverse("account_login"), {"email": "aminata@example.org"})
    use_up([getattr(limits, limit)], "203.0.113.66")

    assert client.post(path, data).status_code == 429
    client.post(reverse("account_login"), {"email": "aminata@example.org"})
    assert client.post(path, data, REMOTE_ADDR="198.51.100.7").status_code != 429
