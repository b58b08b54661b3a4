"""What the database refuses, whoever writes."""

from datetime import date

import pytest

from signatories.charter.models import CharterVersion
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_charter, a_newer_charter

pytestmark = pytest.mark.django_db


def a_replaced_charter() -> CharterVersion:
    former = a_charter()
    a_newer_charter()
    return CharterVersion.objects.get(pk=former.pk)


BROKEN: Broken = {
    "charter_one_version_in_force": lambda: changed(a_replaced_charter(), status="in_force"),
    "charter_in_force_has_date": lambda: changed(a_charter(), in_force_at=None),
    "charter_superseded_has_date": lambda: changed(a_replaced_charter(), superseded_at=None),
    "charter_adopted_by_somebody_on_a_day": lambda: changed(a_charter(), adopted_on=date(2026, 11, 1)),
    "charter_corrects_another": lambda: changed(a_charter(), corrects=a_charter()),
    "article_slug_unique": lambda: twice(a_charter().articles.all()[0]),
    "commitment_slug_unique": lambda: twice(a_charter().commitments.all()[0]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
