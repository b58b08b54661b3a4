"""What reports add elsewhere: words of the history, a link of the workspace; what becomes of what they hold."""

from django.urls import reverse
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.meetings.places import SAID_TOGETHER
from evaluations.reports import actions
from evaluations.reports.charts import charts
from evaluations.reports.models import Difficulty, Edition, Quotation
from evaluations.reports.queries import today
from evaluations.self_evaluations.models import LookBack
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, kept
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_PAPERS, Paper
from signatories.outbox.limits import unlimited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink

declare(
    {
        "report.frozen": "Édition du rapport figée",
        "difficulty.put": "Textes réunis sous un thème",
        "difficulty.taken_out": "Textes retirés d’un thème",
        "quotation.chosen": "Phrase choisie pour le rapport",
        "quotation.left_out": "Phrase laissée de côté",
        "quotation.taken_back": "Phrase reprise par son association",
    }
)
unlimited("quotation.chosen", why="once for a sentence that an association lets be quoted, by the national team")

kept(Edition, "content", "sha256", why="a published report, of groups of five associations at least")
kept(Edition, "told", why="identifiers and codes, without which the next edition could let somebody be read")
kept(Edition, "frozen_by", why=ACCOUNT)
kept(Difficulty, "name", "key", why="words of the national team, of no association")
kept(Quotation, "chosen_by", why=ACCOUNT)


@FORGET_ORGANISATION.contribute(order=780)
def its_quotations(organisation: Organisation) -> None:
    """Before the answers that hold their words (800): the pages that quote them are made anew."""
    actions.forget_quotations(organisation)


@SPACE_PAPERS.contribute(order=850)
def its_sheet(actor: Contact) -> Paper | None:
    """Of the last year whose report is out, where the association shared something."""
    shared = LookBack.objects.of(actor.organisation).shared().values("campaign")
    last = Edition.objects.latest_of_each_year().filter(campaign__in=shared).first()
    if last is None:
        return None
    year = last.campaign.year
    return Paper(f"Notre fiche {year}", reverse("reports:sheet", args=[actor.organisation.slug, year]))


@SPACE_PAPERS.contribute(order=860)
def its_sentences(actor: Contact) -> Paper | None:
    if not Quotation.objects.visible_to(actor).exists():
        return None
    return Paper("Nos phrases citées", reverse("reports:quoted", args=[actor.organisation.slug]))


@WORKSPACE_LINKS.contribute(order=850)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    """To the year whose reminders are over, then to it still: an edition may follow."""
    states = (Campaign.State.CLOSED, Campaign.State.REPORTED)
    campaign = Campaign.objects.filter(state__in=states).order_by("-year").first() if actor.is_national else None
    if campaign is None:
        return None
    return WorkspaceLink(f"Le rapport {campaign.year}", reverse("reports:freeze", args=[campaign.year]))


@SAID_TOGETHER.contribute(order=100)
def to_prepare_a_meeting(campaign: Campaign, actor: Actor) -> Section | None:
    """What the report would say today, to the national team, who reads look-backs, until it is frozen; the last
    edition to the others, as to anybody."""
    edition = Edition.objects.latest_of_each_year().first()
    moves = actor.is_national and campaign.is_answerable
    if moves:
        on = day(timezone.localdate())
        says, title = today(campaign), f"Ce que disent les réponses de {campaign.year} au {on}, avant le gel"
    elif edition:
        says, title = edition.says, f"Ce que disait le rapport {edition.campaign.year}"
    else:
        return None
    context = {"charts": list(charts(says)), "moves": moves}
    return Section(title, "evaluations/reports/_together.html", context, key="ensemble")
