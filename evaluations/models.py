"""Gathers the models of the slices; each lives in its own."""

from evaluations.campaigns.models import Campaign
from evaluations.meetings.models import MeetingInvitation, MeetingPoster, MeetingPresence, YearlyMeeting
from evaluations.questionnaires.models import Choice, Question, Questionnaire
from evaluations.reports.models import Edition, Quotation
from evaluations.self_evaluations.models import CallBack, Confided, KeptFact, LeftFact, LookBack, LookBackAnswer

__all__ = [
    "CallBack",
    "Campaign",
    "Choice",
    "Confided",
    "Edition",
    "KeptFact",
    "LeftFact",
    "LookBack",
    "LookBackAnswer",
    "MeetingInvitation",
    "MeetingPoster",
    "MeetingPresence",
    "Question",
    "Questionnaire",
    "Quotation",
    "YearlyMeeting",
]
