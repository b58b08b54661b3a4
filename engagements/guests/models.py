"""Guests of a neighbourhood: of no association here, they read what is said there by a key, until a day."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from engagements.relays.models import Relay
from qpv_charter.toolkit.keys import Key
from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Qpv


class GuestQuerySet(models.QuerySet["Guest"]):
    def visible_to(self, actor: Actor) -> "GuestQuerySet":
        """Whoever may end the invitation: the association that is relais there, and who animates there."""
        own = Relay.objects.serving().filter(actor.acted_for("organisation")).values("qpv")
        return self.filter(Q(qpv__in=own) | actor.animated("qpv__department"))

    def current(self) -> "GuestQuerySet":
        return self.filter(until__gte=timezone.localdate())


class Guest(models.Model):
    """A délégué du préfet, a conseil citoyen, a centre de ressources (product.md): reads until a day, included."""

    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")
    called = models.CharField("qui", max_length=LONGEST_NAME)
    until = models.DateField("jusqu’au")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="invité par")

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = "personne invitée dans un quartier"
        verbose_name_plural = "personnes invitées dans un quartier"
        ordering = ["until", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(called=""), name="guest_is_somebody")]

    def __str__(self) -> str:
        return self.called


class GuestKey(Key):
    """What opens a neighbourhood's needs to a guest, in one browser, as long as the invitation lasts."""

    COOKIE_LIFE = timedelta(days=90)

    target = models.ForeignKey(Guest, models.CASCADE, related_name="keys")

    class Meta(Key.Meta):
        verbose_name = "clé d’une personne invitée dans un quartier"
        verbose_name_plural = "clés des personnes invitées dans un quartier"
