"""Words of others that an edition names by their digest: read where they were said, as long as they stand there.

An edition never changes; a yes may be taken back, a text corrected, an association erased. What stands no longer
is read in no edition, page or PDF, and every digest still holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from engagements.decisions.models import Decision
from evaluations.campaigns.models import Campaign
from evaluations.meetings.models import BANDS, MeetingPoster
from evaluations.reports import stories
from evaluations.reports.composing import digest
from evaluations.reports.models import Quotation
from signatories.people.actors import Actor


def words(campaign: Campaign, says: Mapping[str, Any]) -> dict[str, str]:
    """By their digest: sentences of look-backs and walls with a yes, public decisions what was said,
    then done (7 queries)."""
    quotations = Quotation.objects.of(campaign).standing().select_related("answer")
    posters = MeetingPoster.objects.filter(meeting__campaign=campaign, quotable=True)
    decided = Decision.objects.visible_to(Actor()).filter(
        pk__in=[each["id"] for each in says.get("decisions", [])]
    )
    told = stories.told(says.get("stories", []))
    texts = [
        *(text for each in told for text in (each.said, each.done)),
        *(each.answer.text for each in quotations),
        *(text for bands in posters.values_list(*BANDS) for text in bands),
        *decided.values_list("text", flat=True),
    ]
    return _by_digest(texts)


def _by_digest(texts: Iterable[str]) -> dict[str, str]:
    return {digest(text): text for text in texts if text}
