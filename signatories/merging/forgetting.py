"""What a journal holds of people and associations, and how it goes: with its lines, which nobody can then undo."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from signatories.merging.models import UnionChange
from signatories.people.places import Leaver


def forget_person(leaver: Leaver) -> None:
    """The addresses and the number that she had lent to an association."""
    hers = {*leaver.addresses, leaver.person.phone if leaver.person else ""} - {""}
    lent = UnionChange.objects.filter(field__in=["contact_email", "public_email", "public_phone"])
    for change in lent:
        if hers & {str(value).lower() for value in (change.before, change.after)}:
            change.delete()


def forget(whose: Q) -> int:
    deleted, _ = UnionChange.objects.filter(whose).delete()
    return deleted


def forget_older_than(during: timedelta) -> int:
    return forget(Q(union__made_at__lt=timezone.now() - during))
