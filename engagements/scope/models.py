"""Where something happens, and which commitments of the charter it serves."""

from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.models import Commune, Department, Qpv

P = TypeVar("P", bound="Placed")


class Reach(models.TextChoices):
    """How far a place goes: what it names, and nothing wider."""

    NEIGHBOURHOODS = "qpv", "un ou plusieurs quartiers"
    COMMUNE = "commune", "toute une commune"
    DEPARTMENT = "department", "tout un département"


class PlacedQuerySet(models.QuerySet[P]):
    def at(self, qpv: Qpv) -> Self:
        """What concerns a neighbourhood: it is named, or its whole commune, or its whole department."""
        rows = self.model._default_manager.order_by().values("pk")
        communes = rows.filter(reach=Reach.COMMUNE, commune__in=qpv.communes.all())
        departments = rows.filter(reach=Reach.DEPARTMENT, department=qpv.department_id)
        # Each by its own index: an OR of the three would read every row.
        return self.filter(pk__in=rows.filter(qpvs=qpv).union(communes, departments))

    def about(self, placed: "Placed") -> Self:
        """What concerns a place, a part of it, or what it is a part of."""
        if placed.reach == Reach.DEPARTMENT:
            return self.filter(department=placed.department_id)
        named = Qpv.objects.filter(pk__in=placed.qpvs.values("pk"))
        qpvs = Qpv.objects.filter(communes=placed.commune_id) if placed.commune_id else named
        communes = Commune.objects.filter(Q(pk=placed.commune_id) | Q(qpvs__in=qpvs.values("pk")))
        near = self.model._default_manager.filter(qpvs__in=qpvs.values("pk"))
        return self.filter(
            Q(pk__in=near.values("pk"))
            | Q(reach=Reach.COMMUNE, commune__in=communes.values("pk"))
            | Q(reach=Reach.DEPARTMENT, department=placed.department_id)
        )

    def where_acts(self, organisation: UUID) -> Self:
        """What concerns a place where an association acts: `queries.signatories_of`, the other way round."""
        said = Qpv.objects.filter(organisations=organisation) | Qpv.objects.filter(
            communes__acting_organisations=organisation
        )
        named = said.values("pk")
        kin = Qpv.objects.filter(Q(pk__in=named) | Q(successors__in=named) | Q(predecessors__in=named))
        seat = Organisation.objects.filter(pk=organisation)
        own = Qpv.objects.filter(organisations=organisation)
        communes = Commune.objects.filter(
            Q(pk__in=seat.values("commune")) | Q(acting_organisations=organisation) | Q(qpvs__in=own.values("pk"))
        )
        departments = Department.objects.filter(
            Q(acting_organisations=organisation)
            | Q(pk__in=seat.values("commune__department"))
            | Q(pk__in=own.values("department"))
            | Q(communes__acting_organisations=organisation)
        )
        near = self.model._default_manager.filter(qpvs__in=kin.values("pk"))
        return self.filter(
            Q(reach=Reach.NEIGHBOURHOODS, pk__in=near.values("pk"))
            | Q(reach=Reach.COMMUNE, commune__in=communes.values("pk"))
            | Q(reach=Reach.DEPARTMENT, department__in=departments.values("pk"))
        )

    def near(self, organisation: UUID) -> Self:
        """The same, for an association whose signature is published: what it belongs to."""
        seen = Signature.objects.published().filter(organisation=organisation)
        return self.where_acts(organisation) if seen.exists() else self.none()

    def with_place(self) -> Self:
        """Each with what `place` and `zone` read (3 queries whatever their number)."""
        return self.select_related("commune__department", "department").prefetch_related("qpvs__communes")


class Placed(models.Model):
    """Something that has a place: neighbourhoods, a commune or a department.

    `department` is always known, that of the neighbourhoods or of the commune: it gives the time zone and says
    which animators look after it. `commitments` are slugs of the charter's (`charter.Commitment.slug`)."""

    reach = models.CharField("étendue", max_length=10, choices=Reach, default=Reach.NEIGHBOURHOODS)
    qpvs = models.ManyToManyField(Qpv, blank=True, related_name="+", verbose_name="quartiers")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="département")
    commitments = models.JSONField("engagements de la charte", default=list, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(reach="commune", commune__isnull=False) | ~Q(reach="commune") & Q(commune=None),
                name="%(class)s_commune_as_its_reach",
            )
        ]

    @property
    def zone_of_place(self) -> str:
        """The time zone (IANA) in which hours are said there (`toolkit.clock`)."""
        return str(self.department.timezone)

    @property
    def place(self) -> str:
        """In words: « Franc-Moisin (Saint-Denis) », « Saint-Denis (93) », « Seine-Saint-Denis »."""
        if self.commune:
            return str(self.commune.label)
        if self.reach == Reach.DEPARTMENT:
            return str(self.department.name)
        return ", ".join(qpv.label for qpv in self.qpvs.all())
