"""Where an association acts: searched for, then ticked, without any script."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Line
from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import fold
from signatories.organisations.forms.part import PartForm
from signatories.organisations.models import Organisation
from signatories.territories.fields import Territories
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.queries import communes_like, qpvs_like

MOST_FOUND = 10
SHORTEST = 2  # letters


class AreaForm(PartForm):
    """What is ticked and what the search found; nothing else, of 1,600 neighbourhoods and 35,000 communes."""

    search = Line(
        label="Chercher un quartier, une commune, un département, une région",
        required=False,
        max_length=100,
        help_text="Écrivez un nom, appuyez sur «\u202fChercher\u202f», puis cochez ce qui convient.",
    )
    qpvs = Territories(Qpv.objects.prefetch_related("communes"), label="Quartiers prioritaires")
    outside_qpv = forms.BooleanField(
        label="Nous agissons aussi, ou seulement, hors quartier prioritaire",
        required=False,
        help_text="C’est une réponse comme une autre.",
    )
    communes = Territories(Commune.objects.current().select_related("department"), label="Communes")
    departments = Territories(Department.objects.all(), label="Départements")
    regions = Territories(Region.objects.all(), label="Régions")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        typed = str(self.data.get("search", "")) if self.is_bound else ""
        for name, found in self._found(typed).items():
            field: Any = self.fields[name]
            field.offer(ticked=self._ticked(name), found=found)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {
            "qpvs": list(organisation.qpvs.values_list("pk", flat=True)),
            "outside_qpv": organisation.outside_qpv,
            "communes": list(organisation.action_communes.values_list("pk", flat=True)),
            "departments": list(organisation.action_departments.values_list("pk", flat=True)),
            "regions": list(organisation.action_regions.values_list("pk", flat=True)),
        }

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "search"}

    def _ticked(self, name: str) -> list[Any]:
        data: Any = self.data  # a QueryDict when bound
        ticked: list[Any] = data.getlist(name) if self.is_bound else self.initial.get(name, [])
        return ticked

    def _found(self, typed: str) -> dict[str, list[Any]]:
        """For each field, what the search and the head office propose."""
        home = self.organisation.commune_id
        near = list(Qpv.objects.of_2024().filter(communes=home)) if home else []
        if len(fold(typed)) < SHORTEST:
            return {"qpvs": near, "communes": [], "departments": [], "regions": []}
        return {
            "qpvs": [*near, *qpvs_like(typed)],
            "communes": [choice.commune for choice in communes_like(typed, limit=MOST_FOUND)],
            "departments": list(matching(Department.objects.all(), typed)[:MOST_FOUND]),
            "regions": list(matching(Region.objects.all(), typed)[:MOST_FOUND]),
        }
