"""Fields that clean what people type before they judge it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from qpv_charter.toolkit.text import clean_line, fold

WEB_MARKS = ("://", "www.")


class LineField(forms.CharField):
    """One line of text: control characters gone, its length said in words when it is too long."""

    def __init__(self, *, max_length: int, missing: str = "Ce champ est nécessaire.", **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.error_messages["required"] = missing
        self.longest = max_length
        # Our own sentence says it below; the attribute stays, so that a phone stops there by itself.
        self.validators = [check for check in self.validators if getattr(check, "code", "") != "max_length"]

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                f"Ce texte compte {len(value)} caractères\u202f: {self.longest} au plus. Raccourcissez-le un peu."
            )


class NameField(LineField):
    """A name somebody bears: at least one letter or digit, and no web address, since it goes into mails."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not fold(value):
            raise ValidationError("Écrivez ce nom avec des lettres ou des chiffres.")
        if any(mark in value.casefold() for mark in WEB_MARKS):
            raise ValidationError("Écrivez un nom, sans adresse de site web.")
