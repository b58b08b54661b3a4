"""Fields where one chooses."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as format_date

LONGEST_KEY = 18  # digits: what fits in a 64-bit integer whatever they are


class Month(forms.TypedChoiceField):
    """A month, by its first day: the `back` last ones, newest first, or the `ahead` next; None when unknown.

    `missing` is said where it has to be known."""

    def __init__(
        self,
        *,
        back: int = 0,
        ahead: int = 0,
        unknown: str = "Je ne sais pas",
        missing: str = "",
        **options: Any,
    ) -> None:
        offsets = range(0, -back, -1) if back else range(ahead)
        super().__init__(
            choices=lambda: [("", unknown), *_months(offsets)],
            coerce=date.fromisoformat,
            empty_value=None,
            required=bool(missing),
            **options,
        )
        self.error_messages["required"] = missing


class Day(forms.DateField):
    """A day, from the browser's own calendar or typed: 24/03/2027."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(**({"widget": widget} | options))
        self.error_messages["invalid"] = "Écrivez la date ainsi\u202f: 24/03/2027."


class Hour(forms.TimeField):
    """An hour, from the browser's own clock or typed: 18:30, 18 h 30, 18h."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"widget": forms.TimeInput({"type": "time"}, format="%H:%M")} | options))
        self.error_messages["invalid"] = "Écrivez l’heure ainsi\u202f: 18:30."

    def to_python(self, value: Any) -> Any:
        typed = "".join(str(value or "").lower().split()).replace("h", ":")
        return super().to_python(f"{typed}00" if typed.endswith(":") else typed)


def _months(offsets: range) -> list[tuple[str, str]]:
    """Months from this one on, as (2026-09-01, "septembre 2026")."""
    now = timezone.localdate()
    split = (divmod(now.year * 12 + now.month - 1 + offset, 12) for offset in offsets)
    days = [date(year, month + 1, 1) for year, month in split]
    return [(day.isoformat(), format_date(day, "F Y")) for day in days]


class Ticked(forms.ModelMultipleChoiceField[Any]):
    """Rows as checkboxes. A number no key can be is refused here: the database would answer with an error."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        for key in value or []:
            if str(key).isdigit() and len(str(key)) > LONGEST_KEY:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid", {"value": key[:40]})
        return super().clean(value)
