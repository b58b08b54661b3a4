"""What is printed of a yearly meeting: an invitation, its minutes, and the cards of the room. Tagged PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from evaluations.meetings.facts import years
from evaluations.meetings.models import BANDS
from evaluations.meetings.queries import Shown, on_the_wall
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.rules import the_reader
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose

TEMPLATES = "evaluations/meetings/pdf/"
STYLE = (*STYLES, "css/pdf-meeting.css")
LINES = 3  # under each band of a poster
ROWS = 20  # of the attendance sheet: one page


@dataclass(frozen=True)
class Poster:
    """A question as it hangs on the wall: on two sheets side by side, its situations three by three."""

    question: Question
    number: int
    left: Sequence[str]
    right: Sequence[str]


def invitation(shown: Shown) -> Document:
    return compose(f"{TEMPLATES}invitation.html", _context(shown), styles=STYLE)


def minutes(shown: Shown) -> Document:
    """With the names that who asks may read."""
    return compose(f"{TEMPLATES}minutes.html", _context(shown), styles=STYLE)


def cards(shown: Shown) -> Document:
    """The page of whoever leads, what had been decided, the year of the place, who is there; then two sheets a
    poster, and on the one without dots whom one talks to in confidence."""
    context = _context(shown) | {
        "years": years(shown.meeting),
        "rows": range(ROWS),
        "reader": the_reader(),
        "reached": _reached(),
        "posters": [_poster(*each) for each in enumerate(on_the_wall(shown.meeting.campaign), 1)],
        "bands": [*BANDS.values()],
        "lines": range(LINES),
    }
    return compose(f"{TEMPLATES}cards.html", context, styles=(*STYLE, "css/pdf-cards.css"))


def _poster(number: int, question: Question) -> Poster:
    texts = [] if question.is_confided else [choice.text for choice in question.to_choose]
    half = (len(texts) + 1) // 2
    return Poster(question, number, texts[:half], texts[half:])


def _reached() -> str:
    """How one reaches the team, in words; what every association has, where it has not said."""
    phone, days = settings.TEAM["phone"], settings.TEAM["days"]
    said = [f"{phone} ({days})" if phone and days else phone, settings.LEGAL["contact"]]
    return " ou ".join(filter(None, said)) or "par un message, depuis votre espace"


def _context(shown: Shown) -> dict[str, object]:
    address = absolute(shown.meeting.get_absolute_url())
    return {"shown": shown, "meeting": shown.meeting, "gathering": shown.gathering, "address": address}
