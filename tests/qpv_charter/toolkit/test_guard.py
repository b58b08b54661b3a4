"""Robots are asked to send again; people, forty of them behind one address, are not."""

import time
from typing import Any

import pytest
from django import forms
from django.core import signing
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from qpv_charter.toolkit import guard
from qpv_charter.toolkit.guard import Guarded, read_moment, shown_now
from qpv_charter.toolkit.network import client_network, client_place, network_of
from signatories.organisations.forms import JoinForm
from signatories.organisations.models import JoinRequest
from signatories.outbox.models import Message
from signatories.signing.forms import EmailForm, FirstAssociationForm
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_draft, a_published_signature
from tests.signing import ASSOCIATION

WIFI = "203.0.113.7"


class WordForm(Guarded):
    word = forms.CharField()


class OtherForm(Guarded):
    word = forms.CharField()


@pytest.fixture(autouse=True)
def as_fast_as_people(settings: Settings) -> None:
    settings.FASTEST_FORM = 2.0


def sent(*, ago: float = 60, network: str = WIFI, form: type[Guarded] = WordForm, **more: Any) -> Guarded:
    data = QueryDict(mutable=True)
    data.update({"word": "mot", "moment": shown_now(form, ago=ago)} | more)
    return WordForm(data, network=network)


def test_what_people_send_goes_through_without_the_guard_among_its_answers() -> None:
    form = sent()

    assert form.is_valid()
    assert form.cleaned_data == {"word": "mot"}


def test_the_form_says_when_it_was_shown() -> None:
    form = WordForm()

    shown = read_moment(WordForm, form.initial["moment"])
    assert shown is not None
    assert abs(time.time() - shown) < 5
    assert form.initial["moment"] in form.guard
    assert WordForm(initial={"moment": "gardé"}).initial["moment"] == "gardé"


def test_what_the_caller_gave_is_not_touched() -> None:
    initial = {"word": "mot"}
    WordForm(initial=initial)

    assert initial == {"word": "mot"}


@pytest.mark.parametrize(
    ("suspect", "said"),
    [
        ({"sujet": "Cheap pills"}, guard.TRAPPED),
        ({"ago": 0.5}, guard.TOO_FAST),
        ({"ago": 24 * 3600 + 10}, guard.TOO_OLD),
        ({"ago": -60}, guard.TOO_FAST),
    ],
)
def test_a_likely_robot_is_asked_to_send_again_and_what_it_shows_then_goes_through(
    suspect: dict[str, Any], said: str
) -> None:
    form = sent(**suspect)

    assert form.non_field_errors() == [said]
    assert 'value="mot"' in str(form["word"])

    again = QueryDict(mutable=True)
    again.update({name: form[name].value() for name in form.fields})
    assert WordForm(again, network=WIFI).is_valid()


def test_a_page_may_stay_open_for_a_day() -> None:
    assert sent(ago=24 * 3600 - 60).is_valid()


@pytest.mark.django_db
def test_the_other_errors_come_first_and_spend_nothing() -> None:
    for _ in range(guard.UNSIGNED_PER_NETWORK.times + 5):
        assert list(sent(word="", moment="").errors) == ["word"]
    assert sent(moment="").is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment", ["", "faux", "x" * 10_000, shown_now(OtherForm, ago=60)], ids=["none", "false", "long", "another’s"]
)
def test_what_nobody_was_shown_is_counted_narrowly(moment: str) -> None:
    for _ in range(guard.UNSIGNED_PER_NETWORK.times):
        assert sent(moment=moment).is_valid()

    assert sent(moment=moment).non_field_errors() == [guard.UNSIGNED]
    assert sent(moment=moment, network="198.51.100.1").is_valid()
    assert sent().is_valid()


def test_a_moment_that_is_no_number_is_none() -> None:
    signed = signing.dumps(["pas une heure"], salt=guard._salt(WordForm))
    assert read_moment(WordForm, signed) is None


def test_the_trap_is_out_of_the_way_of_everybody() -> None:
    shown = str(WordForm()["sujet"])

    assert 'class="trap" aria-hidden="true"' in shown
    assert 'tabindex="-1"' in shown
    assert 'autocomplete="off"' in shown
    assert str(WordForm()).count('name="sujet"') == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_home_has_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_whoever_is_given_many_networks_is_one_who_asks() -> None:
    places = {
        client_place(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:2::1", "203.0.113.7")
    }

    assert places == {"2001:db8:1::/48", "2001:db8:2::/48", "203.0.113.7"}


# The forms of today


@pytest.mark.parametrize("form", [FirstAssociationForm, EmailForm, JoinForm])
def test_what_anybody_may_send_is_guarded(form: type[forms.Form]) -> None:
    assert issubclass(form, Guarded)


def browser(number: int = 0) -> Client:
    return Client(REMOTE_ADDR=WIFI, HTTP_USER_AGENT=f"telephone {number}")


def filled(page: str, **answers: str) -> dict[str, str]:
    moment = page.split('name="moment" value="')[1].split('"', maxsplit=1)[0]
    return answers | {"moment": moment, "sujet": ""}


@pytest.mark.django_db
def test_forty_people_of_one_wifi_begin_to_sign(settings: Settings) -> None:
    settings.FASTEST_FORM = 0
    a_charter()
    a_commune()
    address = reverse("signing:first")

    for number in range(40):
        page = browser(number).get(address).content.decode()
        answer = browser(number).post(address, filled(page, **ASSOCIATION | {"name": f"Les Amis {number}"}))
        assert answer.status_code == 302

    assert SigningDraft.objects.count() == 40


@pytest.mark.django_db
def test_a_robot_begins_nothing_and_sees_what_it_typed(settings: Settings) -> None:
    a_charter()
    a_commune()

    answer = browser().post(reverse("signing:first"), ASSOCIATION | {"sujet": "Cheap pills"})

    assert guard.TRAPPED in answer.content.decode()
    assert ASSOCIATION["name"] in answer.content.decode()
    assert not SigningDraft.objects.exists()


@pytest.mark.django_db
def test_looking_in_the_registry_keeps_the_hour_of_the_page() -> None:
    a_charter()
    address = reverse("signing:first")
    answers = filled(browser().get(address).content.decode(), **ASSOCIATION)

    page = browser().post(address, answers | {"chercher": "1"}).content.decode()

    assert filled(page)["moment"] == answers["moment"]


@pytest.mark.django_db
def test_a_robot_mails_no_link() -> None:
    a_draft(email="aminata@example.org")
    Message.objects.all().delete()

    page = (
        browser().post(reverse("signing:resume"), {"email": "aminata@example.org", "sujet": "x"}).content.decode()
    )

    assert guard.TRAPPED in page
    assert 'value="aminata@example.org"' in page
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_robot_asks_to_join_nothing() -> None:
    organisation = a_published_signature().organisation
    address = reverse("joining:ask", args=[organisation.slug])
    person = {"first_name": "Zoé", "last_name": "Diallo", "role": "bénévole", "email": "zoe@example.org"}

    page = browser().post(address, person | {"sujet": "x"}).content.decode()
    assert guard.TRAPPED in page
    assert not JoinRequest.objects.exists()

    assert browser().post(address, filled(page, **person)).status_code == 302
    assert JoinRequest.objects.exists()
