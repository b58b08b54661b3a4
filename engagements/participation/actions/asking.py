"""Proposing a gathering, and correcting what is said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from engagements.participation.models import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHERE,
    Gathering,
    GatheringTime,
    Rhythm,
    State,
)
from engagements.participation.rules import organises
from engagements.participation.times import When, read_times
from engagements.scope.places import Place, names_of_pages
from engagements.scope.rules import signs
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line, read_name, read_text
from signatories.history.actions import record
from signatories.organisations.actors import Contact

COMMITMENT = "participation"
LIST = "gatherings"  # the kept page that lists them


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is said of a gathering."""

    title: str
    text: str = ""
    where: str = ""

    def read(self) -> "Words":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        title = or_refuse(read_name, self.title, longest=LONGEST_TITLE)
        if not title:
            raise ActionRefused("Donnez un titre à la rencontre.")
        text = or_refuse(read_text, self.text, longest=LONGEST_TEXT)
        return Words(title=title, text=text, where=or_refuse(read_line, self.where, longest=LONGEST_WHERE))


@transaction.atomic
def propose(
    *, by: Contact, place: Place, words: Words, times: Sequence[When], is_public: bool = True, rhythm: str = ""
) -> Gathering:
    """Ask when people can meet, in the name of an association; with one date, it is fixed at once.

    Raises ActionRefused for an association whose signature is not published, and for dates that cannot be."""
    if not signs(by):
        raise ActionRefused("Vous pourrez proposer une rencontre dès que votre signature sera publiée.")
    words, times = words.read(), read_times(times, zone=place.department.timezone)
    gathering = Gathering(
        organisation=by.organisation,
        asked_by=by.person,
        is_public=is_public,
        commitments=[COMMITMENT],
        rhythm=rhythm if rhythm in Rhythm else "",
    )
    gathering.title, gathering.text, gathering.where = words.title, words.text, words.where
    place.put_in(gathering)
    _save_with(gathering, place, times)
    record("gathering.proposed", gathering, by=by, about=[by.organisation, *place.qpvs])
    changed(gathering)
    return gathering


@transaction.atomic
def correct(
    gathering: Gathering, *, by: Contact, words: Words, is_public: bool, read: int | None = None
) -> Gathering:
    """Say otherwise what it is, where, or to whom it shows; its dates are decided elsewhere.

    Raises Stale when somebody else wrote since revision `read`, ActionRefused for who does not organise it."""
    gathering, words = locked(gathering, by), words.read()
    texts = {"title": words.title, "text": words.text, "where": words.where}
    moved = gathering.where != words.where
    gathering.turn_over(texts, read=read)
    gathering.title, gathering.text, gathering.where = words.title, words.text, words.where
    gathering.is_public, gathering.sequence = is_public, gathering.sequence + moved
    gathering.save(update_fields=[*texts, "is_public", "sequence", "revision"])
    record("gathering.corrected", gathering, by=by, about=[gathering.organisation])
    changed(gathering)
    return gathering


def locked(gathering: Gathering, by: Contact) -> Gathering:
    """The gathering as it is now, for whoever organises it. Raises ActionRefused for anybody else."""
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
    if not organises(by, gathering):
        raise ActionRefused("Seule l’association qui propose cette rencontre peut la changer.")
    return gathering


def count_dates(gathering: Gathering, counting: Iterable[GatheringTime]) -> None:
    """Say the first and the last of the dates that still count."""
    instants = sorted(time.starts_at for time in counting)
    gathering.first_at, gathering.last_at = instants[0], instants[-1]


def changed(gathering: Gathering) -> None:
    """What shows it shows something else: its page, the list, the pages of its places."""
    near = names_of_pages(gathering, of=LIST)
    pages.changed(LIST, f"gathering:{gathering.pk}", *near, f"{LIST}:of:{gathering.organisation_id}")


def _save_with(gathering: Gathering, place: Place, times: Sequence[When]) -> None:
    """A new row, its neighbourhoods, its dates."""
    proposed = [
        GatheringTime(gathering=gathering, day=day, at=at, zone=gathering.zone_of_place) for day, at in times
    ]
    for time in proposed:
        time.place_in_time()
    count_dates(gathering, proposed)
    gathering.save()
    place.put_neighbourhoods(gathering)
    GatheringTime.objects.bulk_create(proposed)
    if len(proposed) == 1:
        gathering.state, gathering.chosen = State.FIXED, proposed[0]
        gathering.save(update_fields=["state", "chosen"])
