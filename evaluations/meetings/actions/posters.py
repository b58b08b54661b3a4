"""What the room put on the wall, poster by poster."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils import timezone

from evaluations.meetings.actions.announcing import run
from evaluations.meetings.models import BANDS, LONGEST_BAND, MeetingPoster, YearlyMeeting
from evaluations.meetings.queries import neighbourhoods_of
from evaluations.meetings.rules import FEWEST
from evaluations.questionnaires.models import Question
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.people.actors import Actor
from signatories.territories.models import Qpv


@dataclass(frozen=True, kw_only=True)
class Wall:
    """Dots by code of situation, a sentence a band, and whether the room lets them be quoted."""

    counts: Mapping[str, int] = field(default_factory=dict)
    works: str = ""
    stuck: str = ""
    tries: str = ""
    quotable: bool = False

    def read(self) -> "Wall":
        """The same, cleaned: no code without a dot, no yes to quote without words. Raises ActionRefused."""
        said = {band: or_refuse(read_line, getattr(self, band), longest=LONGEST_BAND) for band in BANDS}
        counts = {code: count for code, count in self.counts.items() if count}
        return Wall(counts=counts, quotable=self.quotable and any(said.values()), **said)


@transaction.atomic
def write_poster(
    meeting: YearlyMeeting, question: Question, qpv: Qpv, *, by: Actor, wall: Wall, read: int | None
) -> MeetingPoster:
    """Enter a poster; again, it replaces what was entered.

    Raises Stale for who would write over what they have not read; ActionRefused for a neighbourhood or a question
    of elsewhere, for more dots than associations, and for any dot under five of them or where it is confided."""
    meeting, wall = run(meeting, by), wall.read()
    if question.questionnaire_id != meeting.campaign.questionnaire_id or by.person is None:
        raise ActionRefused("Cette affiche est d’une autre année.")
    if not neighbourhoods_of(meeting).filter(pk=qpv.pk).exists():
        raise ActionRefused("Ce quartier n’est pas de ceux du rendez-vous.")
    _check_dots(meeting, question, wall.counts)
    poster = meeting.posters.select_for_update().filter(question=question, qpv=qpv).first()
    poster = poster or MeetingPoster(meeting=meeting, question=question, qpv=qpv)
    texts = asdict(wall)
    poster.turn_over(texts, read=read)
    for name, value in texts.items():
        setattr(poster, name, value)
    poster.written_by, poster.written_at = by.person, timezone.now()
    poster.save()
    record("meeting.poster", meeting, by=by, about=[qpv], question=question.slug)
    return poster


def _check_dots(meeting: YearlyMeeting, question: Question, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    if question.is_confided:
        raise ActionRefused("Sur cette affiche, des phrases seulement\u202f: ni gommettes, ni noms.")
    if {*counts} - {choice.code for choice in question.to_choose}:
        raise ActionRefused("Cette situation n’est pas sur l’affiche.")
    there = meeting.present.count()
    if there < FEWEST:
        raise ActionRefused(
            f"Moins de {FEWEST} associations sont notées présentes\u202f: n’écrivez que les phrases."
        )
    if sum(counts.values()) > there:
        raise ActionRefused(f"Une gommette par association\u202f: {there} étaient là, pas davantage.")
