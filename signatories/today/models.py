"""What the team put off: a line of its day, until when, by whom."""

from collections import defaultdict

from django.db import models
from django.utils import timezone

from signatories.people.models import User


class PutOffQuerySet(models.QuerySet["PutOff"]):
    def standing(self) -> "PutOffQuerySet":
        """Those whose day has not come: on that day the line is back."""
        return self.filter(until__gt=timezone.localdate())

    def by_pile(self) -> dict[str, set[str]]:
        """The keys of what is put off in each pile (1 query)."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for pile, about in self.values_list("pile", "about"):
            found[pile].add(about)
        return found


class PutOff(models.Model):
    """A line of a pile (`people.places.Pile`), by the key of its row. Put off again, it is the same one."""

    pile = models.SlugField("pile", max_length=40)
    about = models.CharField("ligne", max_length=40)
    until = models.DateField("remise au")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("le", default=timezone.now)

    objects = PutOffQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne remise à plus tard"
        verbose_name_plural = "lignes remises à plus tard"
        ordering = ["until", "pk"]
        constraints = [models.UniqueConstraint("pile", "about", name="line_put_off_once")]

    def __str__(self) -> str:
        return f"{self.pile} {self.about}"
