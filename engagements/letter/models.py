"""The weekly letter: one row for each that was written, so that nobody gets two; the questions in it, and the keys
that answer them."""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.keys import Key, KeyQuerySet
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import User


class Letter(models.Model):
    """What a person was told one week. `names` are those of what it says (`places.Told.name`), as
    `<association>/<name>`; `tries` counts how often it was written: again, when that changed before it left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="à")
    week = models.DateField("semaine du")
    names = models.JSONField("ce qu’elle dit", default=list)
    tries = models.PositiveSmallIntegerField("fois écrite", default=1)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, related_name="+", verbose_name="message envoyé"
    )

    class Meta:
        verbose_name = "lettre de la semaine"
        verbose_name_plural = "lettres de la semaine"
        ordering = ["-week", "pk"]
        constraints = [models.UniqueConstraint("person", "week", name="letter_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}"


class LetterQuestion(models.Model):
    """Something that letters ask of an association: `kind` says how it is answered, `about` of what
    (`places.Asks`). Whether it is still asked is derived by that slice, each time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="association")
    kind = models.CharField("question", max_length=40)
    about = models.UUIDField("à propos de")
    asked_at = models.DateTimeField("posée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "question de la lettre"
        verbose_name_plural = "questions de la lettre"
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint("organisation", "kind", "about", name="question_once")]

    def __str__(self) -> str:
        return self.kind

    def get_absolute_url(self) -> str:
        return reverse("letter:question", args=[self.pk])


class QuestionKeyQuerySet(KeyQuerySet["QuestionKey"]):
    def opening(self) -> "QuestionKeyQuerySet":
        """Each with its question, its association and its person, in one query."""
        return self.select_related("target__organisation", "person")


class QuestionKey(Key):
    """What the letter to one person holds: it answers one question in the name of the association, and opens
    nothing else. `used_at`: when she did."""

    target = models.ForeignKey(LetterQuestion, models.CASCADE, related_name="keys")
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="à")

    objects: ClassVar[QuestionKeyQuerySet] = QuestionKeyQuerySet.as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta(Key.Meta):
        verbose_name = "clé d’une question"
        verbose_name_plural = "clés des questions"

    def get_absolute_url(self) -> str:
        return reverse("letter:key", args=[self.clear])
