"""The lists that the federation keeps: themes, networks."""

from django.db import models

from qpv_charter.toolkit.text import LONGEST_KEY, LONGEST_NAME, key_of


class Theme(models.Model):
    """A field of action, from a list that the federation keeps."""

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField("thème", max_length=100)

    class Meta:
        verbose_name = "thème"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Network(models.Model):
    """A network or national federation. Its being listed, or its own signature, never binds its members."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("nom", max_length=LONGEST_NAME)
    acronym = models.CharField("sigle", max_length=40, blank=True)
    website = models.URLField("site", blank=True)
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    # Background documents 001 (25 members of the charter's collective) and 004 (26 actors in 2019).
    in_charter_collective = models.BooleanField("membre du collectif de la charte", default=False)
    in_2019_working_group = models.BooleanField("membre du groupe de travail de 2019", default=False)

    class Meta:
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = key_of(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passes on whatever Django was given
