"""Gathers the models of the slices; each lives in its own."""

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Choice, Question, Questionnaire

__all__ = ["Campaign", "Choice", "Question", "Questionnaire"]
