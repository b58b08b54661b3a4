"""What is asked when associations look back: questions with stable slugs, choices with stable codes.

No number stands behind a choice: nothing here can be graded, averaged or ranked. Even the order in which choices
are read is a list of their codes, kept by the question."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

NOT_CONCERNED = "not_concerned"
HELPING = "helping_others"


class Questionnaire(models.Model):
    """Questions of a year, prepared from those of another or from our own; frozen once it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="repris de"
    )
    made_at = models.DateTimeField("préparé le", default=timezone.now, editable=False)
    frozen_at = models.DateTimeField("fixé le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "questionnaire"

    def __str__(self) -> str:
        return f"questionnaire du {self.made_at:%Y-%m-%d}"

    def in_order(self) -> list["Question"]:
        """Its questions with their choices (2 queries)."""
        return list(self.questions.select_related("depends_on__question").prefetch_related("choices"))


class Question(models.Model):
    """One question, which nobody has to answer.

    `commitment` is the slug of the charter's commitment that it looks back on, empty for the federation's own.
    What `is_confided` is answered on screen alone, to one named reader. `depends_on` is the choice without which
    it is not asked."""

    class Kind(models.TextChoices):
        SITUATIONS = "situations", "situations à choisir"
        YES_NO = "yes_no", "oui ou non"
        SEVERAL = "several", "plusieurs choix"
        NUMBER = "number", "un nombre"
        TEXT = "text", "quelques phrases"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    slug = models.SlugField("identifiant", max_length=60)
    position = models.PositiveSmallIntegerField("place")
    kind = models.CharField("réponse", max_length=10, choices=Kind)
    commitment = models.SlugField("engagement", max_length=60, blank=True)
    text = models.CharField("question", max_length=200)
    is_confided = models.BooleanField("confiée à une seule personne", default=False)
    depends_on = models.ForeignKey(
        "Choice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="posée à qui répond",
    )
    codes = models.JSONField("ordre des réponses", default=list, blank=True)

    class Meta:
        verbose_name = "question"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                "questionnaire",
                "slug",
                name="question_slug_once",
                violation_error_message="Une question de cette année a déjà cet identifiant.",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(
                condition=Q(is_confided=False) | Q(kind="situations"), name="question_confided_is_of_situations"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def to_choose(self) -> list["Choice"]:
        """Its choices as they are read, but for the one that stands apart."""
        return [choice for choice in self.read if not choice.is_apart]

    @property
    def apart(self) -> "Choice | None":
        """« En plus, nous aidons d’autres à s’y mettre »: a box of its own, not one more step."""
        return next((choice for choice in self.read if choice.is_apart), None)

    @property
    def is_own(self) -> bool:
        """Whether the federation added it: what looks back on a commitment stays from year to year."""
        return not self.commitment

    @property
    def read(self) -> list["Choice"]:
        """Its choices in the order in which they are read."""
        by_code = {choice.code: choice for choice in self.choices.all()}
        return [by_code[code] for code in self.codes if code in by_code]


class Choice(models.Model):
    """Words that one may choose. A meaning that changes is a new code, and the trend breaks aloud."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    code = models.SlugField("code", max_length=60)
    text = models.CharField("phrase", max_length=200)
    is_apart = models.BooleanField("à part", default=False)

    class Meta:
        verbose_name = "réponse proposée"
        verbose_name_plural = "réponses proposées"
        constraints = [
            models.UniqueConstraint("question", "code", name="choice_code_once"),
            models.UniqueConstraint("question", condition=Q(is_apart=True), name="choice_apart_once"),
            models.CheckConstraint(condition=~Q(text=""), name="choice_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
