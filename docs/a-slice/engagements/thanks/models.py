"""Thanks: a word that an association says to those who act in a neighbourhood."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Qpv


class ThanksQuerySet(models.QuerySet["Thanks"]):
    def visible_to(self, actor: Actor) -> "ThanksQuerySet":
        """The only road to a page, a file or a mail: what was not taken back; all of it, for its animators."""
        return self.filter(Q(taken_back_at=None) | actor.animated("organisation__commune__department"))


class Thanks(models.Model):
    """A word of thanks, public until it is taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")
    text = models.CharField("merci", max_length=300)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="par")
    said_at = models.DateTimeField("le", default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField("repris le", null=True, blank=True)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        verbose_name = "merci"
        verbose_name_plural = "mercis"
        ordering = ["-said_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="thanks_say_something")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.qpv}"


class ThanksKey(Key):
    """What is mailed to whoever said it, to take it back from any device."""

    target = models.ForeignKey(Thanks, models.CASCADE, related_name="keys")

    class Meta(Key.Meta):
        verbose_name = "clé d’un merci"
        verbose_name_plural = "clés d’un merci"
