"""What pages show of look-backs."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from engagements.decisions.models import Decision, State
from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.models import CallBack, Confided, LookBack, LookBackAnswer, Said
from evaluations.self_evaluations.places import ANSWERED
from evaluations.self_evaluations.rules import asked_of, may_look_back, the_reader
from qpv_charter.toolkit import pdf
from signatories.following.models import FollowedQuerySet
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership, Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

RECEIPT = "Notre point.pdf"
SILENT = 2  # years without an answer, after which somebody calls
CALLED = 30  # at a time


@dataclass(frozen=True)
class Year:
    """A campaign as one association goes through it. `answers` are by slug of question, what is confided included:
    it is for the association's own screens alone."""

    campaign: Campaign
    look_back: LookBack | None
    questions: list[Question]
    answers: dict[str, Said] = field(default_factory=dict)
    reader: User | None = None

    @property
    def answered(self) -> set[str]:
        return {slug for slug, said in self.answers.items() if said.says_something}

    @property
    def next(self) -> Question:
        """The first without an answer, or the first of all."""
        return next((each for each in self.questions if each.slug not in self.answered), self.questions[0])

    def after(self, question: Question) -> Question | None:
        """The question that follows, None after the last."""
        place = self.questions.index(question) + 1
        return self.questions[place] if place < len(self.questions) else None

    def before(self, question: Question) -> Question | None:
        place = self.questions.index(question)
        return self.questions[place - 1] if place else None


def year_of(actor: Contact) -> Year | None:
    """The campaign that the association may answer today, with what it said; None when there is none."""
    campaign = Campaign.objects.current()
    if campaign is None or not may_look_back(actor.organisation):
        return None
    look_back = LookBack.objects.visible_to(actor).filter(campaign=campaign).select_related("shared_by").first()
    answers = said_in(look_back, actor) if look_back else {}
    reader = the_reader()
    return Year(campaign, look_back, _asked(campaign, answers, confides=reader is not None), answers, reader)


def _asked(campaign: Campaign, answers: dict[str, Said], *, confides: bool) -> list[Question]:
    boxes = [f"{said.question_id}/{code}" for said in answers.values() for code in said.ticked]
    chosen = {slug: said.choice for slug, said in answers.items()}
    return asked_of(campaign.questionnaire.in_order(), chosen, boxes, confides=confides)


def said_in(look_back: LookBack, actor: Contact) -> dict[str, Said]:
    """What an association said, by slug of question, for itself."""
    confided = Confided.objects.visible_to(actor).filter(look_back=look_back).select_related("question", "choice")
    return {said.question.slug: said for said in [*answers_of(look_back), *confided]}


def answers_of(look_back: LookBack) -> QuerySet[LookBackAnswer]:
    """What may be read, printed and counted, in the order of the questions (2 queries)."""
    rows = look_back.answers.select_related("question", "choice").prefetch_related("question__choices")
    return rows.order_by("question__position", "question__slug")


def last_year(actor: Contact, campaign: Campaign) -> dict[str, LookBackAnswer]:
    """What it shared the last time, by slug of question; what was confided stays where it was."""
    before = LookBack.objects.visible_to(actor).shared().filter(campaign__year__lt=campaign.year)
    last = before.order_by("-campaign__year").first()
    return {said.question.slug: said for said in answers_of(last) if said.says_something} if last else {}


def decided_for(organisation: Organisation, campaign: Campaign) -> QuerySet[Decision]:
    """What it is to do that was decided together, whatever the year; what it did or left in the year it tells."""
    period = Q(state_at__date__gte=campaign.starts_on, state_at__date__lte=campaign.ends_on)
    over = Q(state__in=[State.DONE, State.DROPPED]) & period
    theirs = Decision.objects.filter(Q(state=State.TO_DO) | over, organisation=organisation)
    return theirs.order_by("-state", "month", "written_at", "pk")  # what waits first


