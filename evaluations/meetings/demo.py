"""Invented yearly meetings: those of two years, national and of a neighbourhood, held with decisions and minutes;
this year's, announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from engagements.debates.actions.points import Said, add, decide_there
from engagements.debates.actions.sheets import Readers, agree, begin, choose_readers, close, take_notes
from engagements.debates.models import DecidedAt, Part, Sheet
from engagements.debates.rules import within
from engagements.decisions.actions import Facts, carry_over, drop, finish
from engagements.decisions.models import Decision, State
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
from evaluations.self_evaluations.demo import noon
from evaluations.self_evaluations.models import LookBack
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team

AFTERNOON, MONTHS_AGO, MONTHS_AHEAD = time(14), timedelta(days=62), timedelta(days=150)
READ, DONE_AFTER = timedelta(days=20), timedelta(days=100)  # after the meeting
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


@dataclass(frozen=True)
class Decided:
    """What one year's meetings decided: done, left for a reason, put off to the next year, still to do."""

    done: str
    told: str
    dropped: str
    later: Sequence[str] = ()
    to_do: Sequence[str] = ()


THE_YEAR_BEFORE = Decided(
    done="Envoyer par SMS les dates des réunions à tout le quartier (exemple)",
    told="Chaque premier lundi, depuis la rentrée (exemple).",
    dropped="Louer un car pour venir (exemple)",
    later=["Trouver une garde d’enfants pour chaque soirée (exemple)"],
)
LAST_YEAR = Decided(
    done="Ouvrir un fil «\u202fqui dépose quoi\u202f» pour l’été (exemple)",
    told="Ouvert dès octobre (exemple).",
    dropped="Une fête commune en juin (exemple)",
    to_do=["Prêter la grande salle deux soirs par mois (exemple)"],
)
HERE_THE_YEAR_BEFORE = Decided(
    done="Ouvrir la salle du bas un soir par semaine (exemple)",
    told="Le mardi, depuis octobre (exemple).",
    dropped="Un repas à cent couverts (exemple)",
    later=["Traduire les affiches en trois langues (exemple)"],
)
HERE_LAST_YEAR = Decided(
    done="Demander un éclairage devant la halle (exemple)",
    told="Posé avant l’hiver (exemple).",
    dropped="Une braderie le jour de la fête (exemple)",
    to_do=["Tenir à deux la permanence du mercredi (exemple)"],
)
NATIONAL, HERE = (THE_YEAR_BEFORE, LAST_YEAR), (HERE_THE_YEAR_BEFORE, HERE_LAST_YEAR)
NEIGHBOURS, TO_BOTH = 6, 2  # how many come to the meeting of the neighbourhood, and to the national one too


def load() -> None:
    """Make what is not there yet, where campaigns are and somebody may welcome a meeting."""
    team, hosts, years = member_of_the_team(), contacts_in(MOSSON), list(Campaign.objects.order_by("year"))
    if YearlyMeeting.objects.exists() or team is None or not hosts or not years:
        return
    by = member(team)
    for campaign, national, here in zip(years[:-1], NATIONAL, HERE, strict=False):
        _held(campaign, hosts[0], by, national, is_national=True)
        _held(campaign, hosts[0], by, here, is_national=False)
    _announced(years[-1], hosts[0], by)


def _held(campaign: Campaign, host: Contact, by: TeamMember, decided: Decided, *, is_national: bool) -> None:
    """Near the day that its campaign says: written as it would have been."""
    scope = "national" if is_national else "de la Mosson"
    today = timezone.localdate()
    gathering = _gathering(host, f"Le rendez-vous {scope} {campaign.year} (exemple)", today + timedelta(1))
    meeting = announce(gathering, by=by, campaign=campaign, is_national=is_national, words=WORDS)
    day = min(campaign.meets_on, today - MONTHS_AGO)
    _put_on(gathering, day)
    meeting = YearlyMeeting.objects.select_related("gathering", "campaign").get(pk=meeting.pk)
    outcome = Outcome(residents=9, volunteers=8, employees=11, public_bodies=2, childcare_given=True)
    actions.hold(gathering, by=host, outcome=outcome)
    note_present(meeting, by=host, organisations=_who_comes(campaign, host, is_national=is_national))
    if not is_national and meeting.present.count() >= FEWEST:
        _on_the_wall(meeting, host)
    _minutes(meeting, host, by, decided)
    _in_its_time(meeting, day)


