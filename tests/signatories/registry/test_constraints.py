"""What the database refuses, whoever writes."""

import pytest

from signatories.registry.models import AssociationRecord, RecordA, RecordB, RegistryPointer
from tests.constraints import Broken, refused_by_the_database, twice

pytestmark = pytest.mark.django_db


def a_record(table: type[AssociationRecord]) -> AssociationRecord:
    return table._base_manager.create(number="W931000001", name="LES AMIS")


BROKEN: Broken = {
    "recorda_number": lambda: twice(a_record(RecordA)),
    "recordb_number": lambda: twice(a_record(RecordB)),
    "registry_pointer_is_alone": lambda: RegistryPointer.objects.create(pk=2, live="a", rows=0),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
