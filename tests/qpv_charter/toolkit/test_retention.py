"""What the site forgets by itself: each slice's, in one daily task, whatever becomes of the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from qpv_charter.toolkit import periodic
from qpv_charter.toolkit.retention import MONTH, RETENTION, YEAR, Retention, forget_all
from qpv_charter.toolkit.tasks import forget_what_is_old
from signatories.people.models import User
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def test_it_is_done_every_day() -> None:
    assert forget_what_is_old in periodic.daily_tasks()


def keeping(forget: Callable[[], object]) -> Callable[[], Retention]:
    return lambda: Retention(during=MONTH, forget=forget)


def test_one_that_fails_undoes_its_own_part_only_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RETENTION, "_contributions", {})
    done: list[str] = []

    def fails() -> None:
        a_user(email="moitie@example.org")
        raise LookupError("Le disque est plein.")

    RETENTION.contribute(order=100)(keeping(lambda: done.append("avant")))
    RETENTION.contribute(order=200)(keeping(fails))
    RETENTION.contribute(order=300)(keeping(lambda: done.append("après")))

    with transaction.atomic(), pytest.raises(ExceptionGroup) as told:
        forget_all()

    assert done == ["avant", "après"]
    assert [str(problem) for problem in told.value.exceptions] == ["Le disque est plein."]
    assert not User.objects.filter(email="moitie@example.org").exists()


@pytest.mark.parametrize(
    ("during", "length"),
    [
        (YEAR, "un an"),
        (2 * YEAR, "deux ans"),
        (5 * MONTH, "cinq mois"),
        (MONTH, "un mois"),
        (timedelta(days=1), "un jour"),
        (timedelta(days=12), "douze jours"),
        (timedelta(days=13), "13 jours"),
    ],
)
def test_how_long_is_said_in_words(during: timedelta, length: str) -> None:
    assert Retention(during=during, forget=list).length == length


def test_a_length_that_is_no_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="days"):
        _ = Retention(during=timedelta(hours=36), forget=list).length


def test_the_privacy_page_says_what_slices_declare(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = client.get("/confidentialite/").content.decode()
    assert "Cinq mois, ou deux mois après la date de réunion" in page
    assert "Un an, ou jusqu’à l’effacement de vos données." in page

    monkeypatch.setattr(RETENTION, "_contributions", {})
    RETENTION.contribute(order=100)(
        lambda: Retention(during=2 * YEAR, forget=list, what="Les besoins clos", why="S’en souvenir.")
    )
    RETENTION.contribute(order=200)(lambda: Retention(during=MONTH, forget=list))

    page = client.get("/confidentialite/").content.decode()
    assert "Les besoins clos" in page
    assert "Deux ans." in page
    assert "Un mois." not in page
