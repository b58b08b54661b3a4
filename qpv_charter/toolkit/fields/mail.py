"""Fields for what comes and goes by mail: an address, a code."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from qpv_charter.toolkit import mailboxes, text
from qpv_charter.toolkit.fields.lines import checked


class _Typed(str):
    """What was typed, and the address that its author has been asked about already."""

    __slots__ = ("asked",)
    asked: str


class EmailInput(forms.EmailInput):
    """Beside an address that looks like a slip, what says that the question was asked."""

    template_name = "toolkit/email_input.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = _Typed(super().value_from_datadict(data, files, name) or "")
        typed.asked = str(data.get(f"{name}_asked", ""))
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        address = mailboxes.same_mailbox(str(value or ""))
        context["asked"] = address if mailboxes.likely_meant(address) else ""
        return context


class Email(forms.CharField):
    """An address in the one form of its mailbox. A likely slip (gmial.com) is asked about once: sent again as it
    is, it is taken."""

    widget = EmailInput

    def __init__(self, *, missing: str = "Écrivez une adresse e-mail.", **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = missing
        for name, value in {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}.items():
            self.widget.attrs.setdefault(name, value)

    def clean(self, value: Any) -> Any:
        address: str = checked(mailboxes.read_email, str(value or ""))
        if self.required and not address:
            raise ValidationError(self.error_messages["required"], "required")
        meant = mailboxes.likely_meant(address)
        if meant and getattr(value, "asked", address) != address:
            raise ValidationError(
                f"Vouliez-vous dire {meant}\u202f? Corrigez l’adresse\u202f; "
                "si elle est juste, envoyez de nouveau.",
                "slip",
            )
        return address


class CodeInput(forms.TextInput):
    """Digits received by mail: a phone shows its number pad and offers to fill them in. Nothing limits what is
    pasted: the digits are found in it."""

    def __init__(self) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"})


class Code(forms.CharField):
    """The digits of a code, whatever was pasted around and between them (« Votre code : 275 638. »)."""

    widget = CodeInput

    def __init__(self, *, digits: tuple[int, ...] = (6,), **options: Any) -> None:
        super().__init__(**options)
        self.digits = digits
        self.error_messages = {
            "required": "Tapez le code que vous avez reçu.",
            "invalid": "Le code compte six chiffres. Regardez de nouveau le message.",
        } | (options.get("error_messages") or {})

    def clean(self, value: Any) -> str:
        typed = text.clean_line(str(value or "")[:1000])
        if not typed:
            raise ValidationError(self.error_messages["required"], "required")
        found = {code for count in self.digits for code in _codes(typed, count)}
        if len(found) != 1:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return found.pop()


def _codes(typed: str, count: int) -> list[str]:
    """What stands alone in a text and can be a code of so many digits."""
    spaced = re.findall(rf"(?<!\d)\d(?:[\s.,_\-–·]{{0,2}}\d){{{count - 1}}}(?!\d)", typed, re.ASCII)
    return [re.sub(r"\D", "", code) for code in spaced]
