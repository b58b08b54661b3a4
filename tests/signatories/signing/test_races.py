"""Two at the same moment: each lock is there for one of these."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import Confirmed, confirm, confirm_by_code, confirm_by_link
from signatories.signing.actions.reminders import remind_decisions
from signatories.signing.keys import Check, Purpose
from signatories.signing.models import SigningDraft
from tests.constraints import changed
from tests.factories import a_charter, a_draft, a_waiting_draft, person_answers
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
UNKNOWN = {"qpvs": [], "outside": False, "unknown": True, "qpv_typed": ""}


def test_a_signing_confirmed_twice_makes_one_signature() -> None:
    draft, _ = a_draft()

    answers: list[Any] = side_by_side(*[lambda: confirm(draft)] * 2)

    assert [answer.is_new for answer in answers] == [True, False]
    assert Signature.objects.count() == Organisation.objects.count() == 1
    assert Message.objects.filter(kind="signing.thanks").count() == 1


def test_a_code_and_a_link_at_once_make_one_signature() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    link = keys.give_link(draft, Purpose.CONFIRM_LINK)
    assert link

    answers = side_by_side(lambda: confirm_by_code(draft, typed=code), lambda: confirm_by_link(link))

    assert [isinstance(answer, Confirmed) and answer.is_new for answer in answers] == [True, False]


def test_a_code_no_longer_confirms_an_address_changed_just_then() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    other = person_answers(email="autre@example.org")

    answers = side_by_side(
        lambda: drafting.save_person(draft, answers=other, key=None),
        lambda: confirm_by_code(draft, typed=code),
    )

    assert answers[1] is Check.EXPIRED
    assert not Signature.objects.exists()


def test_a_link_no_longer_confirms_an_address_changed_just_then() -> None:
    draft, _ = a_draft()
    link = keys.give_link(draft, Purpose.CONFIRM_LINK)
    other = person_answers(email="autre@example.org")
    assert link

    answers = side_by_side(
        lambda: drafting.save_person(draft, answers=other, key=None),
        lambda: confirm_by_link(link),
    )

    assert raised(answers) == [ActionRefused]
    assert not Signature.objects.exists()


def test_two_screens_saved_at_once_are_both_kept() -> None:
    """All screens stand in one column: who read it before the other wrote would write that back."""
    draft, _ = a_draft()

    side_by_side(
        lambda: drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers=UNKNOWN),
        lambda: drafting.save_charter(draft, version=a_charter(), publish_name=True),
    )

    draft.refresh_from_db()
    assert draft.answers("neighbourhoods")["unknown"]
    assert draft.answers("charter")["publish_name"]


def test_nothing_is_typed_into_a_signing_just_confirmed() -> None:
    draft, _ = a_draft()

    answers = side_by_side(
        lambda: confirm(draft),
        lambda: drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers=UNKNOWN),
    )

    draft.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert draft.state == SigningDraft.State.CONFIRMED


def test_two_wrong_tries_at_once_are_two() -> None:
    draft, _ = a_draft()
    keys.give_code(draft, Purpose.CONFIRM_CODE)

    side_by_side(*[lambda: keys.try_code(draft, Purpose.CONFIRM_CODE, "faux")] * 2)

    assert draft.secrets.get(purpose=Purpose.CONFIRM_CODE).attempts == 2


def test_a_resume_code_opens_once() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.RESUME_CODE)

    answers = side_by_side(*[lambda: drafting.open_again(draft, typed=code)] * 2)

    assert answers[1] is Check.EXPIRED


def test_a_decision_is_reminded_once() -> None:
    draft, _ = a_waiting_draft()
    changed(draft, updated_at=timezone.now() - timedelta(days=31))

    side_by_side(remind_decisions, remind_decisions)

    assert Message.objects.filter(kind="signing.decision_reminder").count() == 1
