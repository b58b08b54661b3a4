"""What the toolkit itself keeps in the database."""

from django.db import models


class Counter(models.Model):
    """How often something was used in one window of a `limits.Limit`. `key` is a digest: it names nobody."""

    key = models.CharField(primary_key=True, max_length=64)
    uses = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "compteur"

    def __str__(self) -> str:
        return f"{self.uses} → {self.ends_at:%Y-%m-%d %H:%M}"
