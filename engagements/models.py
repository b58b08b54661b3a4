"""Gathers the models of the slices; each lives in its own."""

from engagements.closures.models import Closure
from engagements.consultations.models import Call, CallChange, Consultation, Line, Named, Partner, Party
from engagements.decisions.models import Decision
from engagements.letter.models import Letter, Question, QuestionKey
from engagements.needs.models import Need, NeedStep, Seconded
from engagements.participation.models import Answer, AnswerTime, Gathering, GatheringTime
from engagements.voices.models import Voice, VoiceContact, VoiceKey

__all__ = [
    "Answer",
    "AnswerTime",
    "Call",
    "CallChange",
    "Closure",
    "Consultation",
    "Decision",
    "Gathering",
    "GatheringTime",
    "Letter",
    "Line",
    "Named",
    "Need",
    "NeedStep",
    "Partner",
    "Party",
    "Question",
    "QuestionKey",
    "Seconded",
    "Voice",
    "VoiceContact",
    "VoiceKey",
]
