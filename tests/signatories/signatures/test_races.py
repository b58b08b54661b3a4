"""Two at the same moment: each lock is there for one of these."""

from collections.abc import Callable
from functools import partial

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.models import Message
from signatories.signatures import actions
from signatories.signatures.models import Mandate, RegisterAnchor, Signature, Status
from signatories.signatures.register import drop_anchor
from signatories.signatures.verification import verify
from tests.constraints import changed
from tests.factories import (
    a_confirmed_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    mandate_facts,
)
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Une raison."
NOBODY = actions.MandateFacts(signer_name="Personne", signer_role="", decided_by=Mandate.Decision.BOARD)


def test_a_signature_is_published_once() -> None:
    signature, team = a_confirmed_signature(), a_team_member()

    answers = side_by_side(*[lambda: actions.publish(signature, by=team)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Message.objects.filter(kind="signature.published").count() == 1


def test_what_is_published_is_no_longer_sent_back() -> None:
    signature, team = a_confirmed_signature(), a_team_member()

    answers = side_by_side(
        lambda: actions.publish(signature, by=team), lambda: actions.send_back(signature, by=team, reason=WHY)
    )

    signature.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert signature.status == Status.PUBLISHED


@pytest.mark.parametrize(
    ("of", "act"),
    [
        (a_published_signature, partial(actions.pause, reason=WHY)),
        (a_paused_signature, actions.resume),
        (a_published_signature, partial(actions.withdraw, reason=WHY)),
        (a_published_signature, lambda signature, by: actions.renew_mandate(signature, by=by, facts=NOBODY)),
    ],
)
def test_nothing_more_becomes_of_what_is_withdrawn(
    of: Callable[[], Signature], act: Callable[..., object]
) -> None:
    signature, team = of(), a_team_member()

    answers = side_by_side(
        lambda: actions.withdraw(signature, by=team, reason=WHY), lambda: act(signature, by=team)
    )

    signature.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert signature.status == Status.WITHDRAWN


def test_a_mandate_is_renewed_twice_one_after_the_other() -> None:
    signature = a_published_signature()
    contact = signature.organisation.memberships.get().user
    facts = [mandate_facts(signer_name=name) for name in ("Idris Petit", "Fatou Sow")]

    answers = side_by_side(
        *[lambda one=one: actions.renew_mandate(signature, by=contact, facts=one) for one in facts]
    )

    assert raised(answers) == []
    assert signature.mandates.count() == 3
    assert signature.mandates.get(ended_at=None).signer_name == "Fatou Sow"


def test_two_rows_follow_each_other_in_the_register() -> None:
    first, second, team = a_confirmed_signature(), a_confirmed_signature(), a_team_member()

    answers = side_by_side(lambda: actions.publish(first, by=team), lambda: actions.publish(second, by=team))

    assert raised(answers) == []
    assert Signature.objects.published().count() == 2
    assert verify() == 4


def test_a_head_is_anchored_once() -> None:
    a_published_signature()

    answers = side_by_side(drop_anchor, drop_anchor)

    assert raised(answers) == []
    assert answers[1] is None
    assert RegisterAnchor.objects.count() == 1


def test_of_two_with_the_same_number_one_is_published() -> None:
    first, second, team = a_confirmed_signature(), a_confirmed_signature(), a_team_member()
    for signature in (first, second):
        changed(signature.organisation, rna="W751234567")

    answers = side_by_side(
        lambda: actions.publish(Signature.objects.get(pk=first.pk), by=team),
        lambda: actions.publish(Signature.objects.get(pk=second.pk), by=team),
    )

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.published().count() == 1
    assert verify() == 3
