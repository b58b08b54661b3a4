"""A year's answers as plain values, the editions so far, and what a page shows of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.meetings.queries import who_came
from evaluations.questionnaires.models import Question
from evaluations.reports.composing import Wording, said
from evaluations.reports.models import Difficulty, Edition, Quotation, free_texts
from evaluations.reports.packing import unpacked
from evaluations.reports.publication.editions import publish
from evaluations.reports.publication.kinds import DEPARTMENT, FORM, NETWORK, REGION
from evaluations.reports.publication.published import Published
from evaluations.reports.publication.surveys import Kinds, Respondent, Survey
from evaluations.reports.publication.surveys import Question as Asked
from evaluations.reports.rooms import decided, rooms, walls
from evaluations.reports.stories import chosen
from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

ITS_REGION = "look_back__organisation__commune__department__region__name"
HEAD_OFFICE = ("commune__department__region__name", "commune__department__name")


def survey_of(campaign: Campaign) -> Survey:
    """What was shared: the situations chosen, on screen, by telephone or on paper. What is confided to one reader
    is not asked for here."""
    asked = _asked(campaign)
    chosen = LookBackAnswer.objects.filter(
        look_back__campaign=campaign,
        look_back__shared_at__isnull=False,
        question__in=asked,
        choice__isnull=False,
    ).values_list("look_back__organisation", ITS_REGION, "question__slug", "choice__code")
    answers: dict[tuple[str, str | None], dict[str, str]] = defaultdict(dict)
    for organisation, region, slug, code in chosen:
        answers[str(organisation), region][slug] = code
    questions = [
        Asked(each.slug, tuple(choice.code for choice in each.to_choose), by_region=not each.is_own)
        for each in asked
    ]
    respondents = [Respondent(key, region, each) for (key, region), each in answers.items()]
    return Survey(
        campaign.year,
        questions,
        respondents,
        difficulties=_difficulties(campaign),
        kinds=_kinds(campaign),
        signatories=_keys(Signature.objects.published().values_list("organisation", flat=True)),
        answered=_answered(campaign),
    )


def _kinds(campaign: Campaign) -> dict[str, Kinds]:
    """Of what kinds signatories and respondents are, as the directory says it (2 queries)."""
    signed = Signature.objects.published().values("organisation")
    shared = LookBack.objects.filter(campaign=campaign).shared().values("organisation")
    rows = Organisation.objects.filter(Q(pk__in=signed) | Q(pk__in=shared))
    networks: dict[str, list[str]] = defaultdict(list)
    listed = rows.filter(networks__isnull=False, networks__withdrawn_at=None)
    for pk, network in listed.values_list("pk", "networks__name"):
        networks[str(pk)].append(network)
    return {
        str(pk): {
            FORM: [Organisation.Kind(form).label],
            NETWORK: networks[str(pk)],
            REGION: [region] if region else [],
            DEPARTMENT: [department] if department else [],
        }
        for pk, form, region, department in rows.values_list("pk", "kind", *HEAD_OFFICE)
    }


def _answered(campaign: Campaign) -> frozenset[str]:
    """Who shared, on screen, by telephone or on paper, and who came to a meeting."""
    shared = LookBack.objects.filter(campaign=campaign).shared().values_list("organisation", flat=True)
    return _keys(shared) | _keys(who_came(campaign).values_list("pk", flat=True))


def _keys(organisations: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, organisations))


def _difficulties(campaign: Campaign) -> dict[str, frozenset[str]]:
    """Who bears each theme (1 query)."""
    rows = Difficulty.objects.filter(campaign=campaign, answers__in=free_texts(campaign))
    borne: dict[str, set[str]] = defaultdict(set)
    for name, organisation in rows.values_list("name", "answers__look_back__organisation"):
        borne[name].add(str(organisation))
    return {name: frozenset(keys) for name, keys in borne.items()}


def wordings_of(campaign: Campaign) -> dict[str, Wording]:
    return {
        each.slug: Wording(each.commitment, each.text, {choice.code: choice.text for choice in each.to_choose})
        for each in _asked(campaign)
    }


def _asked(campaign: Campaign) -> list[Question]:
    """The questions whose answers are situations, but for what is confided."""
    questions = campaign.questionnaire.in_order()
    return [each for each in questions if each.kind == Question.Kind.SITUATIONS and not each.is_confided]


def published() -> Published:
    """Every edition of every year."""
    return Published(
        [unpacked(each.campaign.year, each.says["looked_back"], each.told) for each in Edition.objects.in_order()]
    )


def quotable(campaign: Campaign) -> QuerySet[LookBackAnswer]:
    """The sentences that associations which shared let be quoted, in the order of the questions; what is confided
    is in another table."""
    rows = LookBackAnswer.objects.filter(
        look_back__campaign=campaign, look_back__shared_at__isnull=False, quotable=True
    ).select_related("question", "look_back__organisation__commune__department", "look_back__campaign")
    return rows.order_by("question__position", "question__slug", "pk")


def digests(campaign: Campaign) -> dict[str, list[str]]:
    """What an edition frozen now would keep of its quotations, by slug of question."""
    found: dict[str, list[str]] = defaultdict(list)
    standing = Quotation.objects.of(campaign).standing().shown_long_enough()
    for each in standing.select_related("answer__question"):
        found[each.answer.question.slug].append(each.sha256)
    return {slug: sorted(each) for slug, each in found.items()}


def texts_to_group(campaign: Campaign) -> QuerySet[LookBackAnswer]:
    """What associations wrote, each with the themes that it was put under, in the order of the questions."""
    rows = free_texts(campaign).select_related("question", "look_back__organisation")
    return rows.prefetch_related("difficulties").order_by("question__position", "question__slug", "pk")


def beside(campaign: Campaign, *, words: str = "", stories: Sequence[str] | None = None) -> dict[str, Any]:
    """What an edition frozen now would say besides its figures, in the federation's words, with its stories."""
    last = Edition.objects.of(campaign).last()
    return {
        "words": words,
        "quotations": digests(campaign),
        "rooms": rooms(campaign),
        "walls": walls(campaign, [each.slug for each in _asked(campaign)], last.says if last else {}),
        "decisions": decided(campaign),
        "stories": chosen(campaign, stories),
        "map": _map(),
    }


def _map() -> list[dict[str, Any]]:
    """How many signatories have their head office in each department (1 query)."""
    signed = Signature.objects.published().order_by("organisation__commune__department")
    rows = signed.exclude(organisation__commune=None).values_list(
        "organisation__commune__department", "organisation__commune__department__name"
    )
    counted = rows.annotate(Count("organisation", distinct=True))
    return [{"code": code, "name": name, "signatories": many} for code, name, many in counted]


def today(campaign: Campaign) -> dict[str, Any]:
    """What the next edition would say, if it were frozen now."""
    told = publish(survey_of(campaign), published())
    return said(
        told,
        wordings_of(campaign),
        number=Edition.objects.of(campaign).count() + 1,
        on=timezone.localdate(),
        beside=beside(campaign),
    )