def receipt_of(look_back: LookBack) -> dict[str, object]:
    """All that a receipt says: answers that say something, and the lines kept, by commitment (4 queries)."""
    facts: dict[str, list[object]] = {}
    for fact in look_back.kept_facts.all():
        facts.setdefault(fact.commitment, []).append(fact)
    said = [
        (row, facts.pop(row.question.commitment, []) if row.question.commitment else [])
        for row in answers_of(look_back)
        if row.says_something
    ]
    questions = {each.commitment: each for each in look_back.campaign.questionnaire.in_order() if each.commitment}
    alone = [(questions[commitment], kept) for commitment, kept in facts.items() if commitment in questions]
    return {"look_back": look_back, "said": said, "alone": alone}


def printed(look_back: LookBack) -> pdf.Document:
    """The receipt, to be made into a PDF."""
    return pdf.compose("evaluations/self_evaluations/receipt_pdf.html", receipt_of(look_back))


def shared_with(actor: Actor) -> QuerySet[LookBack]:
    """Those that an animator reads."""
    rows = LookBack.objects.visible_to(actor).shared()
    return rows.select_related("campaign", "organisation__commune__department")


def calls_for(actor: Actor) -> QuerySet[CallBack]:
    """Who asked to be called back in the territory that the actor animates, first come first."""
    waiting = CallBack.objects.filter(called_at=None).filter(
        actor.animated("look_back__organisation__commune__department")
    )
    return waiting.select_related("look_back__organisation", "asked_by").order_by("asked_at", "pk")


def waited_for(rows: FollowedQuerySet, campaign: Campaign) -> FollowedQuerySet:
    """Those that signed, and have neither shared nor answered otherwise."""
    shared = LookBack.objects.shared().filter(campaign=campaign)
    return rows.published().exclude(pk__in=shared.values("organisation")).filter(_but_answered(campaign))


def _but_answered(campaign: Campaign) -> Q:
    """All associations but those that answered otherwise than by a look-back."""
    but = Q()
    for answered in ANSWERED.gather(campaign):
        but &= ~Q(pk__in=answered.values("pk"))
    return but


def silent(actor: Actor) -> list[Organisation]:
    """To be called by who animates their territory, a few at a time: who signed before the last two campaigns that
    no longer remind, and neither shared nor answered otherwise since. Nothing else comes of it: nobody is paused
    for being silent."""
    over = Campaign.objects.opened().exclude(state=Campaign.State.OPEN).order_by("-year")[:SILENT]
    if len(over) < SILENT:
        return []
    first = over[SILENT - 1]
    signed = Signature.objects.published().filter(published_at__lt=first.opened_at)
    spoke = LookBack.objects.shared().filter(campaign__year__gte=first.year)
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        actor.animated("commune__department"), pk__in=signed.values("organisation")
    ).exclude(pk__in=spoke.values("organisation"))
    contacts = Membership.objects.current().select_related("user")
    rows = rows.prefetch_related(Prefetch("memberships", contacts, to_attr="contacts")).order_by("name_key", "pk")
    for campaign in Campaign.objects.opened().filter(year__gte=first.year):
        rows = rows.filter(_but_answered(campaign))
    return list(rows[:CALLED])


def of_the_same_years(one: Organisation, other: Organisation) -> list[tuple[LookBack, LookBack]]:
    """The look-backs of two records of one association, where both have one (2 queries)."""
    rows = LookBack.objects.select_related("campaign", "organisation").order_by("campaign__year")
    others = {each.campaign_id: each for each in rows.filter(organisation=other)}
    return [(its, others[its.campaign_id]) for its in rows.filter(organisation=one) if its.campaign_id in others]


def confided_to(actor: Actor) -> QuerySet[Confided]:
    """What the actor alone reads."""
    rows = Confided.objects.visible_to(actor).select_related(
        "look_back__organisation", "look_back__campaign", "choice", "question"
    )
    return rows.prefetch_related(Prefetch("question__choices")).order_by("-look_back__shared_at", "pk")


def current_of(organisation: Organisation) -> LookBack | None:
    """The last look-back that the association shared."""
    shared = LookBack.objects.of(organisation).shared().select_related("campaign", "organisation")
    return shared.order_by("-campaign__year").first()
