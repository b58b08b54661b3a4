"""What the database refuses, whoever writes."""

import pytest

from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.signatories.mailings.scenes import a_sending, written

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "mailing_confirmed_by_somebody": lambda: changed(a_sending(), confirmed_at=None),
    "mailing_sent_says_something": lambda: changed(a_sending(), text=""),
    "mailing_recipient_once": lambda: twice(a_sending().recipients.get()),
    "mailing_recipient_lower_case": lambda: changed(a_sending().recipients.get(), address="Nora@example.org"),
    "mailing_recipient_left_out_for_a_reason": lambda: changed(a_sending().recipients.get(), state="held"),
    "mailing_recipient_written_has_mail": lambda: changed(
        written().recipients.get(), state="cancelled", why="Elle a répondu."
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])
