"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import timedelta

import pytest

from signatories.following import actions
from signatories.following.models import Followed
from signatories.outbox.models import Message
from tests.factories import a_message, a_published_signature, an_organisation
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def refresh() -> Scene:
    organisation = a_published_signature().organisation
    return Scene(act=lambda: actions.refresh(organisation.pk))


def begin() -> Scene:
    organisation = an_organisation()
    Followed.objects.all().delete()
    return Scene(act=lambda: actions.begin(organisation))


def hear() -> Scene:
    organisation = a_published_signature().organisation
    at = Followed.objects.get().heard_at
    Followed.objects.update(heard_at=at - timedelta(days=3))
    return Scene(act=lambda: actions.hear(organisation.pk, at=at))


def note_refusal() -> Scene:
    message = a_message(about=[a_published_signature().organisation])
    Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED)
    return Scene(act=lambda: actions.note_refusal(message))


SCENES: Scenes = {"refresh": refresh, "begin": begin, "hear": hear, "note_refusal": note_refusal}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_all_it_must_or_nothing(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
