"""What look-backs add elsewhere: the space, the letter, the workspace; and what becomes of what they hold."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from engagements.letter.places import LETTER, Part, Told
from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations import queries
from evaluations.self_evaluations.actions import forgetting
from evaluations.self_evaluations.models import CallBack, Confided, KeptFact, LeftFact, LookBack, LookBackAnswer
from qpv_charter.toolkit import pdf, unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.following.models import Followed
from signatories.following.places import FOLLOWED, GROUPS, Group
from signatories.history.kinds import declare
from signatories.merging.places import TWICE, Twice
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_WAITING
from signatories.outbox.enclosures import File, enclosure
from signatories.outbox.limits import unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.actors import TeamMember
from signatories.people.models import Role
from signatories.people.places import (
    FORGET_PERSON,
    WORKSPACE_LINES,
    WORKSPACE_LINKS,
    Asked,
    Leaver,
    Line,
    Period,
    Pile,
    Share,
    WorkspaceLink,
)

JUNE = 20  # the day of the reminder, when half of the month is left to answer
DIGEST = "codes, digests and addresses of pages of ours"

declare(
    {
        "look_back.begun": "Point commencé",
        "look_back.shared": "Point partagé",
        "look_back.amended": "Point complété après partage",
        "look_back.noted": "Point noté par téléphone ou sur papier",
        "call_back.asked": "Rappel demandé",
        "call_back.called": "Rappel fait",
    }
)
automatic("look_back.shared", words="Le reçu de «\u202fFaire le point\u202f»")


@enclosure("look_back.receipt")
def receipt(*, look_back: str) -> File | None:
    """As it stands when the mail leaves; none where it was erased, and where no PDF can be made."""
    found = LookBack.objects.select_related("campaign__questionnaire", "organisation").filter(pk=look_back).first()
    if found is None or not pdf.available():
        return None
    content = pdf.build(queries.printed(found))
    return File(queries.RECEIPT, content, "application/pdf")


unlimited("look_back.shared", why="once a year for an association, at its contact's request")

erased_with_association(LookBack, "agenda", "proud_of")
erased_with_association(LookBackAnswer, "why", "text")
erased_with_association(Confided, "why", "text")
erased_with_association(KeptFact, "text")
erased_with_either(CallBack, "number", "when")
kept(LookBackAnswer, "ticked", why="codes of choices")
kept(Confided, "ticked", why="codes of choices")
kept(KeptFact, "name", "commitment", "href", why=DIGEST)
kept(LeftFact, "name", "commitment", why=DIGEST)
kept(LookBack, "heard_by", "shared_by", why=ACCOUNT)
kept(Confided, "reader", why=ACCOUNT)
kept(CallBack, "asked_by", "called_by", why=ACCOUNT)
unions.chosen(LookBack, "organisation")


@FORGET_PERSON.contribute(order=800)
def her_calls(leaver: Leaver) -> None:
    if leaver.person:
        forgetting.forget_calls_of(leaver.person)


@FORGET_ORGANISATION.contribute(order=800)
def its_look_backs(organisation: Organisation) -> None:
    forgetting.forget_association(organisation)


@RETENTION.contribute(order=800)
def what_was_confided() -> Retention:
    return Retention(
        during=YEAR,
        forget=forgetting.forget_confided,
        what="Ce que votre association confie à une seule personne en faisant le point",
        why="Être lu par la personne nommée au-dessus de la question, et elle seule.",
        besides=" après le rapport de l’année",
    )


@RETENTION.contribute(order=810)
def where_to_call() -> Retention:
    return Retention(
        during=forgetting.CALLS,
        forget=forgetting.forget_calls,
        what="Le numéro que vous laissez pour être rappelé en faisant le point",
        why="Vous appeler, et noter vos réponses avec vous.",
        besides=", ou dès que l’appel est fait",
    )


@SPACE_WAITING.contribute(order=800)
def of_space(actor: Contact) -> Asked | None:
    campaign = _asks(actor)
    if campaign is None:
        return None
    text = f"L’année racontée va jusqu’au {day(campaign.ends_on)}\u202f: quinze minutes, ou trois."
    return Asked(text, str(campaign), reverse("self_evaluations:start", args=[actor.organisation.slug]))


@LETTER.contribute(order=800)
def to_look_back(actor: Contact, period: Period) -> Told | None:
    """The opening, a reminder in June and one in September, to who has not shared yet."""
    campaign = _asks(actor)
    moment = _last_moment(campaign, period) if campaign else ""
    if campaign is None or not moment:
        return None
    return Told(
        Part.ANSWER,
        f"look_back:{campaign.year}:{moment}",
        f"{campaign}\u202f: quinze minutes sur votre année, ou trois. Rien n’est noté.",
        href=reverse("self_evaluations:start", args=[actor.organisation.slug]),
    )


@WORKSPACE_LINES.contribute(order=800)
def to_call_back(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="rappels",
        share=Share.CALL,
        counted=("appel demandé", "appels demandés"),
        href=reverse("self_evaluations:all"),
        rows=queries.calls_for(actor),
        since="asked_at",
        line=lambda call: Line(
            call.look_back.organisation.name,
            reverse("self_evaluations:all"),
            "«\u202fRappelez-moi\u202f», en faisant le point.",
        ),
    )


@FOLLOWED.contribute(order=800)
def years_it_shared(organisation: Organisation, actor: TeamMember) -> Section | None:
    """Never what it said."""
    shared = LookBack.objects.filter(organisation=organisation, shared_at__isnull=False).select_related("campaign")
    years = list(shared.order_by("-campaign__year"))
    if not years:
        return None
    return Section("Faire le point", "evaluations/self_evaluations/_followed.html", {"years": years})


@GROUPS.contribute(order=800)
def still_to_share() -> Group | None:
    campaign = Campaign.objects.filter(state=Campaign.State.OPEN).first()
    if campaign is None:
        return None
    label = f"N’ont pas encore fait le point {campaign.year}"
    return Group(f"point-{campaign.year}", label, lambda rows: queries.waited_for(rows, campaign))


@TWICE.contribute(order=800)
def two_look_backs(kept: Organisation, joined: Organisation) -> list[Twice]:
    """Of one year: they are never blended."""
    return [
        Twice(f"point-{its.campaign.year}", str(its.campaign), _began(its), _began(other), (its, other))
        for its, other in queries.of_the_same_years(kept, joined)
    ]


@WORKSPACE_LINKS.contribute(order=810)
def of_workspace(actor: TeamMember) -> list[WorkspaceLink]:
    links = []
    if actor.animates:
        links.append(
            WorkspaceLink("Faire le point\u202f: ce que disent les associations", reverse("self_evaluations:all"))
        )
    if Role.Kind.CONFIDED in actor.roles:
        links.append(
            WorkspaceLink("Faire le point\u202f: ce qui vous est confié", reverse("self_evaluations:confided"))
        )
    return links


def _began(look_back: LookBack) -> str:
    shared = f", partagé le {day(look_back.shared_at)}" if look_back.shared_at else ", pas encore partagé"
    return f"{look_back.organisation.name}\u202f: commencé le {day(look_back.started_at)}{shared}"


def _asks(actor: Contact) -> Campaign | None:
    """The campaign whose answer is still waited for from an association: open, neither shared nor answered
    otherwise."""
    campaign = Campaign.objects.filter(state=Campaign.State.OPEN).first()
    hers = Followed.objects.filter(pk=actor.organisation.pk)
    return campaign if campaign and queries.waited_for(hers, campaign).exists() else None


def _last_moment(campaign: Campaign, period: Period) -> str:
    """Which of the three falls within a period, the last of them if there are several; empty for none."""
    opened = timezone.localdate(campaign.opened_at)
    days = {"open": opened, "june": date(campaign.year, 6, JUNE), "september": campaign.invited_again_on}
    due = [(on, name) for name, on in days.items() if opened <= on and period.start <= on < period.end]
    return max(due)[1] if due else ""
