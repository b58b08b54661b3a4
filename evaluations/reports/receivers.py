"""What reports do with news of look-backs."""

from typing import Any

from django.dispatch import receiver

from evaluations.reports.actions import sort_again
from evaluations.self_evaluations.models import LookBackAnswer
from evaluations.self_evaluations.signals import words_changed


@receiver(words_changed, sender=LookBackAnswer)
def other_words(answer: LookBackAnswer, **_: Any) -> None:
    sort_again(answer)
