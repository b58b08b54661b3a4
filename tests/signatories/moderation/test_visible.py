"""Who sees which signature and which exchange, without a page in between."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from signatories.moderation.actions import appeal, note, send_back
from signatories.moderation.models import Exchange
from signatories.moderation.queries import comparable, extract_of, readable
from signatories.people.actors import Actor
from signatories.people.models import Role
from signatories.signatures.actions import renew_mandate
from signatories.signatures.models import Signature
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member, a_user, mandate_facts

pytestmark = pytest.mark.django_db
Kind = Role.Kind
NATIONAL = Actor(roles=frozenset({Kind.NATIONAL}))
HERE = Actor(roles=frozenset({Kind.TERRITORIAL}), departments=frozenset({"93"}))
ELSEWHERE = replace(HERE, departments=frozenset({"69"}))
COMMITTEE = Actor(roles=frozenset({Kind.COMMITTEE}))


@pytest.fixture
def asked() -> Signature:
    """Of the 93, sent back, with a note of the team; the comité de suivi was asked to look."""
    signature, team = a_confirmed_signature(), a_team_member()
    send_back(signature, by=team, reason="Est-ce une association\u202f?")
    note(signature, by=team, text="Vue au forum.")
    appeal(signature, by=signature.organisation.memberships.get().user, text="Regardez, s’il vous plaît.")
    return signature


def kinds(actor: Actor) -> list[str]:
    return [exchange.kind for exchange in Exchange.objects.visible_to(actor).order_by("pk")]


def test_each_reads_the_exchanges_that_are_theirs(asked: Signature) -> None:
    send_back(a_confirmed_signature(), by=a_team_member(), reason="Et vous\u202f?")

    assert kinds(NATIONAL) == ["to_review", "note", "appeal", "to_review"]
    assert kinds(HERE) == kinds(NATIONAL)
    assert kinds(COMMITTEE) == ["to_review", "appeal"]
    assert kinds(Actor(acts_for=asked.organisation_id)) == ["to_review", "appeal"]
    for stranger in (ELSEWHERE, Actor(person=a_user()), Actor(), Actor(roles=frozenset({Kind.CONFIDED}))):
        assert kinds(stranger) == []


def test_each_reads_the_signatures_that_are_theirs(asked: Signature) -> None:
    other = a_confirmed_signature()

    assert set(readable(NATIONAL)) == set(readable(HERE)) == {asked, other}
    assert set(readable(COMMITTEE)) == {asked}
    assert set(readable(replace(ELSEWHERE, roles=frozenset({Kind.TERRITORIAL, Kind.COMMITTEE})))) == {asked}
    for stranger in (ELSEWHERE, Actor(person=a_user()), Actor(), Actor(roles=frozenset({Kind.CONFIDED}))):
        assert set(readable(stranger)) == set()


def test_an_extract_is_that_of_the_mandate_asked_for() -> None:
    signature = a_confirmed_signature()
    first = signature.mandates.get()
    attach_extract(first, by=a_user(), extract=ContentFile(b"%PDF-1.7 %%EOF", name="extrait.pdf"))
    second = renew_mandate(signature, by=a_user(), facts=mandate_facts())

    assert extract_of(signature, first.pk) == first
    assert extract_of(signature, second.pk) is None


def test_who_animates_elsewhere_is_told_of_published_look_alikes_alone() -> None:
    waiting, public = a_confirmed_signature().organisation, a_published_signature().organisation

    assert set(comparable(ELSEWHERE)) == set(comparable(COMMITTEE)) == {public}
    assert {*comparable(HERE)} >= {waiting, public}
