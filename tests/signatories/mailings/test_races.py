"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.mailings import actions, blocks
from signatories.mailings.models import Mailing
from signatories.outbox.delivery import deliver_due
from signatories.people.audiences import member
from tests.races import raised, side_by_side
from tests.signatories.mailings.scenes import (
    NORA,
    a_draft,
    a_sending,
    a_stopped,
    delivered,
    mails,
    reading,
    written,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_send_once() -> None:
    reading(NORA, "Les Lilas (exemple)")
    mailing = a_draft()
    by = member(mailing.begun_by)

    answers = side_by_side(*[lambda: actions.confirm(mailing, by=by, seen=1, revision=1)] * 2)

    assert raised(answers) == [ActionRefused]


def test_two_writers_write_to_nobody_twice() -> None:
    mailing = a_sending()

    answers = side_by_side(*[lambda: blocks.write_block(mailing)] * 2)

    assert raised(answers) == []
    assert mails() == [NORA]


def test_who_writes_while_another_stops_ends_the_block_and_nothing_of_it_leaves() -> None:
    mailing = a_sending()
    by = member(mailing.begun_by)

    answers = side_by_side(lambda: blocks.write_block(mailing), lambda: actions.stop(mailing, by=by))

    assert raised(answers) == []
    assert blocks.write_block(mailing) == 0
    assert delivered() == []


def test_a_stop_first_leaves_nothing_to_write() -> None:
    mailing = a_sending()
    by = member(mailing.begun_by)

    answers = side_by_side(lambda: actions.stop(mailing, by=by), lambda: blocks.write_block(mailing))

    assert raised(answers) == []
    assert mails() == []


def test_a_mail_that_leaves_while_another_stops_is_sent_or_kept_back_and_goes_on_with_the_rest() -> None:
    mailing = written()
    by = member(mailing.begun_by)

    side_by_side(deliver_due, lambda: actions.stop(mailing, by=by))
    actions.resume(Mailing.objects.get(), by=by)
    written(mailing)

    assert delivered() == [NORA], "once, and once only"


def test_two_clicks_resume_once() -> None:
    mailing = a_stopped()
    by = member(mailing.begun_by)

    answers = side_by_side(*[lambda: actions.resume(mailing, by=by)] * 2)

    assert raised(answers) == [ActionRefused]
