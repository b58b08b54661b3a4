"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest
from django.utils import timezone

from signatories.people.queries import team_addresses
from signatories.signatures import signals
from signatories.signatures.models import Status
from signatories.stepping_back import actions
from signatories.stepping_back.models import DONE_WITHIN, StepBack
from tests.factories import a_published_signature
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.stepping_back.scenes import Kind, a_step_back, contact_of, the_team

pytestmark = pytest.mark.django_db


def ask() -> Scene:
    signature = a_published_signature()
    contact = contact_of(signature)
    return Scene(
        act=lambda: actions.ask(signature, by=contact, kind=Kind.PAUSE),
        events=(("step_back.asked", signature, contact.person),),
        mails=(
            ("stepping_back.asked", contact.person.email),
            *(("stepping_back.asked_of_team", address) for address in team_addresses()),
        ),
    )


def take_back() -> Scene:
    step = a_step_back()
    contact = contact_of(step.signature)
    return Scene(
        act=lambda: actions.take_back(step, by=contact),
        events=(("step_back.taken_back", step.signature, contact.person),),
        mails=(("stepping_back.taken_back", contact.person.email),),
    )


def settle(kind: StepBack.Kind) -> Scene:
    step, team = a_step_back(kind=kind), the_team()
    became = "paused" if kind == Kind.PAUSE else "withdrawn"
    return Scene(
        act=lambda: actions.settle(step, by=team, text="Merci, et à bientôt."),
        events=((f"signature.{became}", step.signature, team.person),),
        mails=((f"signature.{became}", step.asked_by.email),),
        news=(signals.signature_paused if kind == Kind.PAUSE else signals.signature_withdrawn,),
    )


def settle_due() -> Scene:
    step = a_step_back(kind=Kind.WITHDRAWAL)
    StepBack.objects.update(asked_at=timezone.now() - DONE_WITHIN)
    return Scene(
        act=actions.settle_due,
        events=(("signature.withdrawn", step.signature, step.asked_by),),
        mails=(("signature.withdrawn", step.asked_by.email),),
        news=(signals.signature_withdrawn,),
    )


def close_for() -> Scene:
    step = a_step_back()
    step.signature.status = Status.PAUSED
    return Scene(act=lambda: actions.close_for(step.signature))


SCENES: Scenes = {
    "ask": ask,
    "take_back": take_back,
    "settle": lambda: settle(Kind.PAUSE),
    "settle, a withdrawal": lambda: settle(Kind.WITHDRAWAL),
    "settle_due": settle_due,
    "close_for": close_for,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
