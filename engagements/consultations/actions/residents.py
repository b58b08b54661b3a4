"""What residents said of a project, noted beside one's line."""

from django.db import transaction

from engagements.consultations.actions.rooms import own_line
from engagements.consultations.models import Line, ResidentsView
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from engagements.voices.actions import Speaker, take_back_voice, take_down
from engagements.voices.models import Kind
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.people.actors import Actor

MOST_VIEWS = 5


@transaction.atomic
def note_residents(line: Line, sentence: Sentence, occasion: Occasion, *, by: Actor) -> ResidentsView:
    """Note what residents said of the project of one's line. Raises ActionRefused for the line of another, for
    what says how to reach somebody, and beyond a few."""
    line, said, occasion = own_line(line, by), sentence.read(), occasion.read()
    if line.views.count() >= MOST_VIEWS:
        raise ActionRefused(f"{MOST_VIEWS} paroles au plus par ligne\u202f: gardez les plus parlantes.")
    voice = take_down(Speaker(kind=Kind.RESIDENT, noted_how=occasion.how), by=by, forget_on=None)
    view = ResidentsView(line=line, voice=voice, text=said.text, how_many=said.how_many, said_in=occasion.said_in)
    view.save()
    record("line.residents_noted", line.consultation, by=None)
    return view


@transaction.atomic
def take_residents_back(view: ResidentsView, *, by: Actor) -> None:
    """Nothing is left of it. Raises ActionRefused for what stands beside the line of another."""
    line = own_line(view.line, by)
    take_back_voice(view.voice)
    record("line.residents_taken_back", line.consultation, by=None)
