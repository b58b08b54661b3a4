"""What the database refuses, whoever writes."""

import pytest

from signatories.directory.models import DirectoryTerm
from tests.constraints import Broken, refused_by_the_database, twice
from tests.factories import a_qpv, a_signatory

pytestmark = pytest.mark.django_db


def a_term() -> DirectoryTerm:
    return a_signatory("Les Amis (exemple)", qpvs=[a_qpv()]).directory_entry.terms.get()


BROKEN: Broken = {
    "directory_term_once": lambda: twice(a_term()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
