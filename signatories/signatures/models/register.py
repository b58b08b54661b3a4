"""The tamper-evident register: a chain of digests in which nothing personal stands in clear.

Scheme (docs/register.md): `digest = SHA-256(body)`; a body is canonical JSON (UTF-8, sorted keys, no floats)
that holds its number and the previous digest. Personal values stand in it as HMAC-SHA256(salt, value), the
salt and the value beside it in `RegisterValue`: erasing a person deletes both and leaves the chain whole."""

from typing import Any

from django.db import models
from django.utils import timezone


class RegisterHead(models.Model):
    """The one row that is locked, last in its transaction, to append (locking the newest entry lost some)."""

    SINGLETON = 1

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "tête du registre"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="register_head_is_alone"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


class RegisterEntry(models.Model):
    """One event in the life of a signature. Triggers refuse any change (migration 0002)."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", "confirmée"
        PUBLISHED = "published", "publiée"
        REVIEWED = "reviewed", "à revoir ensemble"
        PAUSED = "paused", "mise en pause"
        RESUMED = "resumed", "reprise"
        WITHDRAWN = "withdrawn", "retirée"
        MANDATE_RENEWED = "mandate_renewed", "mandat renouvelé"
        CORRECTED = "corrected", "corrigée"
        MERGED = "merged", "réunie"
        PARTED = "parted", "séparée"
        PAPER = "paper", "reprise du papier"
        IMPORTED = "imported", "importée"
        COMPLETED = "completed", "complétée"

    number = models.PositiveBigIntegerField(unique=True)
    previous = models.CharField(max_length=64, unique=True)
    # Text, not JSON: jsonb rewrites numbers, and the digest is that of these exact bytes.
    body = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    # What one looks entries up by; the truth is in the body.
    signature_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        verbose_name = "ligne du registre"
        verbose_name_plural = "lignes du registre"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The register is append-only.")
        super().save(*args, **kwargs)


class RegisterValue(models.Model):
    """What a salted digest in a body stands for, until it is erased."""

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="values_in_clear")
    field = models.CharField(max_length=40)
    salt = models.BinaryField(max_length=32)
    value = models.TextField()

    class Meta:
        verbose_name = "valeur en clair du registre"
        verbose_name_plural = "valeurs en clair du registre"
        constraints = [models.UniqueConstraint("entry", "field", name="register_value_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class RegisterAnchor(models.Model):
    """A head made public at a date: what comes before it can no longer be rewritten unseen."""

    number = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "ancre du registre"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
