"""Keys of any slice, tried with those of invitations: what is kept of them, and the cookie that one becomes."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from qpv_charter.toolkit import keys
from qpv_charter.toolkit.templatetags.toolkit import key_field
from signatories.organisations.actions import invite
from signatories.organisations.models import Invitation, InvitationKey
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db
HERE = "/la/12/"


def an_invitation() -> Invitation:
    contact = a_user()
    return invite(an_organisation(contact=contact), by=contact, email="deux@example.org")


def a_key(*, target: Invitation | None = None, days: float = 1, **fields: Any) -> InvitationKey:
    until = timezone.now() + timedelta(days=days)
    return InvitationKey.objects.issue(target=target or an_invitation(), expires_at=until, **fields)


def entered(key: InvitationKey, *, at: str = "") -> HttpResponse:
    return keys.hand_over(RequestFactory().get(f"/la/{key.clear}/"), key, to=HERE, at=at)


def cookie_of(response: HttpResponse) -> tuple[str, str]:
    ((name, morsel),) = response.cookies.items()
    return name, morsel.value


def asking(**cookies: str) -> HttpRequest:
    request = RequestFactory().get(HERE)
    request.COOKIES.update(cookies)
    return request


def held(request: HttpRequest, target: Invitation, *, purpose: str = keys.OPEN) -> InvitationKey | None:
    return keys.held(request, InvitationKey.objects.all(), target=target.pk, purpose=purpose)


# What is kept


def test_nothing_of_a_key_is_kept_in_clear() -> None:
    key = a_key()

    kept = InvitationKey.objects.get(pk=key.pk)
    assert re.fullmatch(keys.SHAPE, key.clear)
    assert len(key.clear) == keys.LENGTH
    assert kept.digest == keys.digest_of(key.clear) != key.clear
    assert kept.clear == ""
    assert key.clear not in str(kept)
    assert len({a_key(target=key.target).clear for _ in range(5)}) == 5


def test_a_key_is_found_by_itself_and_for_its_purpose() -> None:
    key = a_key(purpose="read")
    a_key(target=key.target)

    assert InvitationKey.objects.found(key.clear, purpose="read") == key
    assert InvitationKey.objects.found(key.clear) is None
    assert InvitationKey.objects.found(key.clear.swapcase(), purpose="read") is None
    assert InvitationKey.objects.found("", purpose="read") is None


@pytest.mark.parametrize("ended", ["used_at", "revoked_at", "expires_at"])
def test_a_key_is_usable_until_used_revoked_or_expired(ended: str) -> None:
    key = a_key()
    assert key.is_usable
    assert InvitationKey.objects.usable().filter(pk=key.pk).exists()

    setattr(key, ended, timezone.now())
    key.save()

    assert not InvitationKey.objects.get(pk=key.pk).is_usable
    assert not InvitationKey.objects.usable().filter(pk=key.pk).exists()


def test_revoking_ends_what_was_not_ended_yet() -> None:
    invitation = an_invitation()
    invitation.keys.all().delete()
    used = a_key(target=invitation, used_at=timezone.now())
    key = a_key(target=invitation)
    other = a_key()

    assert InvitationKey.objects.filter(target=invitation).revoke() == 1
    assert InvitationKey.objects.filter(target=invitation).revoke() == 0

    for each in (used, key, other):
        each.refresh_from_db()
    assert key.revoked_at
    assert not used.revoked_at
    assert other.is_usable


# The cookie


def test_a_keys_address_becomes_a_cookie_for_its_object_alone() -> None:
    key = a_key()

    response = entered(key)

    name, value = cookie_of(response)
    morsel = response.cookies[name]
    assert (response.status_code, response["Location"]) == (302, HERE)
    assert str(key.target_id) in name
    assert (morsel["path"], morsel["httponly"], morsel["samesite"]) == (HERE, True, "Lax")
    assert (morsel["max-age"], morsel["expires"], morsel["domain"]) == ("", "", "")
    assert response["Referrer-Policy"] == "no-referrer"
    assert key.clear not in f"{response.headers}{value}"
    assert key.digest not in value


def test_a_cookie_is_for_every_page_of_its_object_and_stays_where_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InvitationKey, "stays", True)

    response = entered(a_key(), at="/la/")

    morsel = response.cookies[cookie_of(response)[0]]
    assert response["Location"] == HERE
    assert (morsel["path"], morsel["max-age"]) == ("/la/", 2 * 3600)


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_as_secure_as_the_session(settings: Settings, secure: bool) -> None:  # noqa: FBT001  # a case
    settings.SESSION_COOKIE_SECURE = secure

    response = entered(a_key())

    assert bool(response.cookies[cookie_of(response)[0]]["secure"]) is secure


def test_a_form_sent_to_a_keys_address_is_sent_again_whole() -> None:
    key = a_key()

    response = keys.hand_over(RequestFactory().post(f"/la/{key.clear}/", {"name": "x"}), key, to=HERE)

    assert response.status_code == 307
    assert cookie_of(response)[1]
    assert "Referrer-Policy" not in response  # without a referrer it would have no origin either


def test_the_cookie_opens_its_object() -> None:
    key = a_key()
    name, value = cookie_of(entered(key))

    assert held(asking(**{name: value}), key.target) == key
    assert held(asking(), key.target) is None


def test_two_objects_are_open_side_by_side() -> None:
    mine, yours = a_key(), a_key()
    both = dict([cookie_of(entered(mine)), cookie_of(entered(yours))])

    assert held(asking(**both), mine.target) == mine
    assert held(asking(**both), yours.target) == yours


def test_the_cookie_of_one_object_or_purpose_opens_no_other() -> None:
    mine, yours = a_key(), a_key(purpose="read")
    _, value = cookie_of(entered(mine))

    for target, purpose in [(yours.target, keys.OPEN), (yours.target, "read"), (mine.target, "read")]:
        name = keys.cookie_name(InvitationKey, target.pk, purpose)
        assert held(asking(**{name: value}), target, purpose=purpose) is None


def test_a_sealed_key_that_went_to_another_object_opens_nothing() -> None:
    key, other = a_key(), an_invitation()
    name, value = cookie_of(entered(key))
    InvitationKey.objects.filter(pk=key.pk).update(target=other)

    assert held(asking(**{name: value}), key.target) is None


def test_a_sealed_key_that_changed_its_purpose_opens_nothing() -> None:
    key = a_key()
    name, value = cookie_of(entered(key))
    InvitationKey.objects.filter(pk=key.pk).update(purpose="read")

    assert held(asking(**{name: value}), key.target) is None


@pytest.mark.parametrize(
    "spoil", [lambda v: v[:-1], lambda v: f"1{v}", lambda _: "", lambda _: "1", lambda v: v * 2]
)
def test_a_cookie_tampered_with_opens_nothing(spoil: Any) -> None:
    key = a_key()
    name, value = cookie_of(entered(key))

    assert held(asking(**{name: spoil(value)}), key.target) is None


def test_a_cookie_lives_two_hours_even_where_the_browser_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    key = a_key()
    name, value = cookie_of(entered(key))
    now = time.time()

    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 2 * 3600 - 5)
    assert held(asking(**{name: value}), key.target) == key
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 2 * 3600 + 5)
    assert held(asking(**{name: value}), key.target) is None


def test_a_cookie_played_again_follows_its_key() -> None:
    key = a_key()
    name, value = cookie_of(entered(key))

    InvitationKey.objects.filter(pk=key.pk).revoke()
    dead = held(asking(**{name: value}), key.target)
    assert dead is not None
    assert not dead.is_usable
    key.delete()
    assert held(asking(**{name: value}), key.target) is None


# Cookies lost since the page was shown


def test_a_form_holds_what_its_lost_cookie_held() -> None:
    key = a_key()
    sent = RequestFactory().post(HERE, {keys.FIELD: key.seal})

    assert held(sent, key.target) == key
    assert held(sent, an_invitation()) is None


def test_an_address_holds_nothing() -> None:
    key = a_key()

    assert held(RequestFactory().get(HERE, {keys.FIELD: key.seal}), key.target) is None
    assert held(RequestFactory().post(f"{HERE}?{keys.FIELD}={key.seal}"), key.target) is None


def test_a_stale_cookie_does_not_hide_what_the_form_holds() -> None:
    gone = a_key()
    key = a_key(target=gone.target)
    name, value = cookie_of(entered(gone))
    gone.delete()
    sent = RequestFactory().post(HERE, {keys.FIELD: key.seal})
    sent.COOKIES[name] = value

    assert held(sent, key.target) == key


def test_a_lost_cookie_is_handed_over_again_and_no_other() -> None:
    key = a_key()
    name, value = cookie_of(entered(key))
    for cookies, again in [({}, True), ({name: "spoilt"}, True), ({name: value}, False)]:
        response = HttpResponse()

        keys.keep_cookie(asking(**cookies), response, key, at=HERE)

        assert bool(response.cookies) is again
    keys.keep_cookie(asking(), response, key, at=HERE)
    assert response.cookies[name]["path"] == HERE


def test_a_form_holds_a_key_in_a_field_of_its_own() -> None:
    key = a_key()

    assert key_field(key) == f'<input type="hidden" name="{keys.FIELD}" value="{key.seal}">'
