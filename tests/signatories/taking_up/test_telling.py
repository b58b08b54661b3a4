"""« Votre association figure parmi les signataires », when somebody says so."""

import re

import pytest
from django.test import Client

from signatories.outbox.delivery import deliver
from signatories.outbox.models import Message
from signatories.signatures.actions import withdraw
from signatories.taking_up import blocks
from tests.factories import a_team_member
from tests.signatories.taking_up.lists import a_line, a_list, entered, published
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
SHARED, OWN = "commune@example.org", "iris@example.org"


def told() -> None:
    lines = [a_line("Rose", email=SHARED), a_line("Lilas", email=SHARED), a_line("Iris", email=OWN), a_line("Nul")]
    taken = published(a_list(*lines))
    while blocks.tell_block(taken):
        pass


def test_an_address_is_written_to_once_and_names_its_associations() -> None:
    told()

    mails = {mail.to: mail for mail in Message.objects.all()}
    assert set(mails) == {SHARED, OWN}
    assert Message.objects.count() == 2
    assert "Rose" in mails[SHARED].text
    assert "Lilas" in mails[SHARED].text
    assert "en juin 2020" in mails[OWN].text
    assert "Rose" not in mails[OWN].text


def test_its_link_leads_to_where_one_corrects_and_becomes_its_contact() -> None:
    told()
    link = re.findall(r"https?://[^/\s]+(/\S+)", Message.objects.get(to=OWN).text)[0]

    page = Client().get(link).content.decode()

    assert "Iris" in page


def test_nobody_is_written_to_before_being_published_nor_twice() -> None:
    taken = entered(a_list(a_line("Rose", email=SHARED)))
    assert blocks.tell_block(taken) == 0
    blocks.publish_block(taken, by=a_team_member())
    assert blocks.tell_block(taken) == 1

    assert blocks.tell_block(taken) == 0
    page = team_browser(a_team_member()).post(f"/animation/reprises/{taken.pk}/prevenir/", follow=True)
    assert "déjà prévenues" in page.content.decode()


def test_who_left_meanwhile_is_not_written_to() -> None:
    taken = published(a_list(a_line("Rose", email=SHARED)))
    blocks.tell_block(taken)
    signature = taken.rows.get().signature
    assert signature
    withdraw(signature, by=a_team_member(), reason="Erreur.", told=False)
    message = Message.objects.get(kind="list_import.listed")

    deliver(message.pk)

    message.refresh_from_db()
    assert message.state == Message.State.CANCELLED
