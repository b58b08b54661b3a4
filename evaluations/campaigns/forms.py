"""The year and the dates of a campaign."""

from typing import cast

from django import forms

from evaluations.campaigns.actions import FIRST_YEAR, LAST_YEAR, Dates
from evaluations.campaigns.models import Campaign
from qpv_charter.toolkit.fields import Day


class PrepareForm(forms.Form):
    year = forms.IntegerField(
        label="Année du rendez-vous",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": "Écrivez l’année, par exemple 2027.", "invalid": "Écrivez quatre chiffres."},
    )


class DatesForm(forms.Form):
    starts_on = Day(label="L’année racontée va du")
    ends_on = Day(label="au")
    announced_by = Day(label="La date du rendez-vous est annoncée avant le")
    opens_on = Day(label="Ouverture")
    invited_by = Day(label="Invitation au rendez-vous, avant le")
    invited_again_on = Day(label="Rappel de l’invitation")
    meets_on = Day(label="Rendez-vous national, vers le")
    reported_by = Day(label="Rapport, avant le")

    @classmethod
    def of(cls, campaign: Campaign, data: object = None) -> "DatesForm":
        return cls(data, initial={name: getattr(campaign, name) for name in cls.base_fields})  # type: ignore[arg-type]  # a QueryDict

    def dates(self) -> Dates:
        return cast("Dates", self.cleaned_data)
