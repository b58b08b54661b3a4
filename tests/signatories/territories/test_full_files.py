"""The whole official files, and the fixtures that the clone ships."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from signatories.territories import demo
from signatories.territories.actions import import_files
from signatories.territories.models import Commune, Department, Qpv, Region

pytestmark = pytest.mark.once

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
NAMES = [
    "qpv_2024.csv",
    "qpv_2024_simplified.geojson",
    "communes_deleguees_associees.csv",
    "communes.csv",
    "departements.csv",
    "regions.csv",
]


@pytest.mark.slow
def test_the_fixtures_hold_every_territory_and_are_read_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    demo.load()
    monkeypatch.setattr(demo, "import_files", lambda *_, **__: pytest.fail("read again"))
    demo.load()

    assert (Region.objects.count(), Department.objects.count()) == (26, 109)
    assert Commune.objects.current().count() == 34_969
    assert Commune.objects.parts().count() == 45 + 2_576
    assert Qpv.objects.count() == 34
    assert set(Qpv.objects.get(code="QN09335M").communes.values_list("code", flat=True)) == {"93066", "93072"}
    assert Qpv.objects.get(code="QN07511M").communes.get().name == "Paris"


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the whole official files are not beside the repository")
def test_the_whole_official_files(db: None) -> None:
    paths = [SHARED / name for name in NAMES]

    first = import_files(paths, tell=lambda step: None)  # noqa: ARG005  # nobody listens
    again = import_files(paths, tell=lambda step: None)  # noqa: ARG005  # nobody listens

    assert [report.errors for report in first] == [[]] * 6
    assert sum(report.wrote for report in again) == 0
    assert Qpv.objects.of_2024().count() == 1_584
    assert not Qpv.objects.filter(communes=None).exists()
    assert not Qpv.objects.exclude(communes__in=Commune.objects.current()).exists()
    assert len({q.pk for q in Qpv.objects.filter(communes__code="93066")}) >= 3
    assert not Commune.objects.current().filter(longitude=None).exists()
    paris = Commune.objects.current().get(code="75056").centre
    assert paris == pytest.approx((2.35, 48.86), abs=0.1)
    longest = max(Qpv.objects.values_list("name", flat=True), key=len)
    assert len(longest) == 95


def test_fixtures_are_sorted_and_small() -> None:
    for path in demo.FIXTURES.glob("*.csv"):
        codes = [re.split(",", line)[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        assert codes == sorted(codes), path.name
        assert path.stat().st_size < 1_500_000
