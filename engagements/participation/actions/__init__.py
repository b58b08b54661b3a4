"""Every write on gatherings."""

from engagements.participation.actions.answering import answer, change, give_again, new_code, note, take_back
from engagements.participation.actions.asking import correct, propose
from engagements.participation.actions.deciding import cancel, fix, hold, move, remind, remind_all

__all__ = [
    "answer",
    "cancel",
    "change",
    "correct",
    "fix",
    "give_again",
    "hold",
    "move",
    "new_code",
    "note",
    "propose",
    "remind",
    "remind_all",
    "take_back",
]
