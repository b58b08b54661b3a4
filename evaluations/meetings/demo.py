"""Invented yearly meetings: last year's, national and of a neighbourhood, held with decisions and minutes; this
year's, announced."""

from datetime import date, time, timedelta

from django.utils import timezone

from engagements.debates.actions.points import Said, add, decide_there
from engagements.debates.actions.sheets import Readers, agree, begin, choose_readers, close, take_notes
from engagements.debates.models import Part, Sheet
from engagements.decisions.actions import Facts, drop, finish
from engagements.decisions.models import Decision
from engagements.participation import actions
from engagements.participation.actions.asking import Words as GatheringWords
from engagements.participation.actions.asking import count_dates
from engagements.participation.actions.deciding import Outcome
from engagements.participation.models import Gathering
from engagements.participation.times import When
from engagements.scope.demo import MOSSON, at, contact_of, contacts_in
from evaluations.campaigns.models import Campaign
from evaluations.meetings.actions.announcing import Words, announce
from evaluations.meetings.actions.holding import approve, give_to_read, note_present
from evaluations.meetings.actions.posters import Wall, write_poster
from evaluations.meetings.models import YearlyMeeting
from evaluations.meetings.queries import neighbourhoods_of, on_the_wall
from evaluations.meetings.rules import FEWEST
from evaluations.self_evaluations.models import LookBack
from signatories.organisations.actors import Contact
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team

AFTERNOON, MONTHS_AGO, MONTHS_AHEAD = time(14), timedelta(days=62), timedelta(days=150)
WORDS = Words(
    travel="la fédération rembourse le train et la garde d’enfants, sur simple demande (exemple).",
    by_phone="un appel à 15\u202fheures, au numéro que vous recevrez en répondant (exemple).",
    agenda="Qui dépose quoi cet été\u202f? (exemple)\nLe soir, qui garde les enfants\u202f? (exemple)",
)
APART = Said(
    part=Part.APART,
    text="Se réunir le samedi (exemple).",
    reason="Les bénévoles sont libres ce jour-là\u202f; les équipes salariées, non.",
    called="Rosa (exemple)",
)
WALL = Wall(
    counts={"talking": 2, "sometimes": 2, "usually": 1},
    works="Un tour du quartier au printemps, à cinq (exemple).",
    stuck="Trop de réunions l’après-midi (exemple).",
    tries="Une soirée par trimestre, avec une garde d’enfants (exemple).",
    quotable=True,
)


def load() -> None:
    """Make what is not there yet, where two campaigns are and somebody may welcome a meeting."""
    team, hosts, years = member_of_the_team(), contacts_in(MOSSON), list(Campaign.objects.order_by("year")[:2])
    if YearlyMeeting.objects.exists() or team is None or not hosts or not years:
        return
    by = member(team)
    for campaign in years[:-1]:
        for is_national in (True, False):
            _held(campaign, hosts[0], by, is_national=is_national)
    _announced(years[-1], hosts[0], by)


def _held(campaign: Campaign, host: Contact, by: TeamMember, *, is_national: bool) -> None:
    """Two months ago: written as it would have been."""
    scope = "national" if is_national else "de la Mosson"
    gathering = _gathering(
        host, f"Le rendez-vous {scope} {campaign.year} (exemple)", timezone.localdate() + timedelta(1)
    )
    meeting = announce(gathering, by=by, campaign=campaign, is_national=is_national, words=WORDS)
    _two_months_ago(gathering)
    meeting = YearlyMeeting.objects.select_related("gathering", "campaign").get(pk=meeting.pk)
    outcome = Outcome(residents=9, volunteers=8, employees=11, public_bodies=2, childcare_given=True)
    actions.hold(gathering, by=host, outcome=outcome)
    shared = LookBack.objects.shared().filter(campaign=campaign).select_related("organisation")
    note_present(meeting, by=host, organisations=[each.organisation for each in shared])
    if not is_national and meeting.present.count() >= FEWEST:
        _on_the_wall(meeting, host)
    _minutes(meeting, host, by)


def _on_the_wall(meeting: YearlyMeeting, host: Contact) -> None:
    for question in on_the_wall(meeting.campaign)[:3]:
        for qpv in neighbourhoods_of(meeting)[:1]:
            write_poster(meeting, question, qpv, by=host, wall=WALL, read=None)


def _minutes(meeting: YearlyMeeting, host: Contact, by: TeamMember) -> None:
    sheet = begin(take_notes(meeting.gathering, by=host), by=host)
    choose_readers(sheet, by=host, readers=Readers(place=True, anybody=True))
    add(sheet, Said(part=Part.AGREED, text="Les réunions du soir amènent d’autres personnes (exemple)."), by=host)
    add(sheet, APART, by=host)
    add(sheet, Said(part=Part.TRY, text="Un même calendrier pour les quartiers voisins (exemple)."), by=host)
    finish(
        _decided(sheet, "Ouvrir un fil «\u202fqui dépose quoi\u202f» pour l’été (exemple)", host),
        by=host,
        told="Ouvert en mars.",
    )
    drop(
        _decided(sheet, "Louer un car pour venir (exemple)", host), by=host, why="Trop cher cette année (exemple)."
    )
    _decided(sheet, "Trouver une garde d’enfants pour chaque soirée (exemple)", host)
    give_to_read(meeting, by=host)
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=timezone.localdate() - timedelta(days=20))
    for party in sheet.parties.select_related("organisation"):
        if contact := contact_of(party.organisation):
            agree(sheet, by=contact, yes=True)
    close(sheet)
    approve(meeting, by=by)


def _decided(sheet: Sheet, text: str, host: Contact) -> Decision:
    month = (timezone.localdate().replace(day=1) + timedelta(days=100)).replace(day=1)
    return decide_there(sheet, Facts(text=text, month=month, organisation=host.organisation), by=host)


def _announced(campaign: Campaign, host: Contact, by: TeamMember) -> None:
    """A date that is fixed for all; several to choose from, for the neighbourhood."""
    day = timezone.localdate() + MONTHS_AHEAD
    for is_national, title, days in (
        (True, f"Le rendez-vous national {campaign.year} (exemple)", [day]),
        (
            False,
            f"Le rendez-vous de la Mosson {campaign.year} (exemple)",
            [day + timedelta(7), day + timedelta(9)],
        ),
    ):
        gathering = _gathering(host, title, *days)
        announce(gathering, by=by, campaign=campaign, is_national=is_national, words=WORDS)


def _gathering(host: Contact, title: str, *days: date) -> Gathering:
    words = GatheringWords(title=title, where="La maison pour tous (exemple)")
    times = [When(day, AFTERNOON) for day in days]
    return actions.propose(by=host, place=at(host), words=words, times=times)


def _two_months_ago(gathering: Gathering) -> None:
    if chosen := gathering.chosen:
        chosen.day = timezone.localdate() - MONTHS_AGO
        chosen.save()
        count_dates(gathering, [chosen])
        gathering.save(update_fields=["first_at", "last_at"])
