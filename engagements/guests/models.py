"""Guests of a neighbourhood: they read what is said there."""

from django.db import models
from django.db.models import Q

from engagements.invited.models import Invited, InvitedKey, InvitedQuerySet
from engagements.relays.models import Relay
from signatories.people.actors import Actor
from signatories.territories.models import Qpv


class GuestQuerySet(InvitedQuerySet["Guest"]):
    def visible_to(self, actor: Actor) -> "GuestQuerySet":
        """Whoever may end the invitation: the association that is relais there, and who animates there."""
        own = Relay.objects.serving().filter(actor.acted_for("organisation")).values("qpv")
        return self.filter(Q(qpv__in=own) | actor.animated("qpv__department"))


class Guest(Invited):
    """Whoever is invited to read what is said in a neighbourhood."""

    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")

    objects = GuestQuerySet.as_manager()

    class Meta(Invited.Meta):
        verbose_name = "personne invitée dans un quartier"
        verbose_name_plural = "personnes invitées dans un quartier"
        constraints = [models.CheckConstraint(condition=~Q(called=""), name="guest_is_somebody")]


class GuestKey(InvitedKey):
    target = models.ForeignKey(Guest, models.CASCADE, related_name="keys")

    class Meta(InvitedKey.Meta):
        verbose_name = "clé d’une personne invitée dans un quartier"
        verbose_name_plural = "clés des personnes invitées dans un quartier"
