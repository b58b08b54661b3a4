"""A campaign, from one step after last year's to its report. Closing ends reminders, never answers."""

from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.actions import copy, freeze, make_default
from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.people.actors import Actor

State = Campaign.State
FIRST_YEAR, LAST_YEAR = 2021, 2100  # the charter is of 2020


class Dates(TypedDict):
    """What leads from the announcement of the meeting to the report."""

    starts_on: date
    ends_on: date
    announced_by: date
    opens_on: date
    invited_by: date
    invited_again_on: date
    meets_on: date
    reported_by: date


def usual_dates(year: int) -> Dates:
    """A year from July to June: June cannot tell a summer not yet lived. Nothing is due from November to January
    but the report that the federation writes."""
    return Dates(
        starts_on=date(year - 1, 7, 1),
        ends_on=date(year, 6, 30),
        announced_by=date(year, 3, 31),
        opens_on=date(year, 6, 1),
        invited_by=date(year, 7, 10),
        invited_again_on=date(year, 9, 1),
        meets_on=date(year, 9, 25),
        reported_by=date(year, 11, 15),
    )


@transaction.atomic
def prepare(*, by: Actor, year: int) -> Campaign:
    """A campaign with the usual dates and last year's questions (our own, the first time).

    Raises ActionRefused for a year that has one, or is none, and without a charter in force."""
    charter = CharterVersion.objects.in_force()
    if charter is None:
        raise ActionRefused("Aucune charte n’est en vigueur\u202f: il n’y a pas encore d’engagement à regarder.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ActionRefused(f"Choisissez une année entre {FIRST_YEAR} et {LAST_YEAR}.")
    CharterVersion.objects.select_for_update(no_key=True).get(pk=charter.pk)  # two who prepare the same year wait
    if Campaign.objects.filter(year=year).exists():
        raise ActionRefused(f"La campagne {year} est déjà préparée.")
    last = Campaign.objects.select_related("questionnaire").filter(year__lt=year).order_by("-year").first()
    questionnaire = copy(last.questionnaire, by=by) if last else make_default(by=by)
    campaign = Campaign.objects.create(
        year=year, charter=charter, questionnaire=questionnaire, **usual_dates(year)
    )
    record("campaign.prepared", campaign, by=by)
    return campaign


@transaction.atomic
def set_dates(campaign: Campaign, *, by: Actor, dates: Dates) -> Campaign:
    """Change the dates. Raises ActionRefused for a period that ends before it starts, and for another period once
    opened: associations look back on that one."""
    campaign = _locked(campaign)
    if dates["ends_on"] <= dates["starts_on"]:
        raise ActionRefused("L’année racontée finit avant de commencer\u202f: inversez les deux jours.")
    period = (dates["starts_on"], dates["ends_on"])
    if not campaign.is_preparing and period != (campaign.starts_on, campaign.ends_on):
        raise ActionRefused(
            "La campagne est ouverte\u202f: l’année que racontent les associations ne change plus."
        )
    for name, day in dates.items():
        setattr(campaign, name, day)
    campaign.save(update_fields=[*dates])
    record("campaign.dates", campaign, by=by)
    return campaign


@transaction.atomic
def open_to_all(campaign: Campaign, *, by: Actor) -> Campaign:
    """Let associations answer; the questionnaire is frozen. Raises ActionRefused unless it is being prepared, and
    while another is open."""
    campaign = _locked(campaign)
    if not campaign.is_preparing:
        raise ActionRefused("Cette campagne est déjà ouverte.")
    if other := Campaign.objects.select_for_update(of=("self",)).filter(state=State.OPEN).first():
        raise ActionRefused(f"La campagne {other.year} est encore ouverte\u202f: terminez d’abord ses relances.")
    freeze(campaign.questionnaire)
    return _become(campaign, State.OPEN, "opened_at", by=by)


@transaction.atomic
def close(campaign: Campaign, *, by: Actor) -> Campaign:
    """End reminders; answers go on. Raises ActionRefused unless it is open."""
    campaign = _locked(campaign)
    if campaign.state != State.OPEN:
        raise ActionRefused("Cette campagne n’est pas ouverte.")
    return _become(campaign, State.CLOSED, "closed_at", by=by)


@transaction.atomic
def report(campaign: Campaign, *, by: Actor) -> Campaign:
    """Its report is frozen: no answer changes any more. Raises ActionRefused unless it is closed."""
    campaign = _locked(campaign)
    if campaign.state != State.CLOSED:
        raise ActionRefused("Terminez d’abord les relances de cette campagne.")
    return _become(campaign, State.REPORTED, "reported_at", by=by)


def _become(campaign: Campaign, state: Campaign.State, dated: str, *, by: Actor) -> Campaign:
    campaign.state = state
    setattr(campaign, dated, timezone.now())
    campaign.save(update_fields=["state", dated])
    record(f"campaign.{state.value}", campaign, by=by)
    return campaign


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("questionnaire")
    return rows.get(pk=campaign.pk)
