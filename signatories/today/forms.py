"""Until when a line is put off."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from qpv_charter.toolkit.fields import Day


class PutOffForm(forms.Form):
    until = Day(
        label="Rappeler le",
        initial=lambda: timezone.localdate() + timedelta(days=7),
        help_text="Ce jour-là, la ligne revient, pour toute l’équipe.",
    )


class TakeBackForm(forms.Form):
    """Nothing to fill in."""
