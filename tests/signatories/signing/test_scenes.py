"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signatures.signals import signature_confirmed
from signatories.signing import keys, screens
from signatories.signing.actions import confirming, drafting, reminders
from signatories.signing.keys import Purpose
from signatories.signing.models import SigningDraft
from signatories.signing.signals import signing_confirmed
from tests.constraints import changed
from tests.factories import (
    a_charter,
    a_draft,
    a_team_member,
    a_user,
    a_waiting_draft,
    association_answers,
    person_answers,
)
from tests.scenes import Said, Scene, Scenes, play, play_cut_then_whole

pytestmark = pytest.mark.django_db
NEW = "nouvelle@example.org"


def begin() -> Scene:
    a_charter()
    answers = association_answers(together=True)
    return Scene(act=lambda: drafting.begin(answers))


def save_association() -> Scene:
    draft, _ = a_draft()
    answers = association_answers(name="Autre (exemple)", together=True)
    return Scene(act=lambda: drafting.save_association(draft, answers=answers))


def save_screen() -> Scene:
    draft, _ = a_draft()
    answers = {"qpvs": [], "outside": False, "unknown": True, "qpv_typed": ""}
    return Scene(act=lambda: drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers=answers))


def say_not_a_twin() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.say_not_a_twin(draft))


def save_person() -> Scene:
    draft, _ = a_draft()
    return Scene(
        act=lambda: drafting.save_person(draft, answers=person_answers(email=NEW), key=None),
        mails=(("signing.begun", NEW),),
    )


def save_person_who_waits() -> Scene:
    draft, _ = a_draft()
    answers = person_answers(email=draft.email, decided_by=screens.NOT_YET)
    return Scene(
        act=lambda: drafting.save_person(draft, answers=answers, key=None),
        mails=(("signing.waiting", draft.email),),
    )


def save_person_again() -> Scene:
    draft, _ = a_draft()
    answers = person_answers(email=draft.email)
    return Scene(act=lambda: drafting.save_person(draft, answers=answers, key=None))


def save_decision() -> Scene:
    draft, _ = a_waiting_draft()
    return Scene(act=lambda: drafting.save_decision(draft, answers={"decided_by": "board", "decided_on": ""}))


def save_charter() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.save_charter(draft, version=a_charter(), publish_name=True))


def ask_code() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.ask_code(draft), mails=(("signing.confirm", draft.email),))


def ask_resume_code() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.ask_resume_code(draft), mails=(("signing.resume_code", draft.email),))


def open_again() -> Scene:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.RESUME_CODE)
    return Scene(act=lambda: drafting.open_again(draft, typed=code))


def mail_link() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.mail_link(draft), mails=(("signing.begun", draft.email),))


def mail_links_of() -> Scene:
    a_draft(email=NEW)
    a_waiting_draft(email=NEW)
    return Scene(
        act=lambda: drafting.mail_links_of(NEW.upper()), mails=(("signing.begun", NEW), ("signing.waiting", NEW))
    )


def forget() -> Scene:
    draft, _ = a_draft()
    return Scene(act=lambda: drafting.forget(draft))


def forget_expired() -> Scene:
    draft, _ = a_draft()
    changed(draft, expires_at=timezone.now())
    return Scene(act=drafting.forget_expired)


def remind_decisions() -> Scene:
    draft, _ = a_waiting_draft()
    changed(draft, updated_at=timezone.now() - timedelta(days=31))
    return Scene(act=reminders.remind_decisions, mails=(("signing.decision_reminder", draft.email),))


def try_code() -> Scene:
    draft, _ = a_draft()
    keys.give_code(draft, Purpose.CONFIRM_CODE)
    return Scene(act=lambda: keys.try_code(draft, Purpose.CONFIRM_CODE, "faux"))


def confirming_by(how: str) -> Scene:
    """Whichever the road, an association, its contact and its signature come into being, and two are told."""
    team, signer = a_team_member(), a_user()
    draft, _ = a_draft(email=signer.email)
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    link = keys.give_link(draft, Purpose.CONFIRM_LINK)
    assert link
    roads = {
        "code": lambda: confirming.confirm_by_code(draft, typed=code),
        "link": lambda: confirming.confirm_by_link(link),
        "proof": lambda: confirming.confirm_as_proved(draft, address=draft.email),
        "": lambda: confirming.confirm(draft),
    }
    return Scene(
        act=roads[how],
        events=_confirmed(signer),
        mails=(("signing.thanks", signer.email), ("moderation.signed", team.email)),
        news=(organisation_changed, signature_confirmed, signing_confirmed),
    )


def _confirmed(signer: User) -> tuple[Said, ...]:
    def organisation(_: object) -> Organisation:
        return Signature.objects.get().organisation

    return (
        ("organisation.created", organisation, signer),
        ("contact.added", organisation, signer),
        ("signature.confirmed", lambda _: Signature.objects.get(), signer),
    )


SCENES: Scenes = {
    "begin": begin,
    "save_association": save_association,
    "save_screen": save_screen,
    "say_not_a_twin": say_not_a_twin,
    "save_person": save_person,
    "save_person, who waits": save_person_who_waits,
    "save_person, again": save_person_again,
    "save_decision": save_decision,
    "save_charter": save_charter,
    "ask_code": ask_code,
    "ask_resume_code": ask_resume_code,
    "open_again": open_again,
    "mail_link": mail_link,
    "mail_links_of": mail_links_of,
    "forget": forget,
    "forget_expired": forget_expired,
    "remind_decisions": remind_decisions,
    "try_code": try_code,
    "confirm": lambda: confirming_by(""),
    "confirm_by_code": lambda: confirming_by("code"),
    "confirm_by_link": lambda: confirming_by("link"),
    "confirm_as_proved": lambda: confirming_by("proof"),
}


def test_a_signing_confirmed_twice_tells_nobody_twice() -> None:
    draft, _ = a_draft()
    confirming.confirm(draft)

    play(Scene(act=lambda: confirming.confirm(draft)))

    assert SigningDraft.objects.get().signature is not None


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
