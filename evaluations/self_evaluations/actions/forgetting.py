"""What is no longer kept of look-backs."""

from django.db import transaction
from django.utils import timezone

from evaluations.self_evaluations.models import CallBack, Confided, LookBack
from qpv_charter.toolkit.retention import MONTH, YEAR
from signatories.organisations.models import Organisation
from signatories.people.models import User

CALLS = 3 * MONTH


@transaction.atomic
def forget_association(organisation: Organisation) -> None:
    """All that it said; what reports counted is theirs."""
    LookBack.objects.of(organisation).delete()


@transaction.atomic
def forget_calls_of(person: User) -> None:
    """That she asked to be called, and where."""
    CallBack.objects.filter(asked_by=person).delete()


@transaction.atomic
def forget_confided() -> None:
    """What was confided, a year after the report."""
    Confided.objects.filter(look_back__campaign__reported_at__lt=timezone.now() - YEAR).delete()


@transaction.atomic
def forget_calls() -> None:
    """Calls that were asked for three months ago, made or not."""
    CallBack.objects.filter(asked_at__lt=timezone.now() - CALLS).delete()
