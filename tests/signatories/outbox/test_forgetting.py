"""Messages are found by what they name; forgetting one thing leaves the others alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from signatories.outbox import actions, delivery, families, forgetting
from signatories.outbox.families import family
from signatories.outbox.models import Message, MessageSubject, Preference
from tests.factories import a_message, a_user, an_organisation

pytestmark = pytest.mark.django_db
State = Message.State


def sent(message: Message) -> Message:
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now())
    return message


def seen_again(message: Message) -> Message:
    message.refresh_from_db()
    return message


def test_a_message_is_found_by_each_thing_it_names() -> None:
    organisation, person, other = an_organisation(), a_user(), a_user()
    message = a_message(about=[organisation, person, person, None], person=person)
    a_message(about=[an_organisation(), other])

    for named in (organisation, person):
        assert list(Message.objects.about(named)) == [message]
    assert list(Message.objects.addressed_to(person)) == [message]
    assert not Message.objects.addressed_to(organisation).exists()
    assert message.subjects.count() == 2


def test_an_identifier_of_another_type_names_something_else() -> None:
    organisation = an_organisation()
    message = a_message()
    MessageSubject.objects.create(
        message=message, subject_type="signatories.user", subject_id=str(organisation.pk)
    )

    assert not Message.objects.about(organisation).exists()


def test_no_mail_can_forget_to_say_what_it_is_about() -> None:
    assert "about" in actions.Mail.__required_keys__
    with pytest.raises(KeyError):
        actions.write(to="a@example.org", kind="test", subject="Objet", template="tests/mail", context={})  # type: ignore[call-arg]  # what is tried


def test_forgetting_empties_what_names_it_and_nothing_else() -> None:
    organisation = an_organisation(name="La charte")
    named = sent(
        a_message(to="lea@example.org", subject="La charte signe", about=[organisation], reply_to="a@b.fr")
    )
    Message.objects.filter(pk=named.pk).update(error="<lea@example.org>")
    others = [a_message(subject="La charte a un an", about=[an_organisation()]), a_message(about=())]

    assert forgetting.forget_about(organisation) == 1

    kept = seen_again(named)
    assert (kept.state, kept.to, kept.reason) == (State.SENT, "lea@example.org", "")
    assert (kept.subject, kept.text, kept.html, kept.reply_to, kept.error) == ("Message effacé", "", "", "", "")
    for other in others:
        assert seen_again(other).state == State.QUEUED
        assert other.text != ""


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.FAILED])
def test_what_has_not_left_yet_never_does(state: str) -> None:
    organisation = an_organisation()
    message = a_message(about=[organisation])
    Message.objects.update(state=state, claimed_at=timezone.now() - timedelta(hours=1))

    forgetting.forget_about(organisation)
    delivery.deliver_due()

    assert mail.outbox == []
    assert seen_again(message).state == State.CANCELLED
    assert message.reason == "Ce dont parlait ce message a été effacé."
    assert message.text == ""


def test_a_cancelled_message_keeps_its_own_reason() -> None:
    organisation = an_organisation()
    message = a_message(about=[organisation])
    Message.objects.update(state=State.CANCELLED, reason="Trop tard.")

    forgetting.forget_about(organisation)

    assert seen_again(message).reason == "Trop tard."
    assert message.text == ""


def test_a_message_emptied_while_it_was_being_claimed_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = an_organisation()
    message = a_message(about=[organisation])
    get = Message.objects.filter

    def forget_first(**asked: object) -> object:
        if asked.get("state") == State.SENDING and "attempts" not in asked:
            monkeypatch.undo()
            forgetting.forget_about(organisation)
        return get(**asked)

    monkeypatch.setattr(Message.objects, "filter", forget_first)
    delivery.deliver(message.pk)

    assert mail.outbox == []


def test_a_message_that_left_while_it_was_forgotten_has_left_and_stays_empty() -> None:
    organisation = an_organisation()
    message = a_message(about=[organisation], secret=True, subject="Les Tisserandes vous invitent")
    claimed = delivery._claim(message.pk)
    assert claimed
    forgetting.forget_about(organisation)

    delivery._note_success(claimed)

    assert seen_again(message).state == State.SENT
    assert (message.subject, message.text) == ("Message effacé", "")


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "_words", dict(families._words))
    family("test", words="les nouvelles de l’essai")


@pytest.mark.usefixtures("declared")
def test_a_person_s_own_mails_go_at_whichever_address_and_others_lose_what_names_them() -> None:
    person, colleague = a_user(email="zelie@example.org"), a_user()
    own = [
        a_message(to="Zelie@example.org", necessary=False),
        a_message(to="ancienne.adresse@example.org", person=person),
        a_message(to="zelie@example.org", about=[person]),
    ]
    named = sent(a_message(to=colleague.email, about=[person, colleague], person=colleague))
    answered = a_message(to=colleague.email, reply_to="ZELIE@example.org")
    other = a_message(to=colleague.email, reply_to="lea@example.org", necessary=False)

    forgetting.forget_person(person)

    assert not Message.objects.filter(pk__in=[message.pk for message in own]).exists()
    assert (seen_again(named).to, named.text) == (colleague.email, "")
    assert (seen_again(answered).reply_to, answered.state) == ("", State.QUEUED)
    assert seen_again(other).reply_to == "lea@example.org"
    assert [preference.address for preference in Preference.objects.all()] == [colleague.email]


def test_a_message_over_is_forgotten_after_a_year() -> None:
    over = [a_message() for _ in range(3)]
    for message, state in zip(over, [State.SENT, State.FAILED, State.CANCELLED], strict=True):
        reason = "Trop tard." if state == State.CANCELLED else ""
        Message.objects.filter(pk=message.pk).update(state=state, reason=reason, sent_at=timezone.now())
    waiting = a_message()
    Message.objects.update(created_at=timezone.now() - timedelta(days=366))

    assert forgetting.forget_old() == 3

    assert list(Message.objects.all()) == [waiting]
