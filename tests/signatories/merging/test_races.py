"""Two at the same moment: each lock is there for one of these."""

from dataclasses import replace

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.merging.actions import join, part
from signatories.merging.models import Union
from signatories.organisations.models import Organisation
from signatories.signatures.actions import publish, sign
from signatories.signatures.models import RegisterEntry, Signature
from signatories.signatures.verification import verify
from tests.factories import a_confirmed_signature, a_newer_charter, an_organisation, signing_facts
from tests.races import raised, side_by_side
from tests.signatories.merging.twins import a_union, an_animator, two_records

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_records_are_joined_once() -> None:
    kept, joined = two_records()
    team = an_animator()

    answers = side_by_side(*[lambda: join(kept, joined, by=team, chosen={})] * 2)

    assert raised(answers) == [ActionRefused]
    assert Union.objects.count() == 1


def test_two_records_are_not_each_joined_into_the_other() -> None:
    one, other = two_records()
    team = an_animator()

    answers = side_by_side(
        lambda: join(one, other, by=team, chosen={}), lambda: join(other, one, by=team, chosen={})
    )

    assert raised(answers) == [ActionRefused]
    assert Organisation.objects.filter(joined_into=None).count() == 1
    assert verify() == RegisterEntry.objects.count()


def test_nothing_is_signed_of_a_record_that_is_being_joined() -> None:
    kept, joined = two_records()
    facts = replace(signing_facts(), charter_version=a_newer_charter())
    team = an_animator()

    answers = side_by_side(lambda: join(kept, joined, by=team, chosen={}), lambda: sign(joined, facts=facts))

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.filter(organisation=joined).count() == 1


def test_nothing_is_published_of_a_record_that_is_being_joined() -> None:
    kept, joined = an_organisation(), an_organisation()
    a_confirmed_signature(organisation=kept)
    waiting, team = a_confirmed_signature(organisation=joined), an_animator()

    answers = side_by_side(
        lambda: join(kept, joined, by=team, chosen={}), lambda: publish(waiting, by=team.person)
    )

    assert raised(answers) == [ActionRefused]
    assert not Signature.objects.published().exists()


def test_two_records_are_parted_once() -> None:
    union, team = a_union(), an_animator()

    answers = side_by_side(*[lambda: part(union, by=team)] * 2)

    assert raised(answers) == [ActionRefused]
    assert RegisterEntry.objects.filter(kind="parted").count() == 2
