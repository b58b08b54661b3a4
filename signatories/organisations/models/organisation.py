"""Associations and collectives, and what their record says."""

import uuid
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from qpv_charter.toolkit.revisions import Revised
from qpv_charter.toolkit.text import LONGEST_KEY, LONGEST_NAME, key_of
from signatories.organisations.models.reference import Network, Theme
from signatories.organisations.words import Words, words_of
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Commune, Department, Qpv, Region

NONE_OF_THEM = "none"  # the key of `from_registry` that says when the registry's offer was declined


def private_storage() -> Storage:
    """Files that only a permission check may hand out."""
    return storages["private"]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, user: User | AnonymousUser) -> "OrganisationQuerySet":
        """The associations a person looks after today; none for somebody who is not signed in."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_at=None, joined_into=None)

    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        """Those of which the actor reads more than the public does: the one she acts for, those she animates. A
        record that was joined into another is read through that one."""
        return self.filter(actor.animated("commune__department") | actor.acted_for("pk"), joined_into=None)


class Organisation(Revised):
    """Who can sign: an association, a collective without legal existence, a network, a section.

    `revision` counts how often its presentation was written.

    No official number is required; none is unique here, since two records may look alike until a person
    has compared them (signatures.duplicates)."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", "Association"
        COLLECTIVE = "collective", "Collectif sans existence légale"
        NETWORK = "network", "Réseau ou fédération"
        SECTION = "section", "Établissement ou section d’une association"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("adresse de la page", max_length=120, unique=True)
    name = models.CharField("nom usuel", max_length=LONGEST_NAME)
    acronym = models.CharField("sigle", max_length=40, blank=True)
    kind = models.CharField("forme", max_length=12, choices=Kind, default=Kind.ASSOCIATION)
    name_key = models.CharField(max_length=LONGEST_KEY, editable=False, db_index=True)

    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune du siège"
    )
    commune_typed = models.CharField("commune écrite à la main", max_length=120, blank=True)
    address = models.CharField("adresse", max_length=300, blank=True)

    rna = models.CharField("numéro RNA", max_length=10, null=True, blank=True, db_index=True)
    siren = models.CharField("numéro SIREN", max_length=9, null=True, blank=True, db_index=True)
    siret = models.CharField("numéro SIRET", max_length=14, null=True, blank=True)
    # Numbers that a published association bears already: they stand aside and block nobody.
    doubtful_rna = models.CharField("numéro RNA en doute", max_length=10, null=True, blank=True, db_index=True)
    doubtful_siren = models.CharField("numéro SIREN en doute", max_length=9, null=True, blank=True, db_index=True)
    alsace_moselle_register = models.CharField(
        "registre des associations (Alsace-Moselle)",
        max_length=120,
        blank=True,
        help_text="Tribunal, volume et folio. Exemple\u202f: Strasbourg, volume 92, folio 145.",
    )

    qpvs = models.ManyToManyField(Qpv, blank=True, related_name="organisations", verbose_name="quartiers")
    qpv_typed = models.CharField("quartier écrit à la main", max_length=200, blank=True)
    qpv_unknown = models.BooleanField("ne sait pas dans quel quartier", default=False)
    outside_qpv = models.BooleanField("agit aussi hors QPV", default=False)
    action_communes = models.ManyToManyField(
        Commune, blank=True, related_name="acting_organisations", verbose_name="communes d’action"
    )
    action_departments = models.ManyToManyField(
        Department, blank=True, related_name="acting_organisations", verbose_name="départements d’action"
    )
    action_regions = models.ManyToManyField(
        Region, blank=True, related_name="acting_organisations", verbose_name="régions d’action"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations", verbose_name="thèmes")
    networks = models.ManyToManyField(Network, blank=True, related_name="organisations", verbose_name="réseaux")

    networks_typed = models.CharField("autre réseau, écrit à la main", max_length=200, blank=True)

    description = models.TextField("présentation publique", max_length=1500, blank=True)
    website = models.URLField("site", max_length=300, blank=True)
    public_email = models.EmailField("e-mail public", blank=True)
    public_phone = models.CharField("téléphone public", max_length=30, blank=True)
    contact_email = models.EmailField("e-mail de contact (privé, repris du papier)", blank=True)
    logo = models.ImageField("logo", upload_to="logos/", blank=True)

    # Which fields were filled from the registry of associations, and on which day (ISO); see actions.registry.
    from_registry = models.JSONField(default=dict, blank=True, editable=False)

    # When one of its people last said that those who look after it are the right ones.
    people_checked_at = models.DateTimeField(
        "personnes contact vérifiées le", null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField("créée le", default=timezone.now, editable=False)
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)
    # The record of the same association that is kept (signatories.merging): never one that was joined itself.
    joined_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="joined_records",
        verbose_name="réunie à",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "association"
        ordering = ["name_key"]
        constraints = [
            models.CheckConstraint(condition=~Q(rna=""), name="organisation_rna_null_not_empty"),
            models.CheckConstraint(condition=~Q(siren=""), name="organisation_siren_null_not_empty"),
            models.CheckConstraint(condition=~Q(siret=""), name="organisation_siret_null_not_empty"),
            models.CheckConstraint(
                condition=Q(doubtful_rna=None) | ~Q(doubtful_rna="") & Q(rna=None),
                name="organisation_rna_sure_or_doubtful",
            ),
            models.CheckConstraint(
                condition=Q(doubtful_siren=None) | ~Q(doubtful_siren="") & Q(siren=None),
                name="organisation_siren_sure_or_doubtful",
            ),
            models.CheckConstraint(
                condition=Q(joined_into=None) | ~Q(joined_into=F("pk")), name="organisation_joined_into_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = key_of(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passes on whatever Django was given

    @property
    def words(self) -> Words:
        """What we call it."""
        return words_of(self.kind)

    @property
    def commune_label(self) -> str:
        """The commune with its department, or as typed when it is not in the official list."""
        return self.commune.label if self.commune else self.commune_typed

    @property
    def department_code(self) -> str | None:
        """That of its head office; None for a commune that is not in the official list."""
        return self.commune.department_id if self.commune else None

    def taken_on(self, field: str) -> date | None:
        """The day a field was filled from the registry, unless somebody wrote it since."""
        day: str | None = self.from_registry.get(field)
        return date.fromisoformat(day) if day else None

    @property
    def rna_taken_on(self) -> date | None:
        return self.taken_on("rna")

    @property
    def address_taken_on(self) -> date | None:
        return self.taken_on("address")
