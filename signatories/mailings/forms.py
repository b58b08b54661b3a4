"""What one writes to many."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Line, Text
from qpv_charter.toolkit.fields.lines import checked
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.mailings import words
from signatories.mailings.models import Mailing


class LetterForm(RevisedForm):
    subject = Line(label="Objet", max_length=words.LONGEST_SUBJECT)
    text = Text(
        label="Texte",
        max_length=words.LONGEST,
        rows=14,
        help_text="Du texte simple, avec une ligne vide entre deux paragraphes. La signature de l’équipe et ses "
        "coordonnées s’ajoutent d’elles-mêmes.",
    )

    def __init__(self, *args: Any, mailing: Mailing, **options: Any) -> None:
        options["initial"] = {"subject": mailing.subject, "text": mailing.text, "revision": mailing.revision}
        super().__init__(*args, **options)

    def clean_subject(self) -> str:
        return str(checked(words.read_subject, self.cleaned_data["subject"]))

    def clean_text(self) -> str:
        return str(checked(words.read_letter, self.cleaned_data["text"]))


class SendForm(forms.Form):
    """What the preview showed: to how many addresses, and which text."""

    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
