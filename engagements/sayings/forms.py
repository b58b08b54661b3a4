"""Writing a need in two screens; reading it."""

import uuid
from typing import Any

from django import forms
from django.conf import settings

from engagements.needs.models import LONGEST_TEXT
from engagements.sayings.actions import Words
from engagements.sayings.models import LONGEST_SAYING, About, Wants, Why
from qpv_charter.toolkit.fields import Email, Line, Text
from qpv_charter.toolkit.guard import Guarded, shown_now
from signatories.organisations.models import Theme


class OwnWords(Text):
    """What somebody writes, in their words and their language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Avec vos mots",
            max_length=LONGEST_SAYING,
            rows=5,
            help_text="Vous pouvez écrire dans votre langue. Pas de nom de personne.",
            missing="Écrivez quelques mots.",
            **options,
        )


class SayForm(Guarded, forms.Form):
    """First screen: two choices with pictures, one text."""

    wants = forms.ChoiceField(
        label="Que voulez-vous dire\u202f?",
        choices=Wants.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une image."},
    )
    about = forms.ChoiceField(
        label="C’est à propos de quoi\u202f?",
        choices=About.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une image."},
    )
    text = OwnWords()

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(wants=said["wants"], about=said["about"], text=said["text"])


class SendForm(SayForm):
    """Second screen: the first one, hidden, and an address if one likes.

    It was filled in when it is shown: it may be sent at once. `number` makes one page write one thing."""

    email = Email(
        label="Votre adresse e-mail, si vous voulez des nouvelles",
        required=False,
        help_text="Nous l’effaçons trois mois après la fin, ou après un an sans nouvelles.",
    )
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("wants", "about", "text"):
            self.fields[name].widget = forms.HiddenInput()

    @classmethod
    def after(cls, first: SayForm) -> "SendForm":
        """The second screen that follows the first."""
        moment = shown_now(cls, ago=settings.FASTEST_FORM)
        return cls(initial={**vars(first.words()), "number": uuid.uuid4(), "moment": moment})


class ChangeForm(forms.Form):
    text = OwnWords()


class OpenForm(forms.Form):
    """What others will read: without names, in one sentence."""

    text = Line(
        label="Ce que les autres liront",
        max_length=LONGEST_TEXT,
        help_text="Une phrase, sans nom ni numéro. Vous pouvez corriger, raccourcir ou traduire.",
        missing="Écrivez ce que les autres liront.",
        widget=forms.Textarea({"rows": 4}),  # one sentence, read whole on a phone
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label="Thème", required=False, empty_label="Je ne sais pas"
    )


class CloseForm(forms.Form):
    why = forms.ChoiceField(
        label="Pourquoi ne pas l’ouvrir\u202f?",
        choices=[(why.value, why.label.capitalize()) for why in Why],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi."},
    )
