"""Outgoing mail: a row written in the transaction that needs it, sent after, visible to the team."""

import re
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

_DIGITS = re.compile(r"\d{4,}")


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> "MessageQuerySet":
        """Waiting messages whose time has come."""
        return self.filter(state=Message.State.QUEUED, next_try_at__lte=timezone.now())


class Message(models.Model):
    """One mail to one address. `secret` bodies (codes, links) are never shown to staff, erased once sent."""

    class State(models.TextChoices):
        QUEUED = "queued", "en attente"
        SENDING = "sending", "en cours d’envoi"
        SENT = "sent", "envoyé"
        FAILED = "failed", "échec"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("nature", max_length=60)
    to = models.EmailField("destinataire", max_length=254)
    reply_to = models.EmailField("réponse à", max_length=254, blank=True)
    subject = models.CharField("objet", max_length=300)
    text = models.TextField("texte")
    html = models.TextField("texte mis en page", blank=True)
    secret = models.BooleanField("confidentiel", default=False)
    state = models.CharField("état", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_try_at = models.DateTimeField("prochain essai", default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField("créé le", default=timezone.now, editable=False)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True, editable=False)
    error = models.TextField("erreur", blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent", secret=True) | Q(text="", html=""),
                name="message_sent_secret_erased",
            ),
        ]
        indexes = [models.Index("state", "next_try_at", name="message_due")]

    def __str__(self) -> str:
        return f"{self.shown_subject} → {self.to}"

    @property
    def shown_subject(self) -> str:
        """What staff may read of it: a code stands in the subject of some secret messages."""
        return _DIGITS.sub("••••", self.subject) if self.secret else self.subject

    @property
    def message_id(self) -> str:
        """Stable over retries, so that a duplicate can be recognised."""
        return f"<{self.pk}@qpv-charter>"
