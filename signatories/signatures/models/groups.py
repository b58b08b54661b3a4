"""What groups signatures: those given in one room, those that associations gave together."""

from django.db import models
from django.utils import timezone

from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.people.actors import Actor
from signatories.people.models import User

GROUP_CODE_LENGTH = 8  # copied from a wall or read aloud: it says where one comes in, it is not a secret


class SigningSessionQuerySet(models.QuerySet["SigningSession"]):
    def visible_to(self, actor: Actor) -> "SigningSessionQuerySet":
        """All for a national animator; a room is in no department, so for others those they opened."""
        return self if actor.is_national else self.filter(opened_by=actor.person)


class SigningSession(models.Model):
    """A room where several associations sign on their phones, from one QR code the federation shows."""

    code = models.CharField("code", max_length=12, unique=True, editable=False)
    title = models.CharField("nom de la séance", max_length=200)
    place = models.CharField("lieu", max_length=200, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ouverte par")
    opened_at = models.DateTimeField("ouverte le", default=timezone.now)
    closed_at = models.DateTimeField("fermée le", null=True, blank=True)

    objects = SigningSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "séance de signature"
        verbose_name_plural = "séances de signature"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class JointGroup(models.Model):
    """Associations that sign together: one signature each, and this to say so."""

    code = models.CharField("code", max_length=12, unique=True, editable=False)
    title = models.CharField("nom du groupe", max_length=LONGEST_NAME)
    created_at = models.DateTimeField("créé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "signature commune"
        verbose_name_plural = "signatures communes"

    def __str__(self) -> str:
        return self.title
