"""The admin reads; it changes nothing that has an action, and shows no confidential mail."""

import pytest
from django.urls import reverse

from signatories.outbox.models import Message
from tests.factories import a_message, a_published_signature, a_team_member
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "model", ["signature", "registerentry", "registeranchor", "exchange", "directoryentry", "message"]
)
def test_every_list_opens_and_offers_no_change(model: str) -> None:
    signature = a_published_signature()
    a_message()
    signature.exchanges.create(kind="note", text="Note entre nous.")
    client = team_browser(a_team_member())

    listed = client.get(reverse(f"admin:signatories_{model}_changelist"))

    assert listed.status_code == 200
    assert client.get(reverse(f"admin:signatories_{model}_add")).status_code == 403


def test_a_confidential_mail_keeps_its_words() -> None:
    client = team_browser(a_team_member())
    secret, plain = a_message(secret=True), a_message()

    def shown(message: Message) -> str:
        return client.get(reverse("admin:signatories_message_change", args=[message.pk])).content.decode()

    assert "123 456" not in shown(secret)
    assert "123 456" in shown(plain)
