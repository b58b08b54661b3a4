"""What each action leaves behind, and that it leaves nothing when it fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from signatories.outbox import actions
from signatories.outbox.actions import Mail, refuse, retry, want_again
from signatories.outbox.forgetting import forget_about, forget_address, forget_person, forget_sent_about
from signatories.outbox.models import Message, Preference
from signatories.people.audiences import member
from tests.constraints import changed
from tests.factories import a_message, a_team_member, a_user, an_organisation
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def write() -> Scene:
    return Scene(act=lambda: a_message(to="nora@example.org"), mails=(("test", "nora@example.org"),))


def write_each() -> Scene:
    """Twice to the same mailbox is once."""
    to = ["nora@example.org", "ana@example.org", "nora@example.org"]
    mail: Mail = {"kind": "test", "subject": "Objet", "template": "tests/mail", "context": {}, "about": ()}
    return Scene(
        act=lambda: actions.write_each(to=to, **mail),
        mails=(("test", "nora@example.org"), ("test", "ana@example.org")),
    )


def retrying() -> Scene:
    message, team = a_message(), a_team_member()
    changed(message, state=Message.State.FAILED)
    return Scene(act=lambda: retry(message, by=team), events=(("message.retried", message, team),))


def a_preference(**values: Any) -> Preference:
    return Preference.objects.create(address="nora@example.org", family="letter", **values)


def writing_a_paragraph() -> Scene:
    by = member(a_team_member())
    return Scene(
        act=lambda: actions.write_paragraph("signing.thanks", by=by, text="Merci (exemple).", revision=0),
        events=(("mail.paragraph_written", None, by.person),),
    )


def refusing() -> Scene:
    preference = a_preference()
    return Scene(act=lambda: refuse(preference), events=(("mail.refused", preference, None),))


def wanting_again() -> Scene:
    preference = a_preference(refused_at=timezone.now())
    return Scene(act=lambda: want_again(preference), events=(("mail.wanted_again", preference, None),))


def forgetting_an_association(forget: Callable[[Model], object]) -> Scene:
    organisation = an_organisation()
    a_message(about=[organisation])
    a_message(about=[organisation], to=organisation.memberships.get().user.email)
    return Scene(act=lambda: forget(organisation))


def forgetting_a_person() -> Scene:
    person = a_user(email="zelie@example.org")
    a_message(to="zelie@example.org", about=[person])
    a_message(about=[person], reply_to="zelie@example.org")
    return Scene(act=lambda: forget_person(person))


def forgetting_an_address() -> Scene:
    a_message(to="zelie@example.org")
    a_message(reply_to="zelie@example.org")
    return Scene(act=lambda: forget_address("zelie@example.org"))


SCENES: Scenes = {
    "write": write,
    "write_each": write_each,
    "retry": retrying,
    "write_paragraph": writing_a_paragraph,
    "refuse": refusing,
    "want_again": wanting_again,
    "forget_about": lambda: forgetting_an_association(forget_about),
    "forget_sent_about": lambda: forgetting_an_association(forget_sent_about),
    "forget_person": forgetting_a_person,
    "forget_address": forgetting_an_address,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
