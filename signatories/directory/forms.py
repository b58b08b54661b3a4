"""What one may ask of the directory."""

from django import forms

from qpv_charter.toolkit.forms import CleanLineField
from signatories.directory.queries import Filters
from signatories.territories.models import Department, Region

LONGEST_SEARCH = 200  # characters; what is beyond is left out, never an error


class FilterForm(forms.Form):
    """The query string of the directory. An unknown department or region is an error of the address (404)."""

    q = CleanLineField(required=False)
    departement = forms.ModelChoiceField(Department.objects.select_related("region"), required=False)
    region = forms.ModelChoiceField(Region.objects.all(), required=False)

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"][:LONGEST_SEARCH])

    def filters(self) -> Filters:
        return Filters(
            q=self.cleaned_data["q"],
            department=self.cleaned_data["departement"],
            region=self.cleaned_data["region"],
        )
