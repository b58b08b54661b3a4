"""What the forms of a record's parts have in common."""

from typing import Any

from django import forms

from signatories.organisations.models import Organisation


class PartForm(forms.Form):
    """A form for one part of an association's record."""

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        self.organisation = organisation
        options.setdefault("initial", self.initial_of(organisation))
        super().__init__(*args, **options)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """What the record says today."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the part's action is given, by its argument names."""
        return self.cleaned_data
