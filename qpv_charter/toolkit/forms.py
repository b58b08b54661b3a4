"""How every form of the site is drawn: our own field template, an error summary on top."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from qpv_charter.toolkit.text import clean_line, clean_text


class CharterFormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class CodeInput(forms.TextInput):
    """Digits received by mail: a phone shows its number pad and offers to fill them in."""

    def __init__(self, *, digits: int = 6) -> None:
        super().__init__(
            {
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "maxlength": digits + 3,
                "spellcheck": "false",
            }
        )


class CleanLineField(forms.CharField):
    """One line; what cannot be seen (control characters, NUL) is left out rather than refused."""

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class CleanTextField(forms.CharField):
    """Several lines, each cleaned like a CleanLineField's."""

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **options)

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")
