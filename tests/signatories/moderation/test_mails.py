"""The mails of this slice name what they are about."""

import pytest

from signatories.moderation import actions, emails
from signatories.outbox.models import Message
from signatories.signatures.actions import send_back
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member, a_user, an_organisation

pytestmark = pytest.mark.django_db


def test_an_exchange_names_who_wrote_the_association_and_its_signature() -> None:
    team, contact = a_team_member(), a_user()
    signature = a_confirmed_signature(organisation=an_organisation(contact=contact))
    Message.objects.all().delete()
    question = actions.ask(signature, by=team, text="Un numéro\u202f?")
    answer = actions.reply(signature, by=contact, text="Bientôt.")

    asked, answered = Message.objects.order_by("created_at")
    for message, exchange, by in ((asked, question, team), (answered, answer, contact)):
        for named in (exchange, by, signature, signature.organisation):
            assert message in Message.objects.about(named)
    assert list(Message.objects.about(question)) == [asked]
    assert list(Message.objects.addressed_to(contact)) == [asked]
    assert list(Message.objects.addressed_to(team)) == [answered]


def test_look_alikes_are_all_named() -> None:
    a_team_member()
    signature, other = a_published_signature(), an_organisation()
    Message.objects.all().delete()

    (message,) = emails.look_alikes(signature, [other])[:1]

    for named in (signature, signature.organisation, other):
        assert message in Message.objects.about(named)


def test_a_change_of_state_names_the_signature_and_the_person_told() -> None:
    contact = a_user()
    signature = a_confirmed_signature(organisation=an_organisation(contact=contact))
    Message.objects.all().delete()

    send_back(signature, by=a_team_member(), reason="Il manque l’adresse.")

    (message,) = Message.objects.all()
    for named in (signature, signature.organisation, contact):
        assert list(Message.objects.about(named)) == [message]
