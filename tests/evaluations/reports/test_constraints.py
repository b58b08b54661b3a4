"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from evaluations.reports.models import Edition
from signatories.history import append_only
from tests.constraints import Broken, refused_by_the_database, twice
from tests.evaluations.reports.scenes import a_difficulty, an_edition

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "edition_number_once": lambda: twice(an_edition()),
    "difficulty_once_a_year": lambda: twice(a_difficulty()),
    "edition_counted_from_one": lambda: twice(an_edition(), number=0),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_the_database_refuses_to_rewrite_or_delete_what_was_published() -> None:
    append_only.install(None, connection.schema_editor(atomic=False))
    edition = an_edition()

    for act in (lambda: Edition.objects.update(content="{}"), edition.delete):
        with pytest.raises(IntegrityError, match="evaluations_edition is append-only"), transaction.atomic():
            act()

    assert Edition.objects.get() == edition
