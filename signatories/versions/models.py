"""A text that is being prepared, and what becomes of the invitation to sign a new one."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from qpv_charter.toolkit.revisions import Revised
from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

SILENT_AFTER = timedelta(days=30)
LONGEST_REASON = 500


class Preparation(Revised):
    """The next text, written from the one in force; once proposed, it is a version, and this is gone."""

    base = models.OneToOneField(CharterVersion, models.PROTECT, related_name="+", verbose_name="à partir de")
    source = models.TextField("texte")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="commencée par")
    begun_at = models.DateTimeField("commencée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "version en préparation"
        verbose_name_plural = "versions en préparation"

    def __str__(self) -> str:
        return f"à partir de {self.base.version}"


class Answer(models.TextChoices):
    """Where an association stands with a new text: what it did last, else what it did not."""

    SIGNED = "signed", "signée"
    DECLINED = "declined", "pas cette fois"
    WAITING = "waiting", "attend sa réunion"
    READING = "reading", "en train de lire"
    INVITED = "invited", "invitée"
    SILENT = "silent", "sans nouvelles"
    UNREACHED = "unreached", "sans adresse"


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def visible_to(self, actor: Actor) -> "RenewalQuerySet":
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))

    def of_text(self, text: CharterVersion) -> "RenewalQuerySet":
        """Of the associations that are still signatories of one text or another."""
        stands = Signature.objects.in_force().filter(organisation=OuterRef("organisation"))
        return self.filter(Exists(stands), version=text.text_id)

    def standing_there(self, text: CharterVersion, *answers: Answer) -> "QuerySet[Any]":
        return self.with_answer(text).filter(answer__in=answers)

    def with_answer(self, text: CharterVersion) -> "QuerySet[Any]":
        """Each with its `answer` about its text. That is named, since a database finds at once all who signed one
        text, and looks one by one for who signed the text of a row (1 query for what else is the same text)."""
        same = [*CharterVersion.objects.same_text_as(text).values_list("pk", flat=True)]
        signed = Signature.objects.standing().filter(
            charter_version__in=same, organisation=OuterRef("organisation")
        )
        return self.annotate(last_at=Coalesce("read_at", "invited_at")).annotate(
            answer=Case(
                When(Exists(signed), then=Value(Answer.SIGNED.value)),
                When(declined_at__isnull=False, then=Value(Answer.DECLINED.value)),
                When(waiting_since__isnull=False, then=Value(Answer.WAITING.value)),
                When(reached=False, read_at=None, then=Value(Answer.UNREACHED.value)),
                When(last_at__lte=timezone.now() - SILENT_AFTER, then=Value(Answer.SILENT.value)),
                When(read_at__isnull=False, then=Value(Answer.READING.value)),
                default=Value(Answer.INVITED.value),
            )
        )


class Renewal(models.Model):
    """An association that signed an earlier text, and what it made of the new one. That it signed is said by its
    signature alone."""

    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="+", verbose_name="texte")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="renewals", verbose_name="association"
    )
    invited_at = models.DateTimeField("invitée le", default=timezone.now)
    reached = models.BooleanField("quelqu’un a été écrit", default=True)
    read_at = models.DateTimeField("lue le", null=True, blank=True)
    waiting_since = models.DateTimeField("attend sa réunion depuis", null=True, blank=True)
    meeting_on = models.DateField("réunion le", null=True, blank=True)
    declined_at = models.DateTimeField("pas cette fois, le", null=True, blank=True)
    declined_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pas cette fois, par"
    )
    reason = models.CharField("pourquoi", max_length=LONGEST_REASON, blank=True)

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation à signer un nouveau texte"
        verbose_name_plural = "invitations à signer un nouveau texte"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("version", "organisation", name="renewal_once_for_a_text"),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, reason="")
                | Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(reason=""),
                name="renewal_declined_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(meeting_on=None) | Q(waiting_since__isnull=False), name="renewal_meeting_is_waited_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.version.version}"
