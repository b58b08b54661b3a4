"""Where an association acts: searched for, then ticked, without any script."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import fold
from signatories.organisations.forms.fields import Line, PartForm, Ticked
from signatories.organisations.models import Organisation
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.queries import communes_like, qpvs_like

MOST_FOUND = 10
SHORTEST = 2  # letters


class Places(Ticked):
    """Territories as checkboxes, each with enough words to be told from its namesakes."""

    def label_from_instance(self, obj: Model) -> str:
        if isinstance(obj, Commune):
            return obj.label
        if isinstance(obj, Qpv):
            communes = ", ".join(commune.name for commune in obj.communes.all())
            return f"{obj.name} ({communes})" if communes else obj.name
        return str(obj)


class AreaForm(PartForm):
    """What is ticked and what the search found; nothing else, of 1,600 neighbourhoods and 35,000 communes."""

    search = Line(
        label="Chercher un quartier, une commune, un département, une région",
        required=False,
        max_length=100,
        help_text="Écrivez un nom, appuyez sur «\u202fChercher\u202f», puis cochez ce qui convient.",
    )
    qpvs = Places(label="Quartiers prioritaires", queryset=Qpv.objects.none(), required=False)
    outside_qpv = forms.BooleanField(
        label="Nous agissons aussi, ou seulement, hors quartier prioritaire",
        required=False,
        help_text="C’est une réponse comme une autre.",
    )
    communes = Places(label="Communes", queryset=Commune.objects.none(), required=False)
    departments = Places(label="Départements", queryset=Department.objects.none(), required=False)
    regions = Places(label="Régions", queryset=Region.objects.none(), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        typed = str(self.data.get("search", "")) if self.is_bound else ""
        for name, base, found in self._found(typed):
            self._offer(name, base, found)

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

    def _found(self, typed: str) -> list[tuple[str, QuerySet[Any], list[Any]]]:
        """For each field: where to take from, and the keys that the search and the head office propose."""
        qpvs = Qpv.objects.prefetch_related("communes")
        communes = Commune.objects.current().select_related("department")
        home = self.organisation.commune_id
        near = list(Qpv.objects.of_2024().filter(communes=home)) if home else []
        if len(fold(typed)) < SHORTEST:
            results: dict[str, list[Any]] = {"qpvs": [], "communes": [], "departments": [], "regions": []}
        else:
            results = {
                "qpvs": qpvs_like(typed),
                "communes": [choice.commune for choice in communes_like(typed, limit=MOST_FOUND)],
                "departments": list(matching(Department.objects.all(), typed)[:MOST_FOUND]),
                "regions": list(matching(Region.objects.all(), typed)[:MOST_FOUND]),
            }
        return [
            ("qpvs", qpvs, [*near, *results["qpvs"]]),
            ("communes", communes, results["communes"]),
            ("departments", Department.objects.all(), results["departments"]),
            ("regions", Region.objects.all(), results["regions"]),
        ]

    def _offer(self, name: str, base: QuerySet[Any], found: list[Any]) -> None:
        """Show a field with what was ticked and what was found; hide it while it has nothing to show."""
        ticked = self.data.getlist(name) if self.is_bound else self.initial.get(name, [])  # type: ignore[attr-defined]  # a QueryDict when bound
        known = _known_keys(base.model, ticked)
        offered = base.filter(pk__in=[*known, *(row.pk for row in found)])
        field = self.fields[name]
        field.queryset = offered  # type: ignore[attr-defined]  # a Places field
        if not known and not found:
            field.widget = forms.MultipleHiddenInput()


def _known_keys(model: type[Model], typed: list[Any]) -> list[Any]:
    """What can be a key of this model among what a browser sent; the rest is left to the field to refuse."""
    if model is Commune:
        return [key for key in typed if str(key).isascii() and str(key).isdigit() and len(str(key)) < 12]  # noqa: PLR2004  # beyond, no database key
    return [key for key in typed if str(key).isalnum()]
