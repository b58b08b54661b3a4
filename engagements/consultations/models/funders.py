"""What funders answered, as the associations that spoke before filing say it."""

from django.db import models
from django.utils import timezone

from engagements.consultations.models.rooms import Consultation
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User

LONGEST_WORD = 300


class Funded(models.TextChoices):
    OBTAINED = "obtenu", "oui"
    PARTLY = "partie", "en partie"
    REFUSED = "refuse", "non"
    WAITING = "attente", "pas encore de réponse"
    UNSAID = "tait", "nous préférons ne pas le dire"


class FundersAnswerQuerySet(models.QuerySet["FundersAnswer"]):
    def visible_to(self, actor: Actor) -> "FundersAnswerQuerySet":
        """The only road: for those who take part, as long as they do."""
        return self.filter(consultation__in=Consultation.objects.told_to(actor).values("pk"))


class FundersAnswer(models.Model):
    """What an association was answered, the last time it said so."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="funders_answers", verbose_name="concertation"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    funded = models.CharField("réponse", max_length=7, choices=Funded)
    text = models.CharField("en une phrase", max_length=LONGEST_WORD, blank=True)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now)

    objects = FundersAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse des financeurs"
        verbose_name_plural = "réponses des financeurs"
        ordering = ["said_at", "pk"]
        constraints = [models.UniqueConstraint("consultation", "organisation", name="funders_answer_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.consultation}"
