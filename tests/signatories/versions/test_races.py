"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.history.models import Event
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing.actions.confirming import confirm
from signatories.versions.actions import inviting, preparing
from signatories.versions.models import Preparation, Renewal
from tests.factories import a_charter, a_draft, a_newer_charter, a_published_signature, another_text
from tests.races import raised, side_by_side
from tests.signatories.versions.scenes import (
    a_committee,
    a_national,
    a_proposal,
    an_adoption,
    an_asked,
    signed_again,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_begin_to_prepare_write_in_one_that_one_of_them_began() -> None:
    a_charter()
    first, second = a_national(), a_national()

    begun = side_by_side(lambda: preparing.begin(by=first), lambda: preparing.begin(by=second))

    assert begun == [Preparation.objects.get()] * 2
    assert Event.objects.filter(kind="version.begun").count() == 1


def test_two_adoptions_of_a_text_are_one_in_the_name_of_the_first() -> None:
    version, first, second = a_proposal(), a_committee(), a_committee()

    answers = side_by_side(lambda: an_adoption(version, by=first), lambda: an_adoption(version, by=second))

    assert raised(answers) == [ActionRefused]
    assert CharterVersion.objects.in_force() == version
    assert CharterVersion.objects.get(pk=version.pk).adopted_by == first.person


def test_who_signs_again_while_another_text_is_adopted_signed_before_or_reads_it_again() -> None:
    actor = an_asked()
    another, by = a_proposal(another_text("troisieme", words="Nous regardons ensemble")), a_committee()

    answers = side_by_side(lambda: an_adoption(another, by=by), lambda: signed_again(actor))

    assert raised(answers) == [ActionRefused]
    assert not Signature.objects.exclude(charter_version__version="essai").exists()


def test_who_signs_for_the_first_time_meanwhile_reads_it_again_too() -> None:
    draft, _ = a_draft()
    another, by = a_proposal(), a_committee()

    answers = side_by_side(lambda: an_adoption(another, by=by), lambda: confirm(draft))

    assert raised(answers) == [ActionRefused]
    assert not Signature.objects.exists()


def test_two_clicks_sign_once() -> None:
    actor = an_asked()

    answers = side_by_side(*[lambda: signed_again(actor)] * 2)

    assert raised(answers) == [ActionRefused]


def test_two_workers_invite_nobody_twice() -> None:
    a_published_signature()
    text = a_newer_charter()
    Renewal.objects.all().delete()
    Message.objects.filter(kind="version.invited").delete()

    answers = side_by_side(*[lambda: inviting.invite_block(text)] * 2)

    assert raised(answers) == []
    assert Message.objects.filter(kind="version.invited").count() == 1
