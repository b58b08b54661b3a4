"""The year told of many look-backs: read, decided, composed, over a bare read of the same answers."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.campaigns.actions import close, open_to_all, prepare
from evaluations.campaigns.models import Campaign
from evaluations.reports.actions import freeze
from evaluations.reports.models import Edition
from evaluations.reports.queries import today
from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from tests.benchmarks import bulk

YEAR = 2027
WORDS = ["Ce que la fédération retient de cette année (exemple). " * 9] * 6
ROUNDS = 3
CHUNK = 2000


@dataclass(frozen=True)
class ReportRow:
    """Of a size: seconds, how many times those of a bare read of its answers, and queries."""

    look_backs: int
    seconds: float
    ratio: float
    queries: int


def measure(size: int) -> ReportRow:
    campaign = grow_to(size)
    bare, _ = _timed(lambda: _read_bare(campaign))
    seconds, queries = _timed(lambda: today(campaign))
    return ReportRow(size, seconds, seconds / bare, queries)


def _read_bare(campaign: Campaign) -> None:
    """The same rows as plain values, and nothing done with them."""
    rows = LookBackAnswer.objects.filter(look_back__campaign=campaign)
    list(rows.values_list("look_back__organisation", "question__slug", "choice__code"))


def _timed(act: Callable[[], object]) -> tuple[float, int]:
    """Median seconds of a few rounds, and the queries of one."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        act()
    return sorted(taken)[ROUNDS // 2], len(queries)


def an_edition(size: int) -> Edition:
    """The report of a year that so many told, as long as reports are."""
    campaign = grow_to(size)
    return Edition.objects.of(campaign).last() or freeze(campaign, by=Actor(), words="\n\n".join(WORDS))


def grow_to(size: int) -> Campaign:
    """So many look-backs that are shared, each with an answer to the six questions that are told."""
    if Organisation.objects.count() < size:
        bulk.grow_to(size)
    campaign = Campaign.objects.filter(year=YEAR).first() or close(
        open_to_all(prepare(by=Actor(), year=YEAR), by=Actor()), by=Actor()
    )
    somebody, _ = User.objects.get_or_create(email="bench@example.org")
    there = LookBack.objects.filter(campaign=campaign)
    new = Organisation.objects.exclude(pk__in=there.values("organisation")).order_by("pk")[: size - there.count()]
    made = LookBack.objects.bulk_create(
        [
            LookBack(campaign=campaign, organisation=each, shared_at=campaign.opened_at, shared_by=somebody)
            for each in new
        ],
        batch_size=CHUNK,
    )
    LookBackAnswer.objects.bulk_create(list(_answers(campaign, made)), batch_size=CHUNK)
    return campaign


def _answers(campaign: Campaign, look_backs: list[LookBack]) -> list[LookBackAnswer]:
    pick = random.Random(len(look_backs))  # noqa: S311  # reproducible, not secret
    asked = [each for each in campaign.questionnaire.in_order() if not each.is_confided]
    return [
        LookBackAnswer(look_back=look_back, question=question, choice=pick.choice(question.to_choose))
        for look_back in look_backs
        for question in asked
    ]
