"""What an association did since a year, from what each slice knows of it: nothing of it is stored."""

from datetime import timedelta

from django.utils import timezone

from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, Evidence
from signatories.people.places import Period

YEAR = timedelta(days=365)


def since_a_year(organisation: Organisation) -> list[Evidence]:
    """The last first, today included."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    found = EVIDENCE.gather(organisation, Period(tomorrow - YEAR, tomorrow))
    return sorted(found, key=lambda each: each.at, reverse=True)


def seen_by_all(organisation: Organisation) -> list[Evidence]:
    """Of it, what its page may say to anybody."""
    return [each for each in since_a_year(organisation) if each.public]
