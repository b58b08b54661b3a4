"""What the database refuses, whoever writes."""

from typing import Any

import pytest
from django.utils import timezone

from engagements.debates.actions.inviting import invite, invite_guest
from engagements.debates.actions.sheets import add_note, open_after
from engagements.debates.models import SheetGuest, SheetNote, SheetParty
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.debates.scenes import a_contact, a_point, a_sheet, apart, closed, held, in_days, notes
from tests.factories import a_commune

pytestmark = pytest.mark.django_db


def a_party() -> SheetParty:
    by = a_contact()
    return invite(a_sheet(by=by), a_contact().organisation, by=by)


def a_guest() -> SheetGuest:
    by = a_contact()
    guest: SheetGuest = invite_guest(a_sheet(by=by), by=by, called="Le conseil (exemple)", until=in_days(1)).target
    return guest


def a_note() -> SheetNote:
    by = a_contact()
    return add_note(closed(held(by=by), by=by), by=by, text="Plus tard.")


def follows() -> Any:
    by = a_contact()
    return open_after(closed(held(by=by), by=by), by=by)


BROKEN: Broken = {
    "sheet_commune_as_its_reach": lambda: changed(a_sheet(), commune=a_commune()),
    "sheet_asks_something": lambda: changed(a_sheet(), title=""),
    "sheet_before_or_after_unless_of_a_gathering": lambda: changed(a_sheet(), stage=""),
    "sheet_that_follows_is_after": lambda: changed(follows(), stage="avant"),
    "sheet_held_on_a_day": lambda: changed(a_sheet(), held_on=in_days(0)),
    "sheet_corrected_until_a_day": lambda: changed(held(), correct_until=in_days(9)),
    "sheet_closed_once": lambda: changed(held(), closed_at=timezone.now()),
    "sheet_public_once_closed": lambda: changed(held(wants_public=True), is_public=True),
    "point_says_something": lambda: changed(a_point(), text=""),
    "point_apart_has_a_holder_and_a_reason": lambda: changed(a_point(said=apart()), reason=""),
    "point_held_only_apart": lambda: changed(a_point(), reason="Parce que."),
    "sheet_party_once": lambda: twice(a_party()),
    "sheet_guest_is_somebody": lambda: changed(a_guest(), called=""),
    "sheet_note_says_something": lambda: changed(a_note(), text=""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_disagreement_has_a_holder() -> None:
    refused_by_the_database(
        "point_apart_has_a_holder_and_a_reason", lambda: changed(a_point(said=apart()), voice=None)
    )


def test_what_is_closed_is_public_only_where_its_organiser_wants_it() -> None:
    by = a_contact()
    refused_by_the_database(
        "sheet_public_once_closed", lambda: changed(closed(held(by=by), by=by), is_public=True)
    )


def test_the_notes_of_a_gathering_are_neither_before_nor_after() -> None:
    refused_by_the_database("sheet_before_or_after_unless_of_a_gathering", lambda: changed(notes(), stage="avant"))
