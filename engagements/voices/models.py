"""Voices: who says something, whether they have an account, an address, or neither."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.organisations.models import Organisation
from signatories.people.models import User

LONGEST_CALLED = LONGEST_NAME


class Kind(models.TextChoices):
    RESIDENT = "resident", "habitante ou habitant"
    ASSOCIATION = "association", "association ou collectif"
    PUBLIC = "public", "service public ou collectivité"


class NotedHow(models.TextChoices):
    """How somebody else came to know what a voice said."""

    MEETING = "meeting", "en réunion"
    PAPER = "paper", "sur papier"
    PHONE = "phone", "par téléphone"
    DOOR = "door", "en porte-à-porte ou dans la rue"


class Voice(models.Model):
    """Somebody who says something: an association through one of its people, a resident, a public actor; or one of
    them *noted by* another: `noted_how` says how, `noted_by` who, `noted_for` in the name of which association.

    `called` is the first name of a resident, if they like, or what a body without a record here is called.
    After `forget_on`, what could tell who it was goes: `called`, contact and keys."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("qui", max_length=11, choices=Kind, default=Kind.RESIDENT)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="association"
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par la voix de"
    )
    called = models.CharField("prénom ou nom", max_length=LONGEST_CALLED, blank=True)
    noted_how = models.CharField("noté", max_length=7, choices=NotedHow, blank=True)
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="noté par"
    )
    noted_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="noté au nom de"
    )
    said_at = models.DateTimeField("le", default=timezone.now, editable=False)
    forget_on = models.DateField("ne plus savoir qui après le", null=True, blank=True)

    class Meta:
        verbose_name = "voix"
        verbose_name_plural = "voix"
        ordering = ["said_at", "pk"]
        indexes = [models.Index("forget_on", name="voice_forget_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(kind="association"), name="voice_organisation_is_association"
            ),
            models.CheckConstraint(
                condition=Q(noted_how="", noted_by=None, noted_for=None)
                | ~Q(noted_how="") & Q(noted_by__isnull=False),
                name="voice_noted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How it is called on the pages of those who may know: never empty."""
        if self.organisation:
            return self.organisation.name
        return self.called or self.get_kind_display()

    @property
    def reached(self) -> "VoiceContact | None":
        """Where it may be reached, if it is still known (1 query, none where it was selected with it)."""
        return getattr(self, "contact", None)

    @property
    def was_noted(self) -> bool:
        return bool(self.noted_how)


class VoiceContact(models.Model):
    """Where a voice may be reached: always optional, erased alone, or with `Voice.forget_on`."""

    voice = models.OneToOneField(Voice, models.CASCADE, related_name="contact", verbose_name="voix")
    email = models.EmailField("e-mail", max_length=254, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)

    class Meta:
        verbose_name = "contact d’une voix"
        verbose_name_plural = "contacts des voix"
        constraints = [
            models.CheckConstraint(condition=~Q(email="", phone=""), name="voice_contact_leads_somewhere")
        ]

    def __str__(self) -> str:
        return str(self.voice)


class VoiceKey(Key):
    """What lets the owner of a voice change or take back what was said: a link, or a code copied on paper."""

    LINK, CODE = "link", "code"

    target = models.ForeignKey(Voice, models.CASCADE, related_name="keys")

    class Meta(Key.Meta):
        verbose_name = "clé d’une voix"
        verbose_name_plural = "clés des voix"
