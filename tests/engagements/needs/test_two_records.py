"""Two records of one association that both saw a need: it saw it once."""

from typing import Any

import pytest

from engagements.needs.actions import second
from engagements.needs.models import Need, Seconded
from signatories.merging.actions import join
from tests.engagements.needs.scenes import a_contact, a_need, the_team

pytestmark = pytest.mark.django_db


def how_many_saw(need: Need) -> Any:
    found: Any = Need.objects.with_voices().get(pk=need.pk)
    return found.seen_too


def test_an_association_is_counted_once() -> None:
    need, one, other = a_need(), a_contact(), a_contact()
    for each in (one, other):
        second(need, by=each)
    assert how_many_saw(need) == 2

    join(one.organisation, other.organisation, by=the_team(), chosen={})

    assert how_many_saw(need) == 1
    assert Seconded.objects.count() == 2
