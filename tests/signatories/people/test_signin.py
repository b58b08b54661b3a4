"""Signing in by an e-mailed code: no password, no hint whether an address is known."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.limits import DAY
from qpv_charter.toolkit.mailboxes import mailbox_of
from signatories.outbox.limits import allowance_of
from signatories.outbox.models import Message
from signatories.people.actions import open_account
from signatories.people.models import User
from tests.asking import use_up
from tests.factories import a_user
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def ask_code(client: Client, email: str, **extra: str) -> str:
    """Ask for a code and return the page that follows."""
    answer = client.post(reverse("account_login"), {"email": email} | extra, follow=True)
    return answer.content.decode()


def mailed_code(email: str) -> str:
    text = Message.objects.filter(to=email, kind="login_code").latest("created_at").text
    found = re.search(r"^\d{6}$", text, re.MULTILINE)
    assert found, text
    return found[0]


def test_a_code_signs_in_and_leads_where_one_was_going(client: Client) -> None:
    user = open_account(email="aminata@example.org", first_name="Aminata", verified=False)
    ask_code(client, "Aminata@Example.org", next="/compte/protection/")
    code = mailed_code("aminata@example.org")

    answer = client.post(reverse("account_confirm_login_code"), {"code": code, "next": "/compte/protection/"})

    assert answer.headers["Location"] == "/compte/protection/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified


def test_an_account_from_the_command_line_signs_in_too(client: Client) -> None:
    User.objects.create_superuser("Equipe@example.org")
    ask_code(client, "equipe@example.org")

    client.post(reverse("account_confirm_login_code"), {"code": mailed_code("equipe@example.org")})

    assert "_auth_user_id" in client.session


def test_the_mail_is_secret_and_its_subject_holds_no_code(client: Client) -> None:
    open_account(email="aminata@example.org", verified=True)
    ask_code(client, "aminata@example.org")

    message = Message.objects.get()

    assert message.secret
    assert message.subject == "Votre code pour vous connecter"
    assert mailed_code("aminata@example.org") in message.text


def test_known_and_unknown_addresses_get_the_same_page() -> None:
    open_account(email="connue@example.org", verified=True)

    known = ask_code(Client(), "connue@example.org")
    unknown = ask_code(Client(), "inconnue@example.org")

    def neutral(page: str) -> str:
        return re.sub(r'value="[^"]{64}"', "", page.replace("inconnue@", "connue@"))

    assert neutral(known) == neutral(unknown)
    assert Message.objects.get(to="inconnue@example.org").kind == "unknown_account"


def test_a_closed_account_is_treated_as_unknown(client: Client) -> None:
    user = open_account(email="partie@example.org", verified=True)
    User.objects.filter(pk=user.pk).update(is_active=False)

    ask_code(client, "partie@example.org")

    assert [message.kind for message in Message.objects.all()] == ["unknown_account"]


def test_a_wrong_code_says_so_and_five_close_the_door(client: Client) -> None:
    open_account(email="aminata@example.org", verified=True)
    ask_code(client, "aminata@example.org")

    first = client.post(reverse("account_confirm_login_code"), {"code": "000000"})
    for _ in range(4):
        last = client.post(reverse("account_confirm_login_code"), {"code": "000000"})

    assert "Ce code n’est pas le bon" in first.content.decode()
    assert last.headers["Location"] == reverse("account_request_login_code")
    after = client.post(reverse("account_confirm_login_code"), {"code": mailed_code("aminata@example.org")})
    assert after.status_code == 302
    assert "_auth_user_id" not in client.session


def test_tries_are_counted_beside_the_session_which_requests_sent_together_outrun() -> None:
    """Five tries for one code, whatever a copied session says of them."""
    open_account(email="aminata@example.org", verified=True)
    client = Client()
    ask_code(client, "aminata@example.org")
    asked = {**client.session}
    for _ in range(5):
        client.post(reverse("account_confirm_login_code"), {"code": "000000"})
        as_before = client.session
        as_before.update(asked)
        as_before.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(as_before.session_key)

    answer = client.post(reverse("account_confirm_login_code"), {"code": mailed_code("aminata@example.org")})

    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_wrong_tries_of_a_stranger_do_not_stop_the_owner() -> None:
    open_account(email="aminata@example.org", verified=True)
    for _ in range(5):
        stranger = Client(REMOTE_ADDR="203.0.113.66")
        ask_code(stranger, "aminata@example.org")
        for _ in range(6):
            stranger.post(reverse("account_confirm_login_code"), {"code": "000000"})
    client = Client(REMOTE_ADDR="198.51.100.7")
    ask_code(client, "aminata@example.org")

    client.post(reverse("account_confirm_login_code"), {"code": mailed_code("aminata@example.org")})

    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_does_not_lock_the_owner_out_but_does_not_flood_her_either(
    monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    """All day long, from one network; an address that nobody has is answered alike."""
    if known:
        open_account(email="aminata@example.org", verified=True)
    midnight = time.time() // DAY * DAY
    for quarter in range(40):
        monkeypatch.setattr(time, "time", lambda now=midnight + 900 * quarter: now)
        pages = [ask_code(Client(REMOTE_ADDR="203.0.113.66"), "aminata@example.org") for _ in range(3)]
    mails = Message.objects.filter(to="aminata@example.org")

    assert "Trop d’essais" in pages[-1]
    assert mails.count() == 12
    ask_code(Client(REMOTE_ADDR="198.51.100.7"), "aminata@example.org")
    assert mails.count() == 13


def test_an_address_receives_no_more_than_forty_codes_a_day_from_all_networks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    midnight = time.time() // DAY * DAY
    for quarter in range(20):
        monkeypatch.setattr(time, "time", lambda now=midnight + 900 * quarter: now)
        for network in range(5):
            ask_code(Client(REMOTE_ADDR=f"203.0.113.{network}"), f"vic.time+{quarter}@example.org")

    assert Message.objects.filter(to__startswith="vic.time").count() == 40


def test_another_code_is_sent_within_the_same_limits(client: Client) -> None:
    open_account(email="aminata@example.org", verified=True)
    ask_code(client, "aminata@example.org")
    use_up(allowance_of("login_code").to, mailbox_of("aminata@example.org"))

    page = client.post(reverse("account_confirm_login_code"), {"action": "resend"}, follow=True).content.decode()

    assert "Trop d’essais" in page
    assert Message.objects.count() == 1
    client.post(reverse("account_confirm_login_code"), {"code": mailed_code("aminata@example.org")})
    assert "_auth_user_id" in client.session


def test_codes_asked_for_one_address_do_not_stop_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = time.time() // DAY * DAY  # all within the same minutes
    monkeypatch.setattr(time, "time", lambda: midnight)
    for _ in range(6):
        page = ask_code(Client(), "bloquee@example.org")
    assert "Trop d’essais" in page

    for number in range(20):
        ask_code(Client(), f"salle{number}@example.org")

    assert Message.objects.filter(to__startswith="salle").count() == 20


def test_coming_back_to_the_first_page_starts_again(client: Client) -> None:
    ask_code(client, "mal.ecrite@example.org")

    page = client.get(reverse("account_login"))

    assert "Recevoir un code" in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "x" * 10_000, "a\x00b@example.org", "<b>@example.org", "=cmd@", "😀@example.org"]
)
def test_odd_addresses_are_refused_in_french(client: Client, typed: str) -> None:
    answer = client.post(reverse("account_login"), {"email": typed})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Erreur" in page
    assert not Message.objects.exists()
    assert "Enter a valid" not in page


@pytest.mark.parametrize(
    "path", ["/compte/signup/", "/compte/password/reset/", "/compte/password/change/", "/compte/login/"]
)
def test_no_password_page_exists(client: Client, path: str) -> None:
    assert browser_of(a_user()).get(path).status_code == 404


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post(reverse("account_signup"), {"email": "nouvelle@example.org"})

    assert "On ne s’inscrit pas" in answer.content.decode()
    assert not User.objects.exists()


def test_signing_out_takes_a_button() -> None:
    client = browser_of(a_user())

    assert "Me déconnecter" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_an_address_is_changed_once_the_new_one_is_confirmed() -> None:
    user = open_account(email="ancienne@example.org", verified=True)
    client = browser_of(user)
    client.post(reverse("account_email"), {"email": "nouvelle@example.org", "action_add": "1"})
    message = Message.objects.get(to="nouvelle@example.org")
    code = re.search(r"^\d{6}$", message.text, re.MULTILINE)
    assert code

    client.post(reverse("account_email_verification_sent"), {"code": code[0]})

    user.refresh_from_db()
    assert user.email == "nouvelle@example.org"
    assert "ancienne@example.org" in Message.objects.get(kind="email_changed").text


def test_changing_ones_address_again_and_again_stops() -> None:
    """To one victim, then to many: nobody is written to in vain."""
    client = browser_of(open_account(email="ancienne@example.org", verified=True))
    pages = [change_address(client, "victime@example.org") for _ in range(12)]

    assert "réessayez demain" in pages[-1].lower()
    assert Message.objects.filter(to="victime@example.org").count() == 5
    for number in range(12):
        change_address(client, f"victime{number}@example.org")
    assert Message.objects.count() == 10
    other = browser_of(open_account(email="autre@example.org", verified=True))
    change_address(other, "victime@example.org")
    assert Message.objects.filter(to="victime@example.org").count() == 6


def change_address(client: Client, email: str) -> str:
    data = {"email": email, "action_add": "1"}
    return client.post(reverse("account_email"), data, follow=True).content.decode()


def test_codes_of_a_new_address_are_tried_five_times_over_all_browsers() -> None:
    user = open_account(email="ancienne@example.org", verified=True)
    client = browser_of(user)
    client.post(reverse("account_email"), {"email": "victime@example.org", "action_add": "1"})
    asked = {**client.session}
    for _ in range(5):
        client.post(reverse("account_email_verification_sent"), {"code": "000000"})
        as_before = client.session
        as_before.update(asked)
        as_before.save()
    code = re.search(r"^\d{6}$", Message.objects.get(to="victime@example.org").text, re.MULTILINE)
    assert code

    answer = client.post(reverse("account_email_verification_sent"), {"code": code[0]})

    assert answer.status_code == 429
    user.refresh_from_db()
    assert user.email == "ancienne@example.org"


def test_an_account_is_opened_once_whatever_the_case() -> None:
    first = open_account(email="Aminata@Example.org ", first_name="Aminata", verified=False)
    second = open_account(email="aminata@example.org", first_name="Autre", verified=True)

    assert first == second
    assert second.first_name == "Aminata"
    assert EmailAddress.objects.get(user=first).verified
