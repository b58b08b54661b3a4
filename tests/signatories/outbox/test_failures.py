"""What mail servers answer, as `smtplib` tells it: what is tried again, and what the team reads."""

import smtplib
import socket
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from signatories.outbox import delivery, failures
from signatories.outbox.models import Message
from tests.factories import a_message
from tests.signatories.outbox.smtp import BODY, GREETING, HANG_UP, a_mail_server

pytestmark = pytest.mark.django_db
State = Message.State
NOT_LET_IN = "Le serveur de courrier ne nous laisse rien envoyer, son réglage est à revoir\u202f: "


@pytest.fixture(autouse=True)
def real_backend(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as bound:  # bound, and nobody listens
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def after_one_attempt(settings: Settings, replies: dict[str, str]) -> Message:
    message = a_message(to="lea@example.org")
    with a_mail_server(replies) as server:
        settings.EMAIL_PORT = server.port
        delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


@pytest.mark.parametrize(
    ("replies", "error"),
    [
        ({"RCPT": "550 5.1.1 No such user"}, "refuse cette adresse\u202f: 550 5.1.1 No such user"),
        ({"MAIL": "552 5.3.4 Too big"}, "refuse ce message\u202f: 552 5.3.4 Too big"),
        ({"DATA": "554 No valid recipients"}, "refuse ce message\u202f: 554 No valid recipients"),
        ({BODY: "554 5.7.1 Looks like spam"}, "refuse ce message\u202f: 554 5.7.1 Looks like spam"),
    ],
)
def test_a_permanent_refusal_of_a_message_fails_at_once(
    settings: Settings, replies: dict[str, str], error: str
) -> None:
    message = after_one_attempt(settings, replies)

    assert (message.state, message.attempts) == (State.FAILED, 1)
    assert message.error == f"Le serveur de courrier {error}"


@pytest.mark.parametrize(
    ("replies", "error"),
    [
        ({"RCPT": "451 4.7.1 Greylisted"}, "refuse cette adresse pour l’instant\u202f: 451 4.7.1 Greylisted"),
        ({"RCPT": "421 Too busy"}, "refuse cette adresse pour l’instant\u202f: 421 Too busy"),
        ({BODY: "452 4.3.1 Disk full"}, "refuse ce message pour l’instant\u202f: 452 4.3.1 Disk full"),
        ({"MAIL": HANG_UP}, "n’a pas pu être joint\u202f: Connection unexpectedly closed"),
    ],
)
def test_a_temporary_refusal_is_tried_again(settings: Settings, replies: dict[str, str], error: str) -> None:
    message = after_one_attempt(settings, replies)

    assert (message.state, message.attempts) == (State.QUEUED, 1)
    assert message.error == f"Le serveur de courrier {error}"


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ({GREETING: "554 Your network is on a list"}, "554 Your network is on a list"),
        ({"EHLO": "502 No", "HELO": "504 Who are you"}, "504 Who are you"),
        ({"AUTH": "535 5.7.8 Bad credentials"}, "535 5.7.8 Bad credentials"),
        ({"MAIL": "530 5.7.0 Authentication required"}, "530 5.7.0 Authentication required"),
        ({"EHLO": "250 standin"}, "SMTP AUTH extension not supported by server."),
    ],
)
def test_what_is_about_us_waits_for_somebody_to_mend_it(
    settings: Settings, replies: dict[str, str], words: str
) -> None:
    """A password that has changed must not fail all the mail of the day."""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "charte", "secret"

    message = after_one_attempt(settings, {"AUTH": "235 welcome"} | replies)

    assert message.state == State.QUEUED
    assert message.error == f"{NOT_LET_IN}{words}"


def test_a_server_that_is_away_is_tried_again(settings: Settings, closed_port: int) -> None:
    settings.EMAIL_PORT = closed_port
    message = a_message()

    delivery.deliver(message.pk)

    message.refresh_from_db()
    assert message.state == State.QUEUED
    assert message.error.startswith("Le serveur de courrier n’a pas pu être joint\u202f: ")
    assert "Connection refused" in message.error


def test_what_is_accepted_has_been_received_whole(settings: Settings) -> None:
    message = a_message(to="lea@example.org")
    with a_mail_server({}) as server:
        settings.EMAIL_PORT = server.port
        assert delivery.deliver(message.pk)

    (received,) = server.received
    assert received["To"] == "lea@example.org"
    assert received["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert message.state == State.SENT


@pytest.mark.parametrize(("code", "is_permanent"), [(499, False), (500, True)])
def test_a_refusal_is_permanent_from_500_up(code: int, is_permanent: bool) -> None:  # noqa: FBT001  # a row
    refusals = [
        smtplib.SMTPDataError(code, b"no"),
        smtplib.SMTPRecipientsRefused({"lea@example.org": (code, b"no")}),
    ]

    assert [failures.read(refusal).is_permanent for refusal in refusals] == [is_permanent, is_permanent]


def test_a_server_s_words_are_one_clean_short_line() -> None:
    words = b"5.1.1 <lea@example.org>\r\n5.1.1 \x00caf\xe9 " + b"x" * 1000

    reason = failures.read(smtplib.SMTPDataError(550, words)).reason

    assert reason.startswith(
        "Le serveur de courrier refuse ce message\u202f: 550 5.1.1 <lea@example.org> 5.1.1 caf"
    )
    assert "\x00" not in reason
    assert len(reason) == 500


def test_any_other_error_names_itself() -> None:
    assert failures.read(ValueError("not a mail")) == failures.Failure(
        "L’envoi n’a pas abouti\u202f: ValueError, not a mail"
    )
