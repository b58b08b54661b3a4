"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.signatories.merging.twins import a_union

pytestmark = pytest.mark.django_db


def the_record_itself() -> None:
    kept = a_union().kept
    changed(kept, joined_into=kept)


def one_record_twice() -> None:
    union = a_union()
    changed(union, kept=union.joined)


BROKEN: Broken = {
    "organisation_joined_into_another": the_record_itself,
    "union_joined_once_at_a_time": lambda: twice(a_union()),
    "union_of_two_records": one_record_twice,
    "union_parted_by_somebody": lambda: changed(a_union(), parted_at=timezone.now()),
    "union_changes_a_field_once": lambda: twice(a_union().changes.first()),  # type: ignore[arg-type]  # it has some
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_record_is_joined_again_once_it_was_parted() -> None:
    union = a_union()
    changed(union, parted_at=timezone.now(), parted_by=union.made_by)
    twice(union, parted_at=None, parted_by=None)
