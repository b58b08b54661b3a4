"""Words of the history, and what becomes of what questionnaires hold: nobody."""

from evaluations.questionnaires.models import Choice, Question, Questionnaire
from qpv_charter.toolkit.personal import impersonal
from signatories.history.kinds import declare

declare(
    {
        "questionnaire.prepared": "Questionnaire préparé",
        "question.added": "Question ajoutée",
        "question.removed": "Question retirée",
        "question.moved": "Question déplacée",
        "question.reworded": "Question récrite ou corrigée",
    }
)

impersonal(Questionnaire, Question, Choice, why="what the federation asks of all")
