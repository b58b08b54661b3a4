"""Hours of a place, on the days when clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st

from qpv_charter.toolkit.clock import Timed, instant
from signatories.territories.models import Department

PARIS, REUNION, TAHITI, MIQUELON = "Europe/Paris", "Indian/Reunion", "Pacific/Tahiti", "America/Miquelon"
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (SPRING, time(1, 59), PARIS, datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (SPRING, time(3, 0), PARIS, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (SPRING, time(2, 30), REUNION, datetime(2027, 3, 27, 22, 30, tzinfo=UTC)),
        (SPRING, time(2, 30), TAHITI, datetime(2027, 3, 28, 12, 30, tzinfo=UTC)),
        (SPRING, time(2, 30), MIQUELON, datetime(2027, 3, 28, 4, 30, tzinfo=UTC)),
        (AUTUMN, time(2, 30), PARIS, datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # the first of both
        (AUTUMN, time(3, 0), PARIS, datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
        (AUTUMN, time(2, 30), REUNION, datetime(2027, 10, 30, 22, 30, tzinfo=UTC)),
        (AUTUMN, time(2, 30), TAHITI, datetime(2027, 10, 31, 12, 30, tzinfo=UTC)),
        (AUTUMN, time(1, 30), MIQUELON, datetime(2027, 10, 31, 3, 30, tzinfo=UTC)),
        (date(2027, 11, 7), time(1, 30), MIQUELON, datetime(2027, 11, 7, 3, 30, tzinfo=UTC)),  # the first of both
        (date(2027, 11, 7), time(2, 0), MIQUELON, datetime(2027, 11, 7, 5, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_of_a_place_is_one_instant(day: date, at: time, zone: str, expected: datetime) -> None:
    assert instant(day, at, zone) == expected
    assert instant(day, at.replace(fold=1), zone) == expected


@pytest.mark.parametrize(
    ("day", "at", "zone"),
    [
        (SPRING, time(2, 0), PARIS),
        (SPRING, time(2, 30), PARIS),
        (SPRING, time(2, 59), PARIS),
        (date(2027, 3, 14), time(2, 30), MIQUELON),
    ],
)
def test_an_hour_that_clocks_skip_is_refused_in_words(day: date, at: time, zone: str) -> None:
    with pytest.raises(
        ValueError, match=rf"il n’y a pas de 2.h.{at:%M} cette nuit-là. Choisissez une autre heure"
    ):
        instant(day, at, zone)


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([PARIS, REUNION, TAHITI, MIQUELON]),
)
def test_a_clock_of_the_place_shows_that_hour_for_the_first_time(day: date, at: time, zone: str) -> None:
    try:
        found = instant(day, at, zone)
    except ValueError:
        return
    clock = ZoneInfo(zone)
    assert found.astimezone(clock).replace(tzinfo=None) == datetime.combine(day, at)
    earlier = (found - timedelta(hours=1)).astimezone(clock).replace(tzinfo=None)
    assert earlier != datetime.combine(day, at)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("93", PARIS),
        ("2A", PARIS),
        ("971", "America/Guadeloupe"),
        ("972", "America/Martinique"),
        ("973", "America/Cayenne"),
        ("974", REUNION),
        ("975", MIQUELON),
        ("976", "Indian/Mayotte"),
        ("977", "America/St_Barthelemy"),
        ("978", "America/Marigot"),
        ("986", "Pacific/Wallis"),
        ("987", TAHITI),
        ("988", "Pacific/Noumea"),
    ],
)
def test_each_department_has_its_time(code: str, zone: str) -> None:
    assert Department(code=code).timezone == zone
    assert ZoneInfo(zone)


@pytest.fixture
def gathering(transactional_db: None) -> Iterator[type[Timed]]:
    """A table for the abstract model."""
    with isolate_apps("tests"):

        class Gathering(Timed):
            place = models.CharField(max_length=20, default="", blank=True)

            class Meta:
                app_label = "tests"

            def __str__(self) -> str:
                return self.place

    with connection.schema_editor() as editor:
        editor.create_model(Gathering)
    yield Gathering
    with connection.schema_editor() as editor:
        editor.delete_model(Gathering)


EIGHT = {"day": SPRING, "at": time(20, 0), "zone": PARIS}
AT_EIGHT = datetime(2027, 3, 28, 18, 0, tzinfo=UTC)


def test_the_instant_follows_whatever_is_saved(gathering: type[Timed]) -> None:
    row = gathering._default_manager.create(**EIGHT)
    assert row.starts_at == gathering._default_manager.get().starts_at == AT_EIGHT

    row.zone = TAHITI
    row.save(update_fields=["zone"])

    assert gathering._default_manager.get().starts_at == datetime(2027, 3, 29, 6, 0, tzinfo=UTC)


def test_nobody_types_an_instant(gathering: type[Timed]) -> None:
    row = gathering._default_manager.create(**EIGHT, starts_at=datetime(2000, 1, 1, tzinfo=UTC))

    assert row.starts_at == AT_EIGHT


def test_the_instant_follows_in_bulk(gathering: type[Timed]) -> None:
    rows = gathering._default_manager.bulk_create([gathering(**EIGHT), gathering(**EIGHT)])
    assert {row.starts_at for row in gathering._default_manager.all()} == {AT_EIGHT}

    for row in rows:
        row.at = time(21, 0)
    gathering._default_manager.bulk_update(rows, ["at"])

    assert {row.starts_at for row in gathering._default_manager.all()} == {AT_EIGHT + timedelta(hours=1)}


@pytest.mark.parametrize("change", [{"day": AUTUMN}, {"at": time(9)}, {"zone": TAHITI}])
def test_rows_are_not_moved_behind_their_instant(gathering: type[Timed], change: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="starts_at is derived"):
        gathering._default_manager.update(**change)


def test_the_rest_of_a_row_is_changed_as_usual(gathering: Any) -> None:
    row = gathering._default_manager.create(**EIGHT)
    assert gathering._default_manager.update(place="École") == 1
    gathering._default_manager.bulk_update([row], ["place"])
    row.save(update_fields=["place"])


def test_an_hour_that_clocks_skip_is_never_saved(gathering: type[Timed]) -> None:
    row = gathering(day=SPRING, at=time(2, 30), zone=PARIS)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == ["at"]
    with pytest.raises(ValueError, match="avancent"):
        row.save()
    assert not gathering._default_manager.exists()


def test_what_is_missing_is_said_by_its_own_field() -> None:
    with isolate_apps("tests"):

        class Nothing(Timed):
            class Meta:
                app_label = "tests"

            def __str__(self) -> str:
                return ""

    with pytest.raises(ValidationError) as refusal:
        Nothing().full_clean()
    assert set(refusal.value.message_dict) == {"day", "at", "zone"}
