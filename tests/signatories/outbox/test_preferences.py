"""Mails that are not necessary say how to stop them, and stop."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.links import absolute
from signatories.history.models import Event
from signatories.outbox import actions, delivery, families, forgetting
from signatories.outbox.families import family
from signatories.outbox.models import Message, Preference
from tests.factories import a_message

pytestmark = pytest.mark.django_db
State = Message.State
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "_words", dict(families._words))
    family("test", words="les nouvelles de l’essai")
    family("letter", words="la lettre")


@pytest.fixture
def mail_software() -> Client:
    """Neither cookie nor token, and checks that would refuse a form without."""
    return Client(enforce_csrf_checks=True)


def unnecessary(*, to: str = "lea@example.org", kind: str = "test") -> Message:
    return a_message(to=to, kind=kind, necessary=False)


def a_preference(*, to: str = "lea@example.org") -> Preference:
    unnecessary(to=to)
    return Preference.objects.of(to).get()


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_an_unnecessary_mail_carries_the_way_to_stop_it() -> None:
    preference = a_preference()
    link = absolute(reverse("mail_preferences:stop", args=[preference.key]))

    delivery.deliver_due()

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.message()["List-Unsubscribe"] == f"<{link}>"
    assert sent.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Ne plus recevoir les nouvelles de l’essai\u202f:\n{link}" in sent.body
    assert f'<a href="{link}"' in str(sent.alternatives[0][0])


def test_a_necessary_mail_carries_none() -> None:
    a_message()

    delivery.deliver_due()

    (sent,) = mail.outbox
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & {*sent.message().keys()}
    assert "Ne plus recevoir" not in sent.body
    assert not Preference.objects.exists()


def test_an_address_keeps_one_key_a_family() -> None:
    preference = a_preference()
    Preference.objects.update(written_at=timezone.now() - timedelta(days=300))

    unnecessary(to=" LEA@Example.org")
    unnecessary(kind="letter.weekly")

    assert Preference.objects.count() == 2
    assert len({row.key for row in Preference.objects.all()}) == 2
    kept = Preference.objects.get(family="test")
    assert kept.key == preference.key
    assert kept.written_at > timezone.now() - timedelta(minutes=1)


def test_a_family_that_no_slice_words_cannot_be_written() -> None:
    with pytest.raises(LookupError, match="mystery"):
        unnecessary(kind="mystery.news")

    assert not Message.objects.exists()


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_mail_software_stops_them_in_one_click(mail_software: Client, content_type: str) -> None:
    preference = a_preference()
    body = "List-Unsubscribe=One-Click"
    if content_type.startswith("multipart"):
        body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'

    answer = mail_software.post(preference.get_absolute_url(), body, content_type=content_type)

    assert answer.status_code == 200  # a redirection would not be followed
    preference.refresh_from_db()
    assert preference.refused_at is not None
    assert Event.objects.about(preference).get().kind == "mail.refused"


def test_opening_the_page_changes_nothing() -> None:
    """Scanners of mail open every link."""
    preference = a_preference()

    answer = Client().get(preference.get_absolute_url())
    Client().head(preference.get_absolute_url())

    assert "Vous recevez les nouvelles de l’essai" in answer.content.decode()
    assert "lea@example.org" not in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    preference.refresh_from_db()
    assert preference.refused_at is None


def test_what_was_refused_is_cancelled_even_if_it_was_written_before() -> None:
    before = unnecessary()
    actions.refuse(Preference.objects.get())
    after = unnecessary()

    assert delivery.deliver_due() == 0

    assert (state_of(before), state_of(after)) == (State.CANCELLED, State.CANCELLED)
    assert after.reason == "Cette adresse ne veut plus recevoir les nouvelles de l’essai."


def test_a_refusal_stops_nothing_else() -> None:
    actions.refuse(a_preference())
    others = [
        unnecessary(to="zoe@example.org"),
        unnecessary(kind="letter.weekly"),
        a_message(to="lea@example.org"),
    ]

    delivery.deliver_due()

    assert [state_of(message) for message in others] == [State.SENT, State.SENT, State.SENT]


def test_the_same_page_takes_it_back() -> None:
    preference = actions.refuse(a_preference())
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(preference.get_absolute_url())
    assert "Nous n’enverrons plus les nouvelles de l’essai" in page.content.decode()
    again = reverse("mail_preferences:resume", args=[preference.key])

    assert browser.post(again).status_code == 403
    assert browser.get(again).status_code == 405
    token = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    back = browser.post(again, token, follow=True)

    assert "Vous recevez les nouvelles de l’essai" in back.content.decode()
    preference.refresh_from_db()
    assert preference.refused_at is None
    assert delivery.deliver(unnecessary().pk)


@pytest.mark.parametrize("name", ["stop", "resume"])
def test_another_key_opens_nothing(name: str) -> None:
    a_preference()
    address = reverse(f"mail_preferences:{name}", args=["x" * 43])

    assert Client().post(address, ONE_CLICK).status_code == 404
    assert not Preference.objects.exclude(refused_at=None).exists()


def test_saying_it_twice_is_saying_it_once() -> None:
    preference = actions.want_again(a_preference())
    first = actions.refuse(preference).refused_at
    assert actions.refuse(preference).refused_at == first
    actions.want_again(preference)
    actions.want_again(preference)

    kinds = Event.objects.about(preference).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["mail.refused", "mail.wanted_again"]


def test_a_key_nobody_used_goes_a_year_after_the_last_mail_and_a_refusal_stays() -> None:
    refused = actions.refuse(a_preference())
    recent = a_preference(to="zoe@example.org")
    old = a_preference(to="ana@example.org")
    year_ago = timezone.now() - timedelta(days=366)
    Preference.objects.filter(pk__in=[refused.pk, old.pk]).update(written_at=year_ago)

    forgetting.forget_unused_preferences()

    assert {*Preference.objects.all()} == {refused, recent}
