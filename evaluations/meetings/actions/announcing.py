"""Announcing that a gathering is the yearly meeting, and saying how one comes."""

from dataclasses import asdict, dataclass

from django.db import transaction

from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from evaluations.campaigns.models import Campaign
from evaluations.meetings.models import LONGEST_AGENDA, LONGEST_LINE, YearlyMeeting
from evaluations.meetings.rules import may_announce, runs
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line, read_text
from signatories.history.actions import record
from signatories.people.actors import Actor, TeamMember

NOT_YOURS = "Seules l’équipe d’animation et l’association qui accueille préparent ce rendez-vous."


@dataclass(frozen=True, kw_only=True)
class Words:
    """Who pays the travel, how one takes part by telephone, what is talked about after last time's decisions."""

    travel: str = ""
    by_phone: str = ""
    agenda: str = ""

    def read(self) -> "Words":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        return Words(
            travel=or_refuse(read_line, self.travel, longest=LONGEST_LINE),
            by_phone=or_refuse(read_line, self.by_phone, longest=LONGEST_LINE),
            agenda=or_refuse(read_text, self.agenda, longest=LONGEST_AGENDA),
        )


@transaction.atomic
def announce(
    gathering: Gathering, *, by: TeamMember, campaign: Campaign, is_national: bool, words: Words
) -> YearlyMeeting:
    """Say that a gathering is the yearly meeting of a campaign.

    Raises ActionRefused outside one's territory, for one that is not public or was called off, and for a second
    national one."""
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)  # two who announce the same year wait
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
    if not may_announce(by, gathering, is_national=is_national):
        raise ActionRefused("Le rendez-vous national est annoncé par l’équipe nationale.")
    if not gathering.is_public or gathering.state == GatheringState.CANCELLED:
        raise ActionRefused("Le rendez-vous annuel est ouvert à toutes\u202f: cette rencontre ne l’est pas.")
    if YearlyMeeting.objects.filter(gathering=gathering).exists():
        raise ActionRefused("Cette rencontre est déjà annoncée comme rendez-vous annuel.")
    if is_national and YearlyMeeting.objects.filter(campaign=campaign, is_national=True).exists():
        raise ActionRefused(f"Le rendez-vous national {campaign.year} est déjà annoncé.")
    meeting = YearlyMeeting(
        campaign=campaign, gathering=gathering, is_national=is_national, announced_by=by.person
    )
    for name, text in asdict(words.read()).items():
        setattr(meeting, name, text)
    meeting.save()
    record("meeting.announced", meeting, by=by, about=[gathering.organisation])
    pages.changed(f"gathering:{gathering.pk}")
    return meeting


@transaction.atomic
def prepare(meeting: YearlyMeeting, *, by: Actor, words: Words, read: int | None) -> YearlyMeeting:
    """Say otherwise how one comes and what is talked about. Raises Stale for who would write over what they have
    not read, ActionRefused for who does not run it."""
    meeting = run(meeting, by)
    texts = asdict(words.read())
    meeting.turn_over(texts, read=read)
    for name, text in texts.items():
        setattr(meeting, name, text)
    meeting.save(update_fields=[*texts, "revision"])
    record("meeting.prepared", meeting, by=by)
    return meeting


def run(meeting: YearlyMeeting, by: Actor) -> YearlyMeeting:
    """The meeting as it is now, for whoever runs it. Raises ActionRefused for anybody else."""
    rows = YearlyMeeting.objects.select_for_update(of=("self",), no_key=True)
    meeting = rows.select_related("campaign", "gathering__organisation", "gathering__chosen").get(pk=meeting.pk)
    if by.person is None or not runs(by, meeting):
        raise ActionRefused(NOT_YOURS)
    return meeting
