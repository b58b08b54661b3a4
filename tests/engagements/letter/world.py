"""Zélie's letter of the week."""

from django.utils import timezone

from engagements.letter.actions import week_of
from engagements.letter.models import Letter
from tests.somebody import Somebody


def put_somebody(zelie: Somebody) -> None:
    Letter.objects.create(person=zelie.person, week=week_of(timezone.localdate()))
