"""A message to many, and each address that it goes to."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from qpv_charter.toolkit.revisions import Revised
from qpv_charter.toolkit.search import matching
from signatories.mailings.words import LONGEST_SUBJECT
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.models import User

# Why a mail did not leave that may yet be written again: `blocks.settle` looks at which of the two it was.
KEPT_BACK = "L’envoi a été arrêté, ou ce message n’était plus juste\u202f: il est récrit s’il le faut."
KEPT_BACK_MAIL = Q(message__state=Message.State.CANCELLED, message__reason=KEPT_BACK)


class MailingQuerySet(models.QuerySet["Mailing"]):
    def visible_to(self, actor: Actor) -> "MailingQuerySet":
        """A draft is its author's, whose associations it would go to; what was sent, the national animators' too.
        Who animates departments sees nothing of a message that went to one association elsewhere."""
        if not actor.animates:
            return self.none()
        hers = Q(begun_by=actor.person)
        if actor.is_national:
            return self.filter(hers | ~Q(state=Mailing.State.DRAFT))
        here = Organisation.objects.filter(actor.animated("commune__department"))
        reached = MailingRecipient.organisations.through._default_manager.exclude(organisation__in=here)
        return self.filter(hers, ~Exists(reached.filter(mailingrecipient__mailing=OuterRef("pk"))))

    def locked(self, pk: uuid.UUID) -> "Mailing":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Mailing(Revised):
    """`audience` is what the address of the list of associations asks, as `Filters.as_query` writes it: it is
    asked again each time."""

    class State(models.TextChoices):
        DRAFT = "draft", "brouillon"
        SENDING = "sending", "en cours d’envoi"
        STOPPED = "stopped", "arrêté"
        OVER = "over", "terminé"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    audience = models.CharField("à qui", max_length=3000, blank=True)
    subject = models.CharField("objet", max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField("texte", blank=True)
    state = models.CharField("état", max_length=7, choices=State, default=State.DRAFT)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="commencé par")
    begun_at = models.DateTimeField("commencé le", default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="confirmé par"
    )
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True, editable=False)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = "message à plusieurs associations"
        verbose_name_plural = "messages à plusieurs associations"
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", confirmed_by=None, confirmed_at=None)
                | ~Q(state="draft") & Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="mailing_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(subject="") & ~Q(text=""), name="mailing_sent_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "Message sans objet"

    @property
    def is_sent(self) -> bool:
        """Confirmed, whatever has left."""
        return self.state != self.State.DRAFT


class Outcome(models.TextChoices):
    """What became of a message to one address."""

    WAITING = "waiting", "en attente"
    SENT = "sent", "envoyé"
    REFUSED = "refused", "refusé par le serveur"
    CANCELLED = "cancelled", "annulé"
    HELD = "held", "retenu"


class MailingRecipientQuerySet(models.QuerySet["MailingRecipient"]):
    def visible_to(self, actor: Actor) -> "MailingRecipientQuerySet":
        return self.filter(mailing__in=Mailing.objects.visible_to(actor))

    def waiting(self) -> "MailingRecipientQuerySet":
        """Those to whom nothing is written yet."""
        return self.filter(state=MailingRecipient.State.WAITING)

    def naming(self, typed: str) -> "MailingRecipientQuerySet":
        """Those whose address holds what is typed, or one of whose associations holds its words."""
        named = matching(Organisation.objects.all(), typed, field="name_key")
        theirs = MailingRecipient.organisations.through._default_manager.filter(organisation__in=named)
        return self.filter(Q(address__icontains=typed) | Q(pk__in=theirs.values("mailingrecipient")))

    def with_outcome(self) -> "QuerySet[Any]":
        """Each with its `outcome`."""
        mail, states = "message__state", Message.State
        return self.annotate(
            outcome=Case(
                When(state="held", then=Value(Outcome.HELD.value)),
                When(state="cancelled", then=Value(Outcome.CANCELLED.value)),
                When(**{mail: states.SENT}, then=Value(Outcome.SENT.value)),
                When(**{mail: states.FAILED}, then=Value(Outcome.REFUSED.value)),
                When(Q(**{mail: states.CANCELLED}) & ~KEPT_BACK_MAIL, then=Value(Outcome.CANCELLED.value)),
                default=Value(Outcome.WAITING.value),
            )
        )

    def kept_back(self) -> "MailingRecipientQuerySet":
        """Those whose mail did not leave, and may be written again."""
        return self.filter(KEPT_BACK_MAIL)


class MailingRecipient(models.Model):
    """One address, with those of the associations that it is written to for. `why` it is not, where it is not."""

    class State(models.TextChoices):
        WAITING = "waiting", "à écrire"
        WRITTEN = "written", "écrit"
        HELD = "held", "retenu"
        CANCELLED = "cancelled", "annulé"

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="recipients", verbose_name="message")
    address = models.EmailField("adresse", max_length=254)
    organisations = models.ManyToManyField(Organisation, related_name="+", verbose_name="associations")
    state = models.CharField("état", max_length=9, choices=State, default=State.WAITING)
    why = models.CharField("pourquoi", max_length=300, blank=True)
    message = models.OneToOneField(
        Message, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="e-mail"
    )

    objects = MailingRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "destinataire d’un message"
        verbose_name_plural = "destinataires d’un message"
        ordering = ["address", "pk"]
        constraints = [
            models.UniqueConstraint("mailing", "address", name="mailing_recipient_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="mailing_recipient_lower_case"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "cancelled"]) & ~Q(why="")
                | Q(state__in=["waiting", "written"], why=""),
                name="mailing_recipient_left_out_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(message=None) | Q(state="written"), name="mailing_recipient_written_has_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.address
