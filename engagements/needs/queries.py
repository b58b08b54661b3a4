"""What pages show of needs."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from engagements.needs import rules
from engagements.needs.models import Need, NeedQuerySet, NeedStep, State
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.search import telling
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.signatures.models import Signature
from signatories.territories.models import Department, Qpv

MOST_COMPARED, MOST_OFFERED = 300, 8
NO_THEME = "Autres besoins"


@dataclass(frozen=True)
class May:
    """What who reads a need may do with it."""

    second: bool
    second_no_more: bool
    follow: bool
    hide: bool


@dataclass(frozen=True)
class Line:
    """What was said, and the last step that became of it, if there is one."""

    need: Need
    step: NeedStep | None


def with_last_step(needs: NeedQuerySet) -> list[Line]:
    """The same, in their order (one query more)."""
    return [Line(need, next(reversed(need.steps.all()), None)) for need in needs.prefetch_related("steps")]


def by_theme(lines: list[Line]) -> dict[str, list[Line]]:
    """By label, those without a theme last; within each, in their order."""
    themes: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (line.need.theme is None, str(line.need.theme or NO_THEME))):
        themes.setdefault(line.need.theme.label if line.need.theme else NO_THEME, []).append(line)
    return themes


def needs(actor: Actor) -> NeedQuerySet:
    """The needs one may read, the last noted first; each with what a list shows."""
    return Need.objects.visible_to(actor).apart(actor).with_details()


def at(qpv: Qpv, actor: Actor) -> NeedQuerySet:
    """Those of a neighbourhood; what waits for an answer before what got one."""
    return Need.objects.visible_to(actor).at(qpv).apart(actor).not_over().most_seen_first()


def answered_at(qpv: Qpv, actor: Actor) -> NeedQuerySet:
    return needs(actor).at(qpv).filter(state=State.ANSWERED).order_by("-state_at", "pk")


def may(actor: Actor, need: Need) -> May:
    """Three queries for who acts for an association, none for a visitor."""
    if actor.person is None:
        return May(second=False, second_no_more=False, follow=False, hide=False)
    seconded = need.seconded.filter(organisation=actor.acts_for).exists()
    can = not seconded and not need.status.is_over and rules.may_second(actor, need)
    return May(
        second=can,
        second_no_more=seconded,
        follow=rules.may_follow(actor, need),
        hide=rules.looks_after(actor, need) and need.hidden_at is None,
    )


def says_the_same(actor: Actor, need: Need) -> NeedQuerySet:
    """The one it is joined to, those joined to it: of these, what this person may read."""
    others = Q(joined_to=need) | Q(pk=need.joined_to_id)
    return Need.objects.visible_to(actor).filter(others).order_by("noted_at", "pk")


def may_be_the_same(actor: Actor, need: Need) -> list[Need]:
    """Those of its department that share most words with it, the closest first (2 queries)."""
    near = Need.objects.visible_to(actor).filter(department=need.department_id).apart(actor).exclude(pk=need.pk)
    mine = {*telling(need.text)}
    found = near.order_by("-noted_at", "pk")[:MOST_COMPARED]
    return sorted(found, key=lambda other: -len(mine & {*telling(other.text)}))[:MOST_OFFERED]


def steps(need: Need) -> QuerySet[NeedStep]:
    return need.steps.select_related("organisation")


def who_is_named(need: Need) -> QuerySet[Organisation]:
    """The associations of its page whose signature is public: the others did what they did without a name."""
    seen = Signature.objects.published().values("organisation")
    followed = Q(pk__in=need.steps.values("organisation")) | Q(pk__in=need.seconded.values("organisation"))
    return Organisation.objects.filter(Q(pk=need.voice.noted_for_id) | followed).filter(pk__in=seen)


def who_sees_it_too(need: Need) -> QuerySet[Organisation]:
    """Of those, the associations that said so."""
    return who_is_named(need).filter(pk__in=need.seconded.values("organisation"))


def words_of(need: Need) -> str:
    """All that its page says in people's own words, what became of it included (1 query)."""
    steps = need.steps.values_list("told_to", "text")
    return "\n".join(filter(None, [need.text, need.occasion, *(word for step in steps for word in step)]))


def message(need: Need) -> str:
    """What one pastes into WhatsApp or a text message, or reads on the radio."""
    return f"«\u202f{need.text}\u202f» ({need.place}). Où en est-on\u202f? {absolute(need.get_absolute_url())}"


def departments(actor: Actor) -> QuerySet[Department]:
    """Those that have needs to list."""
    return Department.objects.filter(pk__in=Need.objects.visible_to(actor).values("department"))


def themes(actor: Actor) -> QuerySet[Theme]:
    return Theme.objects.filter(pk__in=Need.objects.visible_to(actor).values("theme"))


def noted_by(organisation: Organisation, period: Period) -> NeedQuerySet:
    """What an association noted in a period."""
    return Need.objects.filter(
        voice__noted_for=organisation, noted_at__date__gte=period.start, noted_at__date__lt=period.end
    )


def followed_by(organisation: Organisation, period: Period) -> QuerySet[NeedStep]:
    """What it wrote of what became of needs."""
    found = NeedStep.objects.filter(
        organisation=organisation, said_at__date__gte=period.start, said_at__date__lt=period.end
    )
    return found.exclude(kind=NeedStep.Kind.REOPENED).select_related("need")


def to_second(actor: Contact) -> NeedQuerySet:
    """What anyone reads of where an association acts, noted by another, that it has not said it sees."""
    near = Need.objects.visible_to(actor).near(actor.acts_for).filter(is_public=True, hidden_at=None).not_over()
    others = near.exclude(voice__noted_for=actor.acts_for).exclude(seconded__organisation=actor.acts_for)
    return others.with_place()


def answered_near(actor: Actor, period: Period) -> NeedQuerySet:
    """The needs of the places where one acts that got an answer in a period."""
    if actor.acts_for is None:
        return Need.objects.none()
    over = Need.objects.visible_to(actor).near(actor.acts_for).filter(state=State.ANSWERED)
    return over.filter(state_at__date__gte=period.start, state_at__date__lt=period.end).with_place()
