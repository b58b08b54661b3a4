"""What the team and the associations write and choose about a signature."""

from typing import Any

from django import forms

from qpv_charter.toolkit.forms import CleanLineField, CleanTextField
from qpv_charter.toolkit.identifiers import read_qpv_code
from signatories.moderation.actions import LONGEST
from signatories.organisations.models import Organisation
from signatories.territories.models import Qpv
from signatories.territories.places import commune_named, communes_to_choose


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""


class TextForm(forms.Form):
    """A message; its label says to whom."""

    text = CleanTextField(label="Votre message", max_length=LONGEST)


class ReasonForm(forms.Form):
    text = CleanTextField(
        label="Pourquoi\u202f?", max_length=LONGEST, help_text="L’association lira cette raison telle quelle."
    )


class AppealAnswerForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label="Qu’a décidé le comité de suivi\u202f?",
        choices=[("oui", "Publier cette signature"), ("non", "La laisser à revoir ensemble")],
        coerce=lambda answer: answer == "oui",
        widget=forms.RadioSelect,
    )
    text = CleanTextField(
        label="Sa réponse", max_length=LONGEST, help_text="L’association lira ce texte tel quel."
    )


class CommuneField(CleanLineField):
    """A commune of the official list, by its name or "Saint-Denis (93)"."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        commune = commune_named(typed)
        if commune is None:
            raise forms.ValidationError(_which_commune(typed))
        return commune


class QpvCodesField(CleanLineField):
    """Codes of neighbourhoods, with commas between them."""

    def clean(self, value: Any) -> Any:
        codes = [part for part in super().clean(value).replace(";", ",").split(",") if part.strip()]
        return [_qpv(code) for code in codes[:50]]


class LocateForm(forms.Form):
    """Official places for an association that typed its own."""

    commune = CommuneField(
        label="Commune du siège", required=False, help_text="Par exemple\u202f: Saint-Denis (93)."
    )
    qpvs = forms.ModelMultipleChoiceField(
        Qpv.objects.none(), label="Quartiers de cette commune", required=False, widget=forms.CheckboxSelectMultiple
    )
    codes = QpvCodesField(
        label="Autres quartiers, par leur code",
        required=False,
        help_text="Des virgules entre les codes. Par exemple\u202f: QN09331M, QN09332M.",
    )
    outside_qpv = forms.BooleanField(label="Agit hors des quartiers prioritaires", required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "commune": organisation.commune.label if organisation.commune else organisation.commune_typed,
            "qpvs": list(organisation.qpvs.all()),
            "outside_qpv": organisation.outside_qpv,
        }
        super().__init__(*args, **kwargs)
        chosen = Qpv.objects.filter(organisations=organisation)
        if commune := organisation.commune:
            chosen = (chosen | commune.qpvs.filter(generation=Qpv.Generation.G2024)).distinct()
        field = self.fields["qpvs"]
        field.queryset = chosen.order_by("search_text")  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        if not chosen.exists():
            del self.fields["qpvs"]

    def places(self) -> dict[str, Any]:
        """The keyword arguments of `organisations.actions.locate`."""
        qpvs = {qpv.pk: qpv for qpv in [*self.cleaned_data.get("qpvs", []), *self.cleaned_data["codes"]]}
        return {
            "commune": self.cleaned_data["commune"],
            "qpvs": list(qpvs.values()),
            "outside_qpv": self.cleaned_data["outside_qpv"],
        }


def _which_commune(typed: str) -> str:
    close = [choice.commune for choice in communes_to_choose(typed)]
    if close:
        names = ", ".join(commune.label for commune in close)
        return f"Plusieurs communes ressemblent à «\u202f{typed[:60]}\u202f»\u202f: choisissez entre {names}."
    return f"La liste officielle ne connaît pas «\u202f{typed[:60]}\u202f». Vérifiez son orthographe."


def _qpv(typed: str) -> Qpv:
    try:
        code = read_qpv_code(typed)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
    qpv = Qpv.objects.filter(pk=code).first()
    if qpv is None:
        raise forms.ValidationError(f"Le quartier {code} n’est pas dans les listes chargées sur ce site.")
    return qpv
