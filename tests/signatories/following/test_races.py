"""Of two who write the row of an association at the same moment, the last reads what the first did."""

from collections.abc import Collection
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from signatories.following import actions
from signatories.following.deriving import derived
from signatories.following.models import Followed
from signatories.organisations.models import Membership, Organisation
from tests.factories import a_user, an_organisation
from tests.races import PATIENCE, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_write_of_one_association_are_both_in_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of another table, so that nothing but the row itself is held; without it, each reads what was true
    before the other."""
    organisation = an_organisation(contact=a_user())
    both_have_read = Barrier(2)

    def read_at_once(keys: Collection[UUID]) -> list[Followed]:
        rows = derived(keys)
        with suppress(BrokenBarrierError):
            both_have_read.wait(timeout=PATIENCE)
        return rows

    monkeypatch.setattr(actions, "derived", read_at_once)

    @transaction.atomic
    def correct() -> None:
        Organisation.objects.filter(pk=organisation.pk).update(acronym="ADL")
        actions.refresh(organisation.pk)

    @transaction.atomic
    def leave() -> None:
        Membership.objects.update(ended_at=timezone.now())
        actions.refresh(organisation.pk)

    answers = side_by_side(correct, leave)

    assert answers == [None, None]
    row = Followed.objects.get()
    assert " adl" in row.search_text
    assert row.left_at


def test_who_gives_a_sign_waits_for_nobody_who_writes_the_row() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("its writers come one after the other")
    organisation = an_organisation()

    def give_a_sign() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        actions.hear(organisation.pk, at=timezone.now())

    with transaction.atomic():
        Followed.objects.select_for_update().get()
        answers = side_by_side(give_a_sign)

    assert answers == [None]
