"""Who is given which role."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Email, EmailInput, Line, PersonName
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.people.models import Role
from signatories.team.models import MOST_WEEKS, Weekday
from signatories.territories.models import Department


class DepartmentsField(Line):
    """Departments by their codes, with commas between them."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).replace(";", ",").split(",")
        codes = {code.strip().upper().zfill(2) for code in typed if code.strip()}
        found = list(Department.objects.filter(code__in=codes))
        if unknown := sorted(codes - {department.code for department in found}):
            raise forms.ValidationError(f"Aucun département n’a ce code\u202f: {', '.join(unknown)[:60]}.")
        return found


class RoleForm(forms.Form):
    """An address already known is that very person, whose name stays."""

    email = Email(
        label="Adresse e-mail",
        help_text="Une adresse à elle\u202f: on ne partage pas un compte.",
        widget=EmailInput({"autocomplete": "off"}),
    )
    first_name = PersonName(label="Prénom", required=False)
    last_name = PersonName(label="Nom", required=False)
    kind = forms.ChoiceField(
        label="Rôle",
        choices=[(kind, kind.label.capitalize()) for kind in Role.TEAM],
        widget=forms.RadioSelect,
    )
    departments = DepartmentsField(
        label="Départements",
        required=False,
        max_length=400,
        help_text="Pour l’animation territoriale, leurs codes, avec des virgules. Par exemple\u202f: 93, 2A, 974.",
    )

    def answers(self) -> dict[str, Any]:
        """The keyword arguments of `actions.welcome`."""
        return self.cleaned_data | {"kind": Role.Kind(self.cleaned_data["kind"])}


class AnswerDayForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label="Quel jour l’équipe répond-elle\u202f?", coerce=int, choices=Weekday, widget=forms.RadioSelect
    )
    weeks = forms.TypedChoiceField(
        label="En combien de semaines\u202f?",
        coerce=int,
        choices=[(number, counted(number, ("semaine", "semaines"))) for number in range(1, MOST_WEEKS + 1)],
        help_text="Prenez large\u202f: mieux vaut répondre plus tôt que promis.",
    )


class EndForm(forms.Form):
    """Nothing to fill in: the page says what will end."""


class ResetForm(forms.Form):
    """Nothing to fill in: the page says what will be taken away."""
