"""Where it is, asked of an association: among the places where it says it acts, the closest first."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from engagements.scope.models import Reach
from engagements.scope.places import Place, place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Line, Ticked
from qpv_charter.toolkit.text import LONGEST_NAME, fold
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

HELPED = {"help_text": "Son nom, ou ce par quoi il commence."}


class Neighbourhoods(Ticked):
    """Neighbourhoods, each told from its namesakes by its commune."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class Signatory(Line):
    """A published signatory of anywhere, by its name or what it begins with: None for nothing typed."""

    def __init__(self, *, label: str, required: bool = True, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, label=label, required=required, **HELPED | options)

    def among(self, few: QuerySet[Organisation]) -> "forms.ModelChoiceField[Organisation]":
        """The same question, where there are few enough to choose from."""
        return forms.ModelChoiceField(
            label=self.label,
            queryset=few,
            required=self.required,
            empty_label="Choisissez une association" if self.required else "Aucune de celles-ci",
            error_messages={"required": self.error_messages["required"]},
        )

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Organisation | None:
        typed = fold(super().clean(value))
        if not typed:
            return None
        signed = Signature.objects.published().values("organisation")
        rows = Organisation.objects.filter(pk__in=signed, name_key__startswith=typed).order_by("name_key", "pk")
        found = list(rows[:2])
        if not found:
            raise ValidationError("Aucune association signataire ne porte ce nom.")
        if len(found) > 1 and found[0].name_key != typed:
            raise ValidationError("Plusieurs associations commencent ainsi\u202f: écrivez le nom entier.")
        return found[0]


class PlaceForm(forms.Form):
    """The neighbourhoods of the association, all ticked when there is one; else its commune or its department.

    `place` is what was chosen, once the form is valid."""

    reach = forms.ChoiceField(label="Cela concerne", widget=forms.RadioSelect, required=False)
    qpvs = Neighbourhoods(Qpv.objects.none(), label="Quels quartiers\u202f?", required=False)
    place: Place

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation
        offered = organisation.qpvs.prefetch_related("communes").select_related("department")
        self.known = list(offered)
        self.fields["qpvs"].queryset = offered  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["reach"].choices = self._reaches()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reach"].initial = self._reaches()[0][0] if self._reaches() else None
        if not self.known:
            self.fields["qpvs"].widget = forms.MultipleHiddenInput()
        elif len(self.known) == 1:
            self.fields["qpvs"].initial = self.known

    def _reaches(self) -> list[tuple[str, str]]:
        """What the association may choose from; its neighbourhoods alone if its commune is in no official list."""
        commune = self.organisation.commune
        near = [(Reach.NEIGHBOURHOODS.value, "un ou plusieurs de nos quartiers")] if self.known else []
        if commune is None:
            return near
        wide = [(Reach.COMMUNE.value, f"toute la commune ({commune.name})")]
        return [*near, *wide, (Reach.DEPARTMENT.value, f"tout le département ({commune.department.name})")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.place = self._chosen(cleaned)
        except ActionRefused as refused:
            self.add_error("qpvs" if self.known else "reach", refused.reason)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> Place:
        reach, commune = cleaned.get("reach") or Reach.NEIGHBOURHOODS, self.organisation.commune
        if reach == Reach.NEIGHBOURHOODS:
            return place_of(qpvs=[*cleaned.get("qpvs", [])], department=None)
        if reach == Reach.COMMUNE:
            return place_of(commune=commune, department=None)
        return place_of(department=commune.department if commune else None)
