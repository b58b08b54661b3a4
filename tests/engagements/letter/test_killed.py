"""The letter of a week to many, whoever writes it and whoever sends it killed on the way: nobody is left out, told
twice, told nothing, or asked what was answered meanwhile."""

import json
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from engagements.letter.actions import rewrite_answered, write_letters
from engagements.letter.models import Letter
from engagements.participation import actions as gatherings
from engagements.participation.actions.asking import Words
from engagements.participation.models import Gathering
from engagements.voices.actions import Speaker
from engagements.voices.models import Kind
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from tests import processes
from tests.engagements.letter.postman import SEND, WRITE
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin, contact_of, says
from tests.factories import a_user

pytestmark = [
    pytest.mark.slow,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite nobody writes beside another"),
]
ASSOCIATIONS, CONTACTS = 9, 4
FESTIVAL, TABLE = "La fête du quartier (exemple)", "La table de quartier (exemple)"
LIMIT = 120  # seconds


@dataclass(frozen=True)
class Letters:
    """What was sent: by the processes, a line of a file each; then here."""

    lines: Path

    @property
    def sent(self) -> list[tuple[str, str]]:
        """To whom, and what."""
        theirs = [json.loads(line) for line in self.lines.read_text().splitlines()]
        return [
            *((each["to"], each["body"]) for each in theirs),
            *((each.to[0], each.body) for each in mail.outbox),
        ]

    def reached(self) -> list[str]:
        return [to for to, _ in self.sent]

    def asked(self, address: str) -> list[set[str]]:
        """What each letter to an address asks about."""
        return [{title for title in (FESTIVAL, TABLE) if title in body} for to, body in self.sent if to == address]


def killed(do: str, *deaths: int, file: Path) -> list[int]:
    """How processes end that begin together, each killed at its own letter."""
    module, arrived = "tests.engagements.letter.postman", partial(file.parent.glob, f"{file.stem}.*")
    running = [processes.start(module, do, str(death), str(file)) for death in deaths]
    until = time.monotonic() + LIMIT
    while len([*arrived()]) < len(running) and time.monotonic() < until:
        time.sleep(0.05)
    file.with_suffix(".go").touch()
    return [process.wait(LIMIT) for process in running]


def an_association_of_many() -> Organisation:
    organisation = a_signatory_of_franc_moisin().organisation
    more = [Membership(organisation=organisation, user=a_user()) for _ in range(CONTACTS - 1)]
    Membership.objects.bulk_create(more)
    return organisation


def answer_for(organisations: Sequence[Organisation], *asked: Gathering) -> None:
    for organisation, gathering in product(organisations, asked):
        speaker = Speaker(kind=Kind.ASSOCIATION)
        gatherings.answer(gathering, by=contact_of(organisation), speaker=speaker, said=says(gathering))


def those_of(organisations: Sequence[Organisation]) -> set[str]:
    found = Membership.objects.filter(organisation__in=organisations)
    return {*found.values_list("user__email", flat=True)}


def ten_minutes_later() -> None:
    """Whoever claimed a letter and did not note that it left is gone."""
    long_ago = timezone.now() - timedelta(hours=1)
    Message.objects.filter(state=Message.State.SENDING).update(claimed_at=long_ago)


def test_killed_while_written_and_sent_nobody_is_left_out_told_twice_or_asked_again(tmp_path: Path) -> None:
    # Given people of many associations, asked the same two things
    letters = Letters(tmp_path / "sent")
    organiser = a_signatory_of_franc_moisin()
    festival, table = (a_gathering(organiser, words=Words(title=title)) for title in (FESTIVAL, TABLE))
    organisations = [an_association_of_many() for _ in range(ASSOCIATIONS)]
    done, half, rest = organisations[-2:], organisations[-5:-2], organisations[:-5]
    Message.objects.all().delete()  # of their signatures

    # When two who write are killed, and another goes on: everybody has one
    assert killed(WRITE, 5, 10, file=tmp_path / "written") == [-signal.SIGKILL] * 2
    write_letters(today=timezone.localdate())
    assert {*Letter.objects.values_list("person__email", flat=True)} == those_of(organisations)
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(those_of(organisations))
    assert not Letter.objects.filter(message=None).exists()

    # And two who send are killed, some answer, and another sends the rest
    assert killed(SEND, 6, 9, file=letters.lines) == [-signal.SIGKILL] * 2
    early = {*letters.reached()}
    answer_for(done, festival, table)
    answer_for(half, festival)
    ten_minutes_later()
    for _ in range(2):
        deliver_due()
        rewrite_answered()

    # Then nobody is left out, two at most were told twice, and nobody was asked what was answered by then
    late = [{*letters.reached()} & those_of(whose) - early for whose in (done, half, rest)]
    assert [len(whose) for whose in late] == [0, 3 * CONTACTS, len(those_of(rest) - early)]
    assert len(letters.reached()) <= len({*letters.reached()}) + 2
    assert [letters.asked(address) for address in late[1]] == [[{TABLE}]] * len(late[1])
    assert [letters.asked(address) for address in late[2]] == [[{FESTIVAL, TABLE}]] * len(late[2])
    assert not Message.objects.filter(state__in=[Message.State.QUEUED, Message.State.SENDING]).exists()
