"""Thanks, from the space to the page of a neighbourhood, and back."""

import re

import pytest
from django.test import Client

from engagements.thanks.actions import say, take_back
from engagements.thanks.models import Thanks
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from tests.engagements.thanks.scenes import a_contact, a_thanks
from tests.factories import a_qpv, a_team_member
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def link_of(thanks: Thanks) -> str:
    """What was mailed to whoever said it."""
    text = Message.objects.about(thanks).get().text
    return re.search(r"/agir/merci/\S+", text)[0]  # type: ignore[index]  # it is there


@pytest.mark.django_db(transaction=True)
def test_it_is_said_in_the_space_and_read_on_the_neighbourhoods_page() -> None:
    contact, visitor = a_contact(), Client()
    before = visitor.get("/quartiers/QN09331M/").content.decode()
    space = browser_of(contact.person)

    answer = space.post(
        f"/espace/{contact.organisation.slug}/merci/", {"qpv": a_qpv().pk, "text": "Bravo à la régie"}
    )

    assert answer.status_code == 302
    assert "Bravo à la régie" not in before
    assert "Bravo à la régie" in visitor.get("/quartiers/QN09331M/").content.decode()
    assert "/merci/" in space.get(f"/espace/{contact.organisation.slug}/").content.decode()


def test_the_team_sees_how_many_from_its_workspace() -> None:
    a_thanks()

    assert "Mercis\u202f: 1" in team_browser(a_team_member()).get("/animation/").content.decode()


def test_nobody_says_thanks_in_no_words() -> None:
    with pytest.raises(ActionRefused, match="vide"):
        say(a_qpv(), by=a_contact(), text=" \u200b ")


def test_the_event_names_the_association_and_the_neighbourhood() -> None:
    thanks = a_thanks()

    for one in (thanks.organisation, thanks.qpv):
        assert [event.kind for event in Event.objects.about(one)] == ["thanks.said"]


def test_its_key_opens_it_and_takes_it_back(client: Client) -> None:
    thanks = a_thanks()

    page = client.get(link_of(thanks), follow=True)
    client.post(page.redirect_chain[-1][0])

    thanks.refresh_from_db()
    assert page.redirect_chain[-1][0] == f"/agir/merci/{thanks.pk}/"
    assert thanks.taken_back_at
    assert not Thanks.objects.visible_to(Actor()).exists()


def test_nobody_else_takes_it_back(client: Client) -> None:
    thanks = a_thanks()

    assert client.post(f"/agir/merci/{thanks.pk}/").status_code == 404
    assert client.get("/agir/merci/" + "x" * 43 + "/").status_code == 404


def test_what_is_taken_back_is_taken_back_once() -> None:
    thanks = take_back(a_thanks(), by=Actor())

    with pytest.raises(ActionRefused, match="déjà"):
        take_back(thanks, by=Actor())


@pytest.mark.django_db(transaction=True)
def test_no_mail_leaves_for_what_was_taken_back_meanwhile() -> None:
    thanks = take_back(a_thanks(), by=Actor())

    deliver_due()

    assert Message.objects.about(thanks).get().state == Message.State.CANCELLED
