"""The file that goes with a message: made when it leaves, kept nowhere."""

import pytest
from django.core import mail

from signatories.outbox import delivery, enclosures
from signatories.outbox.enclosures import File, enclosure
from signatories.outbox.models import Message
from tests.factories import a_message

pytestmark = pytest.mark.django_db


class Sheet:
    """A file under the test's control, and what it was made of."""

    def __init__(self) -> None:
        self.content: bytes | None = b"%PDF"
        self.of = list[int]()

    def __call__(self, *, need: int) -> File | None:
        self.of.append(need)
        return File("Fiche.pdf", self.content, "application/pdf") if self.content else None


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    monkeypatch.setattr(enclosures, "_makers", dict(enclosures._makers))
    sheet = Sheet()
    enclosure("tests.sheet")(sheet)
    return sheet


def a_mail_with_a_sheet() -> Message:
    return a_message(enclosure="tests.sheet", enclosure_args={"need": 7})


def test_a_file_is_made_when_the_message_leaves(sheet: Sheet) -> None:
    message = a_mail_with_a_sheet()
    assert sheet.of == []

    assert delivery.deliver(message.pk)

    assert sheet.of == [7]
    assert mail.outbox[0].attachments == [("Fiche.pdf", b"%PDF", "application/pdf")]


def test_a_file_that_is_no_more_is_left_out_and_one_that_breaks_is_tried_again(sheet: Sheet) -> None:
    message, other = a_mail_with_a_sheet(), a_mail_with_a_sheet()
    sheet.content = None
    assert delivery.deliver(message.pk)
    assert mail.outbox[0].attachments == []

    del enclosures._makers["tests.sheet"]  # the slice went away with an update
    assert not delivery.deliver(other.pk)
    other.refresh_from_db()
    assert (other.state, "tests.sheet" in other.error) == (Message.State.QUEUED, True)


@pytest.mark.parametrize(
    ("name", "given"), [("tests.unknown", {}), ("tests.sheet", {}), ("tests.sheet", {"x": 1})]
)
def test_a_file_that_could_not_be_made_is_refused_when_the_message_is_written(
    sheet: Sheet, name: str, given: dict[str, object]
) -> None:
    with pytest.raises((LookupError, TypeError)):
        a_message(enclosure=name, enclosure_args=given)

    assert not Message.objects.exists()


def test_two_files_never_share_a_name(sheet: Sheet) -> None:
    with pytest.raises(ValueError, match=r"tests\.sheet"):
        enclosure("tests.sheet")(sheet)
