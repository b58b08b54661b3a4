"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.signatories.versions.scenes import an_asked, renewal_of

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "renewal_once_for_a_text": lambda: twice(renewal_of(an_asked())),
    "renewal_declined_by_somebody_for_a_reason": lambda: changed(
        renewal_of(an_asked()), declined_at=timezone.now()
    ),
    "renewal_meeting_is_waited_for": lambda: changed(renewal_of(an_asked()), meeting_on=timezone.localdate()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
