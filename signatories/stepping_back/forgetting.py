"""Forgetting why somebody, or an association, stepped back; that it was asked stays."""

from django.db.models import QuerySet

from signatories.outbox.forgetting import forget_about
from signatories.stepping_back.models import StepBack


def forget_reasons(steps: QuerySet[StepBack]) -> None:
    """With the mails that said them."""
    for step in steps:
        forget_about(step)
    steps.update(reason="")
