"""What the outbox says in the team's workspace, and forgets by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qpv_charter.toolkit.retention import forget_all
from signatories.outbox.models import Message, Preference
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINKS, Leaver
from tests.factories import a_message, a_user
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db


def test_mails_that_failed_are_counted() -> None:
    a_message()
    for message in (a_message(), a_message()):
        Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED)

    links = {link.href: link.count for link in WORKSPACE_LINKS.gather(somebody_of_the_team())}

    assert links["/animation/courriels/?etat=failed"] == 2


def test_mails_and_keys_of_over_a_year_are_forgotten_each_day() -> None:
    a_message(to="ana@example.org", kind="signing.reminder", necessary=False)
    long_ago = timezone.now() - timedelta(days=366)
    Message.objects.update(created_at=long_ago, state=Message.State.FAILED)
    Preference.objects.update(written_at=long_ago)

    forget_all()

    assert not Message.objects.exists()
    assert not Preference.objects.exists()


def test_mails_of_somebody_are_forgotten_by_account_and_by_address() -> None:
    person = a_user()
    a_message(to="son.ancienne.adresse@example.org", person=person)
    a_message(to="une.autre@example.org")
    kept = a_message(to="quelqu.un@example.org")

    FORGET_PERSON.gather(Leaver(frozenset([person.email, "une.autre@example.org"]), person=person))

    assert list(Message.objects.all()) == [kept]
