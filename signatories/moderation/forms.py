"""What the team and the associations write and choose about a signature."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from qpv_charter.toolkit.fields import Text, Ticked
from signatories.moderation.actions import LONGEST
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.fields import CommuneField, QpvCodesField
from signatories.territories.models import Qpv


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""


class SeenForm(forms.Form):
    """What somebody had read: the revision that a page or a link carries."""

    vu = forms.IntegerField(min_value=0, max_value=2**62)

    @property
    def revision(self) -> int | None:
        """None where nothing, or nothing that is a revision, was carried."""
        return self.cleaned_data["vu"] if self.is_valid() else None


class TogetherForm(forms.Form):
    """Signatures ticked on one page, each with what was read of it."""

    signatures = Ticked(
        Signature.objects.none(),
        label="Signatures à publier",
        error_messages={
            "required": "Cochez les signatures à publier.",
            "invalid_choice": "Une de ces signatures n’est plus de celles que vous relisez. Rien n’est publié : "
            "relisez la liste.",
        },
    )

    def __init__(self, *args: Any, among: QuerySet[Signature], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatures"].queryset = among  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    @property
    def read(self) -> list[tuple[Signature, int]]:
        """Each signature that was ticked and the revision that its line carried, as they came."""
        ticked = self.cleaned_data["signatures"].select_related("organisation").order_by("confirmed_at", "pk")
        return [(each, SeenForm(self.data, prefix=str(each.pk)).revision or 0) for each in ticked]


class TextForm(forms.Form):
    """A message; its label says to whom."""

    text = Text(label="Votre message", max_length=LONGEST)


class ReasonForm(forms.Form):
    text = Text(label="Pourquoi\u202f?", max_length=LONGEST)


class AppealAnswerForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label="Qu’a décidé le comité de suivi\u202f?",
        choices=[("oui", "Publier cette signature"), ("non", "La laisser à revoir ensemble")],
        coerce=lambda answer: answer == "oui",
        widget=forms.RadioSelect,
    )
    text = Text(label="Sa réponse", max_length=LONGEST)


class LocateForm(forms.Form):
    """Official places for an association that typed its own."""

    commune = CommuneField(
        label="Commune du siège", required=False, help_text="Par exemple\u202f: Saint-Denis (93)."
    )
    qpvs = Ticked(Qpv.objects.none(), label="Quartiers de cette commune", required=False)
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
