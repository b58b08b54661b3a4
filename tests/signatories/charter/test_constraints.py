"""What the database refuses, whoever writes."""

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
    "article_slug_unique": lambda: twice(a_charter().articles.all()[0]),
    "commitment_slug_unique": lambda: twice(a_charter().commitments.all()[0]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
