"""How every form of the site is drawn: our own field template, an error summary on top."""

from django import forms
from django.forms.renderers import TemplatesSetting


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
