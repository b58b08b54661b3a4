"""Who is invited to read something of associations: of none here, by a key, until a day."""

from datetime import timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.people.models import User

_I = TypeVar("_I", bound="Invited")


class InvitedQuerySet(models.QuerySet[_I]):
    def current(self) -> Self:
        """Those who read today: the day named is the last."""
        return self.filter(until__gte=timezone.localdate())

    def over(self) -> Self:
        return self.filter(until__lt=timezone.localdate())


class Invited(models.Model):
    """A délégué du préfet, a conseil citoyen, a centre de ressources (product.md). A concrete class names what it
    reads, as a foreign key, and its key: a class of `InvitedKey`, whose `target` it is."""

    called = models.CharField("qui", max_length=LONGEST_NAME)
    until = models.DateField("jusqu’au")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="invité par")

    keys: Any  # the keys whose target it is

    class Meta:
        abstract = True
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.called


class InvitedKey(Key):
    """What opens it to whoever is invited, in one browser, as long as the invitation lasts."""

    COOKIE_LIFE = timedelta(days=90)

    class Meta(Key.Meta):
        abstract = True
