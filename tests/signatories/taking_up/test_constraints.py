"""What the database refuses, whoever writes."""

import pytest

from signatories.taking_up.models import ListImport
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.signatories.taking_up.lists import a_list, undone

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "list_import_once_per_file": lambda: twice(a_list()),
    "list_import_entered_by_somebody": lambda: changed(a_list(), state="entering"),
    "list_import_undone_for_a_reason": lambda: changed(a_list(), state="undone"),
    "import_row_once": lambda: twice(a_list().rows.get()),
    "import_row_updated_stands": lambda: changed(a_list().rows.get(), state="updated"),
    "import_row_entered_has_signature": lambda: changed(a_list().rows.get(), state="entered"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_file_may_come_again_once_its_import_was_undone() -> None:
    first = undone(a_list())

    assert a_list().pk != first.pk
    assert ListImport.objects.count() == 2
