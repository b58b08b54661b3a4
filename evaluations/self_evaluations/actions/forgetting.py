"""What is no longer kept of look-backs."""

from django.db import transaction
from django.utils import timezone

from evaluations.self_evaluations.models import CallBack, Confided, LookBack
from qpv_charter.toolkit.retention import YEAR
from signatories.organisations.models import Organisation
from signatories.people.models import User


@transaction.atomic
def forget_association(organisation: Organisation) -> None:
    """All that it said; what reports counted is theirs."""
    LookBack.objects.of(organisation).delete()


@transaction.atomic
def forget_calls_of(person: User) -> None:
    """That she asked to be called, and where."""
    CallBack.objects.filter(asked_by=person).delete()


@transaction.atomic
def forget_old() -> None:
    """What was confided, a year after the report; calls that nobody made within a year."""
    before = timezone.now() - YEAR
    Confided.objects.filter(look_back__campaign__reported_at__lt=before).delete()
    CallBack.objects.filter(asked_at__lt=before).delete()
