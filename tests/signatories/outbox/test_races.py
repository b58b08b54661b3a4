"""Two at the same moment: each lock is there for one of these."""

import pytest
from django.db.models import F

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.models import Counter
from signatories.history.models import Event
from signatories.outbox import delivery, families
from signatories.outbox.actions import Mail, refuse, retry, want_again, write, write_each
from signatories.outbox.limits import TooManyMails, allowance_of
from signatories.outbox.models import Message, Preference
from tests.constraints import changed
from tests.factories import a_message, a_team_member
from tests.races import raised, side_by_side


@pytest.mark.django_db(transaction=True)
def test_a_message_is_tried_again_once() -> None:
    message, team = a_message(), a_team_member()
    changed(message, state=Message.State.FAILED)

    answers = side_by_side(*[lambda: retry(message, by=team)] * 2)

    assert raised(answers) == [ActionRefused]


@pytest.fixture
def preference(monkeypatch: pytest.MonkeyPatch) -> Preference:
    monkeypatch.setattr(families, "_words", dict(families._words))
    families.family("test", words="les nouvelles de l’essai")
    return Preference.objects.create(address="nora@example.org", family="test")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_refuse_once(preference: Preference) -> None:
    side_by_side(*[lambda: refuse(preference)] * 2)

    assert Event.objects.about(preference).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_take_it_back_once(preference: Preference) -> None:
    refuse(preference)

    side_by_side(*[lambda: want_again(preference)] * 2)

    assert Event.objects.about(preference).filter(kind="mail.wanted_again").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_mails_at_once_share_one_key(preference: Preference) -> None:
    preference.delete()

    answers = side_by_side(*[lambda: a_message(to="nora@example.org", necessary=False)] * 2)

    assert raised(answers) == []
    assert Preference.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_message_once() -> None:
    message = a_message()
    Message.objects.update(state=Message.State.QUEUED)

    answers = side_by_side(*[lambda: delivery.deliver(message.pk)] * 2)

    assert sorted(answers, key=bool) == [False, True]
    assert Message.objects.get().attempts == 1


MAIL: Mail = {"kind": "login_code", "subject": "Objet", "template": "tests/mail", "context": {}, "about": ()}


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_do_not_both_write_the_last_mail_of_a_mailbox() -> None:
    to = "nora@example.org"
    for limit in allowance_of("login_code").to:
        while limit.spend(to):
            pass
    Counter.objects.update(uses=F("uses") - 1)

    answers = side_by_side(*[lambda: write(to=to, **MAIL)] * 2)

    assert raised(answers) == [TooManyMails]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_write_to_the_same_people_never_wait_for_each_other() -> None:
    people = ["nora@example.org", "ana@example.org", "zoe@example.org"]

    answers = side_by_side(
        lambda: write_each(to=people, **MAIL), lambda: write_each(to=[*reversed(people)], **MAIL)
    )

    assert raised(answers) == []
    for written in answers:
        assert isinstance(written, list)
        assert [message.to for message in written] == sorted(
            people
        )  # each locks the same counts in the same order
