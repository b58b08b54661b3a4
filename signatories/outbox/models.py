"""Outgoing mail: a row written in the transaction that needs it, sent after, visible to the team."""

import re
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import keys
from qpv_charter.toolkit.revisions import Revised
from signatories.outbox.families import words_of
from signatories.people.actors import Actor
from signatories.people.models import User

_DIGITS = re.compile(r"\d{4,}")


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> "MessageQuerySet":
        """Waiting messages whose time has come."""
        return self.filter(state=Message.State.QUEUED, next_try_at__lte=timezone.now())

    def about(self, *subjects: models.Model) -> "MessageQuerySet":
        """The messages that name one of these objects or people, whoever they were sent to."""
        return self._naming(*subjects)

    def addressed_to(self, person: models.Model) -> "MessageQuerySet":
        """The messages sent to a person, under whichever address they had that day."""
        return self._naming(person, addressed=True)

    def _naming(self, *subjects: models.Model, **more: bool) -> "MessageQuerySet":
        named = Q(pk=None)
        for subject in subjects:
            named |= Q(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
        rows = MessageSubject.objects.filter(named, **more)
        return self.filter(pk__in=rows.values("message"))

    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """A national animator's alone: they are everybody's mail."""
        return self if actor.is_national else self.none()


class Message(models.Model):
    """One mail to one address. `secret` bodies (codes, links) are never shown to staff, erased once over.

    `until` and `condition` say when it stops being worth sending: the worker asks once it has claimed the
    message, and makes the file that goes with it (`enclosure`). `…_args` hold identifiers only."""

    class State(models.TextChoices):
        QUEUED = "queued", "en attente"
        SENDING = "sending", "en cours d’envoi"
        SENT = "sent", "envoyé"
        FAILED = "failed", "échec"
        CANCELLED = "cancelled", "annulé"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("nature", max_length=60)
    to = models.EmailField("destinataire", max_length=254)
    reply_to = models.EmailField("réponse à", max_length=254, blank=True)
    subject = models.CharField("objet", max_length=300)
    text = models.TextField("texte")
    html = models.TextField("texte mis en page", blank=True)
    secret = models.BooleanField("confidentiel", default=False)
    necessary = models.BooleanField("indispensable", default=True)
    until = models.DateTimeField("utile jusqu’au", null=True, blank=True)
    condition = models.CharField("à condition que", max_length=60, blank=True)
    condition_args = models.JSONField(default=dict, blank=True, editable=False)
    enclosure = models.CharField("fichier joint", max_length=60, blank=True)
    enclosure_args = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField("état", max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField("raison de l’annulation", max_length=300, blank=True)
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
                condition=~Q(state__in=["sent", "cancelled"], secret=True) | Q(text="", html=""),
                name="message_over_secret_erased",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(reason="")) | (~Q(state="cancelled") & Q(reason="")),
                name="message_cancelled_has_reason",
            ),
        ]
        indexes = [
            models.Index("state", "next_try_at", name="message_due"),
            models.Index(fields=["-created_at", "id"], name="message_latest"),
            models.Index("to", "created_at", name="message_to"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_subject} → {self.to}"

    @property
    def shown_subject(self) -> str:
        """What staff may read of it: a code stands in the subject of some secret messages."""
        return _DIGITS.sub("••••", self.subject) if self.secret else self.subject

    @property
    def is_past(self) -> bool:
        """Whether the moment until which it was worth sending is over."""
        return self.until is not None and self.until <= timezone.now()

    @property
    def message_id(self) -> str:
        """Stable over retries, so that a duplicate can be recognised; on our own domain, as RFC 5322 asks."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return f"<{self.pk}@{host.encode('idna').decode()}>"


class MessageSubject(models.Model):
    """An object or a person that a message names: by it, erasing and joining find the message.

    `addressed` marks the person it was sent to: `to` keeps the address of that day, which may have changed."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="subjects")
    subject_type = models.CharField("type d’objet", max_length=60)
    subject_id = models.CharField("objet", max_length=40)
    addressed = models.BooleanField("destinataire", default=False)

    class Meta:
        verbose_name = "sujet d’un message"
        verbose_name_plural = "sujets d’un message"
        constraints = [
            models.UniqueConstraint("message", "subject_type", "subject_id", name="message_subject_once")
        ]
        indexes = [models.Index("subject_type", "subject_id", name="message_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


class Paragraph(Revised):
    """What the team adds to the mails of a kind; nothing, where it is empty."""

    kind = models.CharField("nature", max_length=60, unique=True)
    text = models.TextField("mot de l’équipe", blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")

    class Meta:
        verbose_name = "mot ajouté aux e-mails"
        verbose_name_plural = "mots ajoutés aux e-mails"

    def __str__(self) -> str:
        return self.kind


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def of(self, address: str) -> "PreferenceQuerySet":
        """What one address said, whatever its case."""
        return self.filter(address=address.strip().lower())


class Preference(models.Model):
    """Whether one address still wants one family of mails that are not necessary.

    The key lives as long as the mails, and each one carries it again: so it is kept in clear, unlike those that
    open something. It says nothing of the address, and goes on working when SECRET_KEY changes."""

    address = models.EmailField("adresse", max_length=254)
    family = models.CharField("famille de messages", max_length=60)
    key = models.CharField(max_length=keys.LENGTH, unique=True, default=keys.new_key, editable=False)
    refused_at = models.DateTimeField("refusée le", null=True, blank=True)
    written_at = models.DateTimeField("dernier message le", default=timezone.now)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "préférence d’envoi"
        verbose_name_plural = "préférences d’envoi"
        constraints = [
            models.UniqueConstraint("address", "family", name="preference_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="preference_lower_case"),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.family}"

    def get_absolute_url(self) -> str:
        """The page where one stops these mails, and takes that back."""
        return reverse("mail_preferences:stop", args=[self.key])

    @property
    def words(self) -> str:
        """What the family is, in French: « les rappels … »."""
        return words_of(self.family)
