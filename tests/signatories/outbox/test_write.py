import pytest
from django.core import mail
from django.db import transaction

from qpv_charter.toolkit.links import absolute
from signatories.outbox import actions
from signatories.outbox.models import Message
from tests.factories import a_message

pytestmark = pytest.mark.django_db


def test_a_mail_is_written_not_sent() -> None:
    message = a_message(to="lea@example.org")
    assert message.state == Message.State.QUEUED
    assert message.to == "lea@example.org"
    assert mail.outbox == []


def test_the_text_is_plain_and_the_html_is_made_from_it() -> None:
    message = a_message()
    assert "Les Amis & voisins (exemple)" in message.text
    assert "Les Amis &amp; voisins (exemple)" in message.html
    assert f'<a href="{absolute("/espace/")}"' in message.html
    assert absolute("/espace/") in message.text
    assert message.text.rstrip().endswith(absolute("/contact/"))


def test_what_people_typed_stays_text_in_the_html() -> None:
    message = actions.write(
        kind="test",
        to="lea@example.org",
        subject="Bonjour",
        template="tests/mail",
        context={"code": "<b>1</b>", "name": "<script>alert(1)</script>", "link": "https://evil.example/x"},
        about=(),
    )
    assert "<script>" not in message.html
    assert "&lt;b&gt;1&lt;/b&gt;" in message.html
    assert 'href="https://evil.example' not in message.html  # a name must not bring a foreign link


@pytest.mark.parametrize("subject", ["Objet\r\nBcc: tous@example.org", "x" * 10_000, "Ob\x00jet"])
def test_a_subject_is_one_clean_short_line(subject: str) -> None:
    message = a_message(subject=subject)
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert "\x00" not in message.subject
    assert len(message.subject) <= 300


def _write_then_fail() -> None:
    with transaction.atomic():
        a_message()
        raise RuntimeError


def test_a_mail_disappears_with_the_transaction_that_wrote_it() -> None:
    with pytest.raises(RuntimeError):
        _write_then_fail()
    assert not Message.objects.exists()
