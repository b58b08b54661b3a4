"""The words by which the team files associations."""

from typing import Any

from django.db import models
from django.db.models import Q

from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation

LONGEST_LABEL = 40
LONGEST_KEY = 120  # characters: a word grows when folded, and the address of a list reads no more


def key_of_tag(label: str) -> str:
    """What a tag is told from the others by: « À rappeler » and « a rappeler » are one."""
    return fold(label)[:LONGEST_KEY]


class Tag(models.Model):
    """A word or a few of the team's, the same in every department, which no association reads. `key` is what the
    address of a list calls it."""

    label = models.CharField("étiquette", max_length=LONGEST_LABEL)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)

    class Meta:
        verbose_name = "étiquette"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint("key", name="tag_once"),
            models.CheckConstraint(condition=~Q(key=""), name="tag_says_something"),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of_tag(self.label)
        super().save(*args, **kwargs)


class Tagging(models.Model):
    """An association bears a tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name="étiquette")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="taggings", verbose_name="association"
    )

    class Meta:
        verbose_name = "étiquette d’une association"
        verbose_name_plural = "étiquettes des associations"
        ordering = ["tag__key"]
        constraints = [models.UniqueConstraint("tag", "organisation", name="tagging_once")]

    def __str__(self) -> str:
        return f"{self.tag}, {self.organisation}"