def _who_comes(campaign: Campaign, host: Contact, *, is_national: bool) -> list[Organisation]:
    """Those of around to the meeting of the neighbourhood, the others to the national one, two of them to both."""
    shared = LookBack.objects.shared().filter(campaign=campaign).select_related("organisation__commune")
    department = host.organisation.department_code
    near = sorted((each.organisation for each in shared), key=lambda each: each.department_code != department)
    return near[NEIGHBOURS - TO_BOTH :] if is_national else near[:NEIGHBOURS]


def _on_the_wall(meeting: YearlyMeeting, host: Contact) -> None:
    for question in on_the_wall(meeting.campaign)[:3]:
        for qpv in neighbourhoods_of(meeting)[:1]:
            write_poster(meeting, question, qpv, by=host, wall=WALL, read=None)


def _minutes(meeting: YearlyMeeting, host: Contact, by: TeamMember, decided: Decided) -> None:
    sheet = begin(take_notes(meeting.gathering, by=host), by=host)
    choose_readers(sheet, by=host, readers=Readers(place=True, anybody=True))
    add(sheet, Said(part=Part.AGREED, text="Les réunions du soir amènent d’autres personnes (exemple)."), by=host)
    add(sheet, APART, by=host)
    add(sheet, Said(part=Part.TRY, text="Un même calendrier pour les quartiers voisins (exemple)."), by=host)
    finish(_decided(sheet, decided.done, host), by=host, told=decided.told)
    drop(_decided(sheet, decided.dropped, host), by=host, why="Trop cher cette année (exemple).")
    later = [_decided(sheet, text, host) for text in decided.later]
    for text in decided.to_do:
        _decided(sheet, text, host)
    give_to_read(meeting, by=host)
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=timezone.localdate() - timedelta(days=20))
    for party in sheet.parties.select_related("organisation"):
        if contact := contact_of(party.organisation):
            agree(sheet, by=contact, yes=True)
    close(sheet)
    approve(meeting, by=by)
    for decision in later:
        carry_over(decision, by=host, month=_month(2 * DONE_AFTER))


def _decided(sheet: Sheet, text: str, host: Contact) -> Decision:
    """Of the country, or of the neighbourhood, and said so."""
    said = text if within(sheet) is None else f"À la Mosson, {text[:1].lower()}{text[1:]}"
    facts = Facts(text=said, month=_month(DONE_AFTER), organisation=host.organisation)
    return decide_there(sheet, facts, by=host)


def _month(ahead: timedelta) -> date:
    return (timezone.localdate() + ahead).replace(day=1)


def _in_its_time(meeting: YearlyMeeting, day: date) -> None:
    """Announced, approved and followed as the year went."""
    approved, decided = noon(day + READ), DecidedAt.objects.filter(sheet__gathering=meeting.gathering_id)
    YearlyMeeting.objects.filter(pk=meeting.pk).update(announced_at=noon(day - DONE_AFTER), approved_at=approved)
    Sheet.objects.filter(gathering=meeting.gathering_id).update(opened_at=noon(day), closed_at=approved)
    there = Decision.objects.filter(pk__in=decided.values("decision"))
    there.update(written_at=noon(day))
    followed, month = noon(day + DONE_AFTER), (day + DONE_AFTER).replace(day=1)
    there.exclude(state=State.TO_DO).update(month=month, state_at=followed)


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


def _put_on(gathering: Gathering, day: date) -> None:
    if chosen := gathering.chosen:
        chosen.day = day
        chosen.save()
        count_dates(gathering, [chosen])
        gathering.save(update_fields=["first_at", "last_at"])
