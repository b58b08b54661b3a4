"""The people who look after a record: contacts, whom they invite, who asks to join."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from signatories.organisations.models.organisation import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A contact person: somebody who looks after an association's record. Not the mandate to sign."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="personne")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="association"
    )
    role = models.CharField("rôle dans l’association", max_length=120, blank=True)
    publish_name = models.BooleanField("nom publié", default=False)
    started_at = models.DateTimeField("depuis", default=timezone.now)
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "personne contact"
        verbose_name_plural = "personnes contact"
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "organisation",
                condition=Q(ended_at=None),
                name="membership_once_at_a_time",
                violation_error_message="Cette personne est déjà contact de l’association.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        """Invitations whose link still works."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())

    def unanswered(self) -> "InvitationQuerySet":
        """Those whose link has ended, and nobody accepted or cancelled them."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__lte=timezone.now())


class Invitation(models.Model):
    """A person asked by a contact of an association to become a contact too, or in her place (`hands_over`)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse e-mail", max_length=254)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="invitée par")
    created_at = models.DateTimeField("le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    # The part of who invites, where it ends when the invitation is accepted: she stays until then.
    hands_over = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prend la suite de"
    )
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_one_pending",
                violation_error_message="Une invitation attend déjà à cette adresse.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(cancelled_at=None),
                name="invitation_accepted_or_cancelled",
                violation_error_message="Cette invitation est déjà acceptée ou annulée.",
            ),
            models.UniqueConstraint(
                "hands_over",
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_one_hands_over",
                violation_error_message="Cette personne passe déjà la main à quelqu’un.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and self.cancelled_at is None and self.expires_at > timezone.now()


class InvitationKey(Key):
    """The link of an invitation's mail."""

    target = models.ForeignKey(Invitation, models.CASCADE, related_name="keys")

    class Meta(Key.Meta):
        verbose_name = "clé d’une invitation"
        verbose_name_plural = "clés d’une invitation"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, actor: Actor) -> "JoinRequestQuerySet":
        """Those made to the association that the actor acts for, or to those she animates."""
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))


class JoinRequest(models.Model):
    """Somebody asks to become a contact of an association that is already there.

    Its contacts decide; where it has none (entered from paper, or all of them left), the federation does."""

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        ACCEPTED = "accepted", "acceptée"
        DECLINED = "declined", "déclinée"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    email = models.EmailField("adresse e-mail", max_length=254)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    role = models.CharField("rôle dans l’association", max_length=120)
    corrections = models.TextField("corrections proposées", max_length=2000, blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.PENDING)
    # When who asks showed, by a code, that she reads an address which the association gave.
    proved_at = models.DateTimeField("adresse vérifiée le", null=True, blank=True)
    created_at = models.DateTimeField("le", default=timezone.now, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande pour rejoindre une association"
        verbose_name_plural = "demandes pour rejoindre une association"
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="join_request_decided_has_date",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(state="pending"),
                name="join_request_one_pending",
                violation_error_message="Une demande attend déjà une réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} → {self.organisation}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_paper_address(self) -> bool:
        """Whether the person wrote the very address that the association gave on paper."""
        return self._is(self.organisation.contact_email)

    @property
    def is_known_address(self) -> bool:
        """Whether the person wrote an address that the association gave, on paper or to all."""
        return self.is_paper_address or self._is(self.organisation.public_email)

    def _is(self, address: str) -> bool:
        return bool(address) and address.lower() == self.email.lower()
