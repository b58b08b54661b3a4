"""Every write on gatherings."""

from engagements.participation.actions.answering import answer, change, give_again, new_code, take_back
from engagements.participation.actions.asking import correct, propose

__all__ = ["answer", "change", "correct", "give_again", "new_code", "propose", "take_back"]
