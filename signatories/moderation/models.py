"""The federation's side of a signature: what was asked, answered, appealed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signatories.people.models import User
from signatories.signatures.models import Signature


class Exchange(models.Model):
    """One message about a signature, between the team, the association and the comité de suivi."""

    class Kind(models.TextChoices):
        QUESTION = "question", "question de l’équipe d’animation"
        REPLY = "reply", "réponse de l’association"
        TO_REVIEW = "to_review", "à revoir ensemble"
        APPEAL = "appeal", "demande au comité de suivi"
        APPEAL_ANSWER = "appeal_answer", "réponse du comité de suivi"
        ATTEMPT = "attempt", "tentative pour joindre l’association"
        NOTE = "note", "note interne"

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="exchanges")
    kind = models.CharField("nature", max_length=14, choices=Kind)
    text = models.TextField("texte", max_length=5000)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par")
    at = models.DateTimeField("le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "échange"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="exchange_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.signature}"
