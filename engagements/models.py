"""Gathers the models of the slices; each lives in its own."""

from engagements.closures.models import Closure
from engagements.consultations.models import (
    Call,
    CallChange,
    Consultation,
    FundersAnswer,
    Line,
    Named,
    Partner,
    Party,
    ResidentsView,
)
from engagements.debates.models import (
    DecidedAt,
    Point,
    Sheet,
    SheetGuest,
    SheetGuestKey,
    SheetNote,
    SheetParty,
)
from engagements.decisions.models import Decision
from engagements.flags.models import Case, Report
from engagements.guests.models import Guest, GuestKey
from engagements.letter.models import Letter, LetterQuestion, QuestionKey
from engagements.needs.models import AtHome, Need, NeedStep, Seconded
from engagements.participation.models import Answer, AnswerTime, Gathering, GatheringTime
from engagements.relays.models import Relay
from engagements.sayings.models import Saying
from engagements.voices.models import Voice, VoiceContact, VoiceKey

__all__ = [
    "Answer",
    "AnswerTime",
    "AtHome",
    "Call",
    "CallChange",
    "Case",
    "Closure",
    "Consultation",
    "DecidedAt",
    "Decision",
    "FundersAnswer",
    "Gathering",
    "GatheringTime",
    "Guest",
    "GuestKey",
    "Letter",
    "LetterQuestion",
    "Line",
    "Named",
    "Need",
    "NeedStep",
    "Partner",
    "Party",
    "Point",
    "QuestionKey",
    "Relay",
    "Report",
    "ResidentsView",
    "Saying",
    "Seconded",
    "Sheet",
    "SheetGuest",
    "SheetGuestKey",
    "SheetNote",
    "SheetParty",
    "Voice",
    "VoiceContact",
    "VoiceKey",
]
