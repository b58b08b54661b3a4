"""What the year's meetings were: who was there by their number, what rooms put on the wall, what was decided.

Cards obey the rules of figures. Nobody knows whose each dot is, so that editions cannot be compared: what is told
of a wall once is told in every later one. Words of others are kept by their digest, and read where they stand
(`standing`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from engagements.debates.models import DecidedAt
from engagements.decisions.models import Decision
from evaluations.campaigns.models import Campaign
from evaluations.meetings.models import BANDS, MeetingPoster, MeetingPresence, YearlyMeeting, YearlyMeetingQuerySet
from evaluations.reports.composing import digest
from evaluations.reports.publication.figures import Scale, figures
from signatories.people.actors import Actor

Wall = dict[str, Any]


def rooms(campaign: Campaign) -> dict[str, Any]:
    """The meetings that were, the first first; `present`: the associations that came to one or more, each once
    (6 queries)."""
    held = _held(campaign)
    present = MeetingPresence.objects.filter(meeting__in=held.values("pk"))
    came = dict(present.order_by().values_list("meeting").annotate(Count("pk")))
    rows = held.with_details().order_by("gathering__first_at", "pk")
    return {
        "present": present.values("organisation").distinct().count(),
        "meetings": [
            {"kind": each.kind, "place": each.place, "on": chosen.day.isoformat(), "present": came.get(each.pk, 0)}
            for each in rows
            if (chosen := each.gathering.chosen)
        ],
    }


def walls(campaign: Campaign, slugs: Iterable[str], before: Mapping[str, Any]) -> dict[str, list[Wall]]:
    """One a neighbourhood, by slug of question; of two meetings on the same neighbourhood, the last. `before` is
    what the edition before said (3 queries)."""
    rows = MeetingPoster.objects.filter(meeting__in=_held(campaign).values("pk"), question__slug__in=slugs)
    rows = rows.select_related("question", "qpv").prefetch_related("question__choices", "qpv__communes")
    last = {
        (each.question.slug, each.qpv_id): each for each in rows.order_by("meeting__gathering__first_at", "pk")
    }
    told = before.get("walls", {})
    found: dict[str, list[Wall]] = {}
    for (slug, code), poster in sorted(last.items()):
        said = next((each for each in told.get(slug, []) if each["code"] == code), None)
        found.setdefault(slug, []).append(_wall(poster, said))
    return found


def decided(campaign: Campaign) -> list[dict[str, Any]]:
    """What was decided at a meeting and anybody may read, and where it stands (1 query)."""
    return [
        {"id": str(each.pk), "sha256": digest(each.text), "month": each.month.isoformat(), "state": each.state}
        for each in decisions(campaign)
    ]


def decisions(campaign: Campaign) -> QuerySet[Decision]:
    there = DecidedAt.objects.filter(sheet__gathering__in=_held(campaign).values("gathering"))
    read = Decision.objects.visible_to(Actor()).filter(pk__in=there.values("decision"))
    return read.order_by("month", "written_at", "pk")


def _held(campaign: Campaign) -> YearlyMeetingQuerySet:
    """Those whose day came."""
    rows = YearlyMeeting.objects.standing().filter(campaign=campaign, gathering__chosen__isnull=False)
    return rows.filter(gathering__first_at__lte=timezone.now())


def _wall(poster: MeetingPoster, before: Mapping[str, Any] | None) -> Wall:
    words = {band: digest(text) for band in BANDS if poster.quotable and (text := getattr(poster, band))}
    return {"code": poster.qpv_id, "name": poster.qpv.label, "said": words, **_dots(poster, before)}


def _dots(poster: MeetingPoster, before: Mapping[str, Any] | None) -> Wall:
    if before and before["scale"] != Scale.HIDDEN:
        return {name: before[name] for name in ("answers", "scale", "cells")}
    told = figures({choice.code: poster.counts.get(choice.code, 0) for choice in poster.question.to_choose})
    return {"answers": told.answers, "scale": told.scale.value, "cells": dict(told.cells)}
