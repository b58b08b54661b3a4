"""Associations and collectives, the networks they belong to, and the people who look after their record."""

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from qpv_charter.toolkit.keys import Key
from qpv_charter.toolkit.revisions import Revised
from qpv_charter.toolkit.text import LONGEST_NAME, fold
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Commune, Department, Qpv, Region

NONE_OF_THEM = "none"  # the key of `from_registry` that says when the registry's offer was declined
LONGEST_KEY = 400  # characters: a name grows when folded (« St », « œ »)


def private_storage() -> Storage:
    """Files that only a permission check may hand out."""
    return storages["private"]


def key_of(name: str) -> str:
    """What a name is compared and sorted by."""
    return fold(name)[:LONGEST_KEY]


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


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, user: User | AnonymousUser) -> "OrganisationQuerySet":
        """The associations a person looks after today; none for somebody who is not signed in."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_at=None)

    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        """Those of which the actor reads more than the public does: the one she acts for, those she animates."""
        return self.filter(actor.animated("commune__department") | actor.acted_for("pk"))


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

    description = models.TextField("présentation publique", max_length=1500, blank=True)
    website = models.URLField("site", max_length=300, blank=True)
    public_email = models.EmailField("e-mail public", blank=True)
    public_phone = models.CharField("téléphone public", max_length=30, blank=True)
    contact_email = models.EmailField("e-mail de contact (privé, repris du papier)", blank=True)
    logo = models.ImageField("logo", upload_to="logos/", blank=True)

    # Which fields were filled from the registry of associations, and on which day (ISO); see actions.registry.
    from_registry = models.JSONField(default=dict, blank=True, editable=False)

    created_at = models.DateTimeField("créée le", default=timezone.now, editable=False)
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

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
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = key_of(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passes on whatever Django was given

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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A contact person: somebody who looks after an association's record. Not the mandate to sign."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="personne")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="association"
    )
    role = models.CharField("rôle dans l’association", max_length=120, blank=True)
    publish_name = models.BooleanField("nom publié", default=False)
    started_at = models.DateTimeField("depuis", default=timezone.now)
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "personne contact"
        verbose_name_plural = "personnes contact"
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "organisation",
                condition=Q(ended_at=None),
                name="membership_once_at_a_time",
                violation_error_message="Cette personne est déjà contact de l’association.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        """Invitations whose link still works."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A person asked by a contact of an association to become a contact too."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse e-mail", max_length=254)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="invitée par")
    created_at = models.DateTimeField("le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_one_pending",
                violation_error_message="Une invitation attend déjà à cette adresse.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(cancelled_at=None),
                name="invitation_accepted_or_cancelled",
                violation_error_message="Cette invitation est déjà acceptée ou annulée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and self.cancelled_at is None and self.expires_at > timezone.now()


class InvitationKey(Key):
    """The link of an invitation's mail."""

    target = models.ForeignKey(Invitation, models.CASCADE, related_name="keys")

    class Meta(Key.Meta):
        verbose_name = "clé d’une invitation"
        verbose_name_plural = "clés d’une invitation"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, actor: Actor) -> "JoinRequestQuerySet":
        """Those made to the association that the actor acts for, or to those she animates."""
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))


class JoinRequest(models.Model):
    """Somebody asks to become a contact of an association that is already there.

    Its contacts decide; where it has none (entered from paper), the federation does."""

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        ACCEPTED = "accepted", "acceptée"
        DECLINED = "declined", "déclinée"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    email = models.EmailField("adresse e-mail", max_length=254)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    role = models.CharField("rôle dans l’association", max_length=120)
    corrections = models.TextField("corrections proposées", max_length=2000, blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.PENDING)
    created_at = models.DateTimeField("le", default=timezone.now, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande pour rejoindre une association"
        verbose_name_plural = "demandes pour rejoindre une association"
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="join_request_decided_has_date",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(state="pending"),
                name="join_request_one_pending",
                violation_error_message="Une demande attend déjà une réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} → {self.organisation}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_paper_address(self) -> bool:
        """Whether the person wrote the very address that the association gave on paper."""
        paper = self.organisation.contact_email
        return bool(paper) and paper.lower() == self.email.lower()


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    def pending(self) -> "ProposedChangeQuerySet":
        """Those that wait for the team, oldest first."""
        return self.filter(state=ProposedChange.State.PENDING).order_by("proposed_at", "pk")

    def visible_to(self, actor: Actor) -> "ProposedChangeQuerySet":
        """Those about the association that the actor acts for, or about those she animates."""
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))


class ProposedChange(models.Model):
    """Another name, form or commune for an association whose signature was published: seen in its space alone
    until the team accepts it. Never edited: a second thought is another row, which replaces this one."""

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        ACCEPTED = "accepted", "acceptée"
        REFUSED = "refused", "refusée"
        REPLACED = "replaced", "remplacée"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="proposed_changes")
    # What is proposed, of these: the rest stays as the record says.
    fields = models.JSONField(default=list)
    name = models.CharField("nom usuel", max_length=LONGEST_NAME, blank=True)
    acronym = models.CharField("sigle", max_length=40, blank=True)
    kind = models.CharField("forme", max_length=12, choices=Organisation.Kind, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    commune_typed = models.CharField("commune écrite à la main", max_length=120, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="proposée par")
    proposed_at = models.DateTimeField("le", default=timezone.now, editable=False)
    state = models.CharField("état", max_length=8, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    reason = models.TextField("raison", max_length=2000, blank=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement proposé"
        verbose_name_plural = "changements proposés"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation", condition=Q(state="pending"), name="proposed_change_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="proposed_change_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="proposed_change_refused_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_state_display()}"

    @property
    def values(self) -> dict[str, Any]:
        """What is proposed, by the record's own field names."""
        return {field: getattr(self, field) for field in self.fields}

    @property
    def commune_label(self) -> str:
        return self.commune.label if self.commune else self.commune_typed
