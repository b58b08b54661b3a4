"""What the charter's life holds of people and associations, and how it goes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.versions.models import Renewal

FORGOTTEN = "Raison effacée."


@transaction.atomic
def forget_person(person: User) -> None:
    """The reasons that she gave; that her association answered stays."""
    Renewal.objects.filter(declined_by=person).update(reason=FORGOTTEN)


@transaction.atomic
def forget_organisation(organisation: Organisation) -> None:
    Renewal.objects.filter(organisation=organisation).delete()


def forget_reasons(during: timedelta) -> int:
    """Those that were given long ago; how many there were."""
    old = Renewal.objects.filter(declined_at__lt=timezone.now() - during)
    return old.exclude(reason=FORGOTTEN).update(reason=FORGOTTEN)
