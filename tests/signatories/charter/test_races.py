"""Two at the same moment: each lock is there for one of these."""

import pytest

from signatories.charter.actions import load, put_in_force
from signatories.charter.models import CharterVersion
from tests.factories import a_charter
from tests.races import raised, side_by_side


@pytest.mark.django_db(transaction=True)
def test_two_versions_come_into_force_one_after_the_other() -> None:
    texts = [a_charter().source.replace("version: essai", f"version: {name}", 1) for name in ("un", "deux")]
    first, second = (load(text.encode())[0] for text in texts)

    answers = side_by_side(lambda: put_in_force(first, by=None), lambda: put_in_force(second, by=None))

    assert raised(answers) == []
    assert CharterVersion.objects.in_force() == second
