"""What yearly meetings add elsewhere: the gathering's page, the letter, the team's workspace, evidence; and what
becomes of what they hold."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from engagements.debates.places import COUNTRYWIDE
from engagements.letter.places import LETTER, Part, Told
from engagements.participation import calendar
from engagements.participation.models import Gathering
from engagements.participation.places import GATHERING
from evaluations.campaigns.models import Campaign
from evaluations.meetings import queries
from evaluations.meetings.actions.forgetting import forget_association
from evaluations.meetings.models import MeetingInvitation, MeetingPoster, MeetingPresence, YearlyMeeting
from evaluations.self_evaluations.places import ANSWERED
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, kept
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, FORGET_ORGANISATION, Evidence
from signatories.outbox.conditions import condition
from signatories.outbox.enclosures import File, enclosure
from signatories.outbox.families import family
from signatories.outbox.limits import unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    JOURNAL,
    WORKSPACE_LINKS,
    WORKSPACE_WAITING,
    News,
    Period,
    Waiting,
    WorkspaceLink,
)
from signatories.signatures.models import Signature
from signatories.territories.models import Department

SOON = timedelta(days=60)  # before the day by which the date is to be announced
NO_NAMES = "what a room said together, in its words, without any name"

declare(
    {
        "meeting.announced": "Rendez-vous annuel annoncé",
        "meeting.invited": "Association invitée au rendez-vous annuel",
        "meeting.prepared": "Rendez-vous annuel préparé",
        "meeting.present": "Association présente au rendez-vous annuel",
        "meeting.absent": "Présence au rendez-vous annuel retirée",
        "meeting.poster": "Affiche du rendez-vous annuel saisie",
        "meeting.approved": "Compte rendu du rendez-vous annuel approuvé",
    }
)

unlimited("meetings.invited", why="once for each signatory that a meeting concerns, by the day")
family("meetings", words="l’invitation au rendez-vous annuel")
automatic("meetings.invited", words="L’invitation au rendez-vous annuel")


@condition(
    "meetings.still_invites", otherwise="La date a changé, ou l’association a dit entre-temps si elle vient."
)
def still_invites(*, meeting: str, organisation: str, sequence: int) -> bool:
    found = YearlyMeeting.objects.standing().filter(pk=UUID(meeting), gathering__sequence=sequence).first()
    who = Organisation.objects.filter(pk=UUID(organisation)).first()
    return found is not None and who is not None and not queries.has_said(who, found)


@enclosure("meetings.calendar")
def in_calendar(*, meeting: str) -> File | None:
    """The date, as it is when the mail leaves."""
    found = YearlyMeeting.objects.standing().with_details().filter(pk=UUID(meeting)).first()
    if found is None:
        return None
    return File("rendez-vous.ics", calendar.written([found.gathering], name=str(found)), calendar.TYPE)


erased_with_association(YearlyMeeting, "travel", "by_phone", "agenda")
kept(YearlyMeeting, "announced_by", "approved_by", why=ACCOUNT)
kept(MeetingPresence, "noted_by", why=ACCOUNT)
kept(MeetingPoster, "counts", why="codes of choices, and how many dots")
kept(MeetingPoster, "works", "stuck", "tries", why=NO_NAMES)
kept(MeetingPoster, "written_by", why=ACCOUNT)
unions.moves(MeetingInvitation, "organisation")
unions.moves(MeetingPresence, "organisation")


@FORGET_ORGANISATION.contribute(order=790)
def that_it_came(organisation: Organisation) -> None:
    forget_association(organisation)


@ANSWERED.contribute(order=100)
def by_coming(campaign: Campaign) -> QuerySet[Organisation]:
    """Whoever came to a meeting has answered: in the room, or by telephone."""
    return queries.who_came(campaign)


@GATHERING.contribute(order=50)
def of_gathering(gathering: Gathering, actor: Actor) -> Section | None:
    """That it is a yearly meeting."""
    meeting = queries.meetings(actor).filter(gathering=gathering).first()
    if meeting is None:
        return None
    return Section(str(meeting), "evaluations/meetings/_gathering.html", {"meeting": meeting}, key="rendez-vous")


@COUNTRYWIDE.contribute(order=100)
def of_the_country(gathering: Gathering) -> bool:
    return YearlyMeeting.objects.filter(gathering=gathering, is_national=True).exists()


@LETTER.contribute(order=790)
def invited(actor: Contact, period: Period) -> Told | None:
    """The national one, to every signatory that has not said whether it comes: once it is announced (unless a mail
    of its own said so), then when its invitation is due, and again."""
    meeting = queries.next_national()
    moment = _moment(meeting, period) if meeting else ""
    if meeting is None or not moment or not _may_come(actor, meeting):
        return None
    if moment == "announced" and meeting.invited.filter(organisation=actor.organisation).exists():
        return None
    when, where = meeting.gathering.chosen, meeting.gathering.where
    text = f"{meeting}\u202f: {when or 'la date se choisit ensemble'}{f', {where}' if where else ''}."
    name = f"meeting:{meeting.pk}:{moment}:{meeting.gathering.sequence}"
    return Told(Part.DATES, name, text, href=meeting.get_absolute_url())


@EVIDENCE.contribute(order=790)
def came(organisation: Organisation, period: Period) -> list[Evidence]:
    return [
        Evidence(
            at=meeting.gathering.first_at,
            text=f"Vous étiez au {meeting.kind.lower()}, {meeting.gathering.chosen}.",
            href=meeting.get_absolute_url(),
            commitments=tuple(meeting.gathering.commitments),
        )
        for meeting in queries.came_in(organisation, period)
    ]


@JOURNAL.contribute(order=790)
def published(department: Department | None, period: Period) -> list[News]:
    """Minutes that anybody may read: those of the country, and of a department."""
    return [
        News(meeting.approved_at, f"{meeting}\u202f: le compte rendu", meeting.get_absolute_url(), meeting.place)
        for meeting in queries.published_in(period)
        if meeting.approved_at and department in {None, meeting.gathering.department}
    ]


@WORKSPACE_WAITING.contribute(order=790)
def to_announce(actor: TeamMember) -> Waiting | None:
    """The date of the national one, from two months before the day by which it is to be announced."""
    campaign = Campaign.objects.exclude(state=Campaign.State.REPORTED).order_by("-year").first()
    if campaign is None or not actor.is_national or timezone.localdate() < campaign.announced_by - SOON:
        return None
    if campaign.meetings.standing().filter(is_national=True).exists():
        return None
    title = f"Annoncer la date du rendez-vous national {campaign.year}"
    return Waiting(title, reverse("meetings:workspace"), text=f"Avant le {day(campaign.announced_by)}.")


@WORKSPACE_LINKS.contribute(order=790)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    return WorkspaceLink("Le rendez-vous annuel", reverse("meetings:workspace")) if actor.animates else None


def _may_come(actor: Contact, meeting: YearlyMeeting) -> bool:
    signed = Signature.objects.published().filter(organisation=actor.organisation).exists()
    return signed and not queries.has_said(actor.organisation, meeting)


def _moment(meeting: YearlyMeeting, period: Period) -> str:
    """Which of the three falls within a period, the last of them if there are several; empty for none."""
    announced, campaign = timezone.localdate(meeting.announced_at), meeting.campaign
    days = {"announced": announced, "invited": campaign.invited_by, "again": campaign.invited_again_on}
    due = [(on, name) for name, on in days.items() if announced <= on and period.start <= on < period.end]
    return max(due)[1] if due else ""
