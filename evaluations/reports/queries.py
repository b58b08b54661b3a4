"""A year's answers as plain values, the editions so far, and what a page shows of one."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Question
from evaluations.reports.composing import Wording, said, unpacked
from evaluations.reports.models import Edition, Quotation
from evaluations.reports.publication.editions import publish
from evaluations.reports.publication.published import Published
from evaluations.reports.publication.surveys import Question as Asked
from evaluations.reports.publication.surveys import Respondent, Survey
from evaluations.self_evaluations.models import LookBackAnswer

REGION = "look_back__organisation__commune__department__region__name"


def survey_of(campaign: Campaign) -> Survey:
    """What was shared: the situations chosen, on screen, by telephone or on paper. What is confided to one reader
    is not asked for here."""
    asked = _asked(campaign)
    chosen = LookBackAnswer.objects.filter(
        look_back__campaign=campaign,
        look_back__shared_at__isnull=False,
        question__in=asked,
        choice__isnull=False,
    ).values_list("look_back__organisation", REGION, "question__slug", "choice__code")
    answers: dict[tuple[str, str | None], dict[str, str]] = defaultdict(dict)
    for organisation, region, slug, code in chosen:
        answers[str(organisation), region][slug] = code
    questions = [
        Asked(each.slug, tuple(choice.code for choice in each.to_choose), by_region=not each.is_own)
        for each in asked
    ]
    respondents = [Respondent(key, region, each) for (key, region), each in answers.items()]
    return Survey(campaign.year, questions, respondents)


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


def quoted(campaign: Campaign) -> dict[str, str]:
    """The words that still stand, by their digest; an edition quotes those that it names (1 query)."""
    rows = Quotation.objects.of(campaign).standing().select_related("answer")
    return {each.sha256: each.answer.text for each in rows}


def today(campaign: Campaign) -> dict[str, Any]:
    """What the next edition would say, if it were frozen now."""
    told = publish(survey_of(campaign), published())
    return said(
        told,
        wordings_of(campaign),
        number=Edition.objects.of(campaign).count() + 1,
        on=timezone.localdate(),
        quotations=digests(campaign),
    )
