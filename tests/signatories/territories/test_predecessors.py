"""Neighbourhoods of two lists are linked by hand, and the history keeps who did it."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.territories.actions import link_predecessor, unlink_predecessor
from signatories.territories.models import Qpv
from tests.factories import a_qpv, a_team_member


@pytest.mark.django_db
def test_linking_and_unlinking_are_kept_in_the_history() -> None:
    today, before, person = a_qpv(code="QN09328M"), a_qpv(code="QP093028"), a_team_member()

    link_predecessor(today, predecessor=before, by=person)
    assert list(before.successors.all()) == [today]
    unlink_predecessor(today, predecessor=before, by=person)

    assert not before.successors.exists()
    kept = [(event.kind, event.actor, event.data) for event in Event.objects.about(today).order_by("pk")]
    assert kept == [
        ("predecessor_linked", person, {"predecessor": "QP093028"}),
        ("predecessor_unlinked", person, {"predecessor": "QP093028"}),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "before", "reason"),
    [
        ("QP093028", "QN09328M", "succède à un quartier de la liste de 2015"),
        ("QN09328M", "QN09329M", "succède à un quartier de la liste de 2015"),
        ("QN09328M", "QP075001", "pas dans le même département"),
    ],
)
def test_links_that_make_no_sense_are_refused(today: str, before: str, reason: str) -> None:
    with pytest.raises(ActionRefused, match=reason):
        link_predecessor(a_qpv(code=today), predecessor=a_qpv(code=before), by=None)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_link_is_made_once_and_undone_once() -> None:
    today, before = a_qpv(code="QN09328M"), a_qpv(code="QP093028")
    link_predecessor(today, predecessor=before, by=None)

    with pytest.raises(ActionRefused, match="déjà relié"):
        link_predecessor(today, predecessor=before, by=None)
    unlink_predecessor(today, predecessor=before, by=None)
    with pytest.raises(ActionRefused, match="n’est pas relié"):
        unlink_predecessor(today, predecessor=before, by=None)

    assert Qpv.predecessors.through.objects.count() == 0
