"""Fields whose text comes out clean."""

from typing import Any

from django import forms

from qpv_charter.toolkit.text import clean_line, clean_text
from signatories.organisations.models import Organisation

LONGEST_KEY = 18  # digits: what fits in a 64-bit integer whatever they are


class Line(forms.CharField):
    """One line, without control characters."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class Lines(forms.CharField):
    """Several lines, each clean."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class Ticked(forms.ModelMultipleChoiceField[Any]):
    """Rows as checkboxes. A number no key can be is refused here: the database would answer with an error."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        for key in value or []:
            if len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid", {"value": key[:40]})
        return super().clean(value)


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


class Web(forms.URLField):
    """A site's address; people write it without https://."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)
