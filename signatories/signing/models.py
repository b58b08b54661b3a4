"""What exists before a signature: a draft saved screen by screen, and its secrets."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from signatories.charter.models import CharterVersion
from signatories.organisations.words import Words, words_of
from signatories.signatures.models import JointGroup, Signature, SigningSession


class SigningDraft(models.Model):
    """A signing under way. Nothing else is created before its address is confirmed.

    `data` holds one object per screen passed: association, neighbourhoods, person, charter (forms' cleaned
    values as JSON, see signing.screens). `signature` is what it became."""

    class State(models.TextChoices):
        OPEN = "open", "en cours"
        AWAITING_DECISION = "awaiting", "en attente de la décision"
        CONFIRMED = "confirmed", "confirmée"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    charter_version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    email = models.EmailField(max_length=254, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decision_expected_on = models.DateField(null=True, blank=True)
    decision_reminded_at = models.DateTimeField(null=True, blank=True)
    session = models.ForeignKey(SigningSession, models.PROTECT, null=True, blank=True, related_name="+")
    joint_group = models.ForeignKey(JointGroup, models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, blank=True, related_name="draft")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "signature commencée"
        verbose_name_plural = "signatures commencées"
        ordering = ["-updated_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="confirmed", signature__isnull=False)
                | ~Q(state="confirmed") & Q(signature=None),
                name="draft_confirmed_has_signature",
            ),
        ]

    def __str__(self) -> str:
        return str(self.answers("association").get("name") or self.pk)

    @property
    def words(self) -> Words:
        """What we call who signs."""
        return words_of(self.answers("association").get("kind", ""))

    def answers(self, screen: str) -> dict[str, Any]:
        """What was answered on one screen, empty if it was not passed yet."""
        found: dict[str, Any] = self.data.get(screen, {})
        return found


class DraftSecret(Key):
    """A key to a draft: the link to go on, the code or link that confirms, the code that resumes."""

    COOKIE_LIFE = timedelta(hours=12)

    class Purpose(models.TextChoices):
        ACCESS = "access", "continuer"
        CONFIRM_CODE = "confirm_code", "code de confirmation"
        CONFIRM_LINK = "confirm_link", "lien de confirmation"
        RESUME_CODE = "resume_code", "code de reprise"

    target = models.ForeignKey(SigningDraft, models.CASCADE, related_name="secrets")
    purpose = models.CharField(max_length=20, choices=Purpose)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta(Key.Meta):
        verbose_name = "clé d’une signature commencée"
        verbose_name_plural = "clés d’une signature commencée"

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def stays(self) -> bool:
        """An old phone closes the browser while one reads the code in one's mailbox."""
        return self.purpose == self.Purpose.ACCESS
