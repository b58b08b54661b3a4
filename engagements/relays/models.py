"""Relays: the associations that read what residents of a neighbourhood write, each through two of its people."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from signatories.organisations.models import Membership, Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

LONGEST_TALK = 160


class RelayQuerySet(models.QuerySet["Relay"]):
    def visible_to(self, actor: Actor) -> "RelayQuerySet":
        """Who reads is nobody's business but its association's and that of who animates there."""
        return self.filter(actor.acted_for("organisation") | actor.animated("qpv__department"))

    def current(self) -> "RelayQuerySet":
        return self.filter(ended_at=None)

    def asked(self) -> "RelayQuerySet":
        """Those that wait for the team."""
        return self.current().filter(given_at=None)

    def given(self) -> "RelayQuerySet":
        return self.current().filter(given_at__isnull=False)

    def serving(self) -> "RelayQuerySet":
        """Those that read today: given, by a published signatory that acts there, whose two people still look
        after it. Derived, so that nothing is asked of residents on behalf of somebody who left."""
        seen = Signature.objects.published().values("organisation")
        contacts = Membership.objects.current().filter(organisation=OuterRef("organisation"))
        both = Exists(contacts.filter(user=OuterRef("first"))) & Exists(contacts.filter(user=OuterRef("second")))
        return self.given().filter(both, organisation__in=seen, qpv__organisations=F("organisation"))

    def read_by(self, person: User | None) -> "RelayQuerySet":
        return self.serving().filter(Q(first=person) | Q(second=person)) if person else self.none()

    def with_details(self) -> "RelayQuerySet":
        """Each with what a page says of it (2 queries whatever their number)."""
        named = self.select_related("organisation", "first", "second", "qpv__department")
        return named.prefetch_related("qpv__communes").order_by("qpv", "asked_at", "pk")


class Relay(models.Model):
    """An association that reads in a neighbourhood, from a day to another: it says yes (`asked`), the team gives.

    `first` reads, `second` when she is away; neither is ever named in public. `talk` is when and where one may
    come and talk instead of writing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")
    first = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="première personne")
    second = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="deuxième personne")
    talk = models.CharField("où et quand venir en parler", max_length=LONGEST_TALK, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="accepté par")
    asked_at = models.DateTimeField("accepté le", default=timezone.now, editable=False)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="donné par"
    )
    given_at = models.DateTimeField("depuis", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="terminé par"
    )
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = RelayQuerySet.as_manager()

    class Meta:
        verbose_name = "relais de quartier"
        verbose_name_plural = "relais de quartier"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="relay_is_two_people"),
            models.CheckConstraint(
                condition=Q(given_by=None, given_at=None) | Q(given_by__isnull=False, given_at__isnull=False),
                name="relay_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="relay_ended_has_date"
            ),
            models.UniqueConstraint(
                "qpv",
                condition=Q(ended_at=None, given_at__isnull=False),
                name="relay_one_for_a_neighbourhood",
            ),
            models.UniqueConstraint(
                "organisation", "qpv", condition=Q(ended_at=None), name="relay_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.qpv}"

    @property
    def readers(self) -> list[User]:
        return [self.first, self.second]
