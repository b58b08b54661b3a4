from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from evaluations.reports.actions import LONGEST_WORDS
from evaluations.reports.models import LONGEST_DIFFICULTY
from evaluations.reports.stories import MOST, Story
from evaluations.self_evaluations.models import LookBackAnswer
from qpv_charter.toolkit.fields import Line, Text, Ticked


class FreezeForm(forms.Form):
    words = Text(
        label="Ce que la fédération retient de l’année",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Ces mots ouvrent le rapport. N’y nommez personne sans son accord"
        "\u202f: ils ne pourront plus être retirés.",
    )

    stories = forms.MultipleChoiceField(
        label="Dit, puis fait\u202f: les histoires de la plaquette",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"{MOST} au plus, parmi ce que tout le monde peut lire.",
    )

    def __init__(self, *args: Any, stories: Sequence[Story], **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["stories"]
        offered.initial = [each.key for each in stories[:MOST]]
        offered.choices = [(each.key, f"{each.said} → {each.done} {each.place}") for each in stories]
        if not stories:
            del self.fields["stories"]


class Texts(Ticked):
    """Each with who wrote it, of what, and the themes that it is under."""

    def label_from_instance(self, answer: LookBackAnswer) -> SafeString:
        themes = ", ".join(each.name for each in answer.difficulties.all())
        about = [
            answer.look_back.organisation.name,
            answer.question.text,
            themes and f"rangé sous\u202f: {themes}",
        ]
        return format_html(
            '<span>{}<br><span class="hint">{}</span></span>', answer.text, " · ".join(filter(None, about))
        )


class GroupForm(forms.Form):
    """Texts that are ticked, and the theme that they go under or come out of."""

    texts = Texts(LookBackAnswer.objects.none(), label="Textes", error_messages={"required": "Cochez des textes."})
    name = Line(
        label="Thème",
        max_length=LONGEST_DIFFICULTY,
        help_text="Un qui existe déjà, ou un nouveau. Exemple\u202f: «\u202fPas de salle le soir\u202f».",
        error_messages={"required": "Écrivez le nom du thème."},
    )

    def __init__(self, *args: Any, texts: QuerySet[LookBackAnswer], **options: Any) -> None:
        super().__init__(*args, **options)
        shown: Any = self.fields["texts"]
        shown.queryset = texts
        self.fields["name"].widget.attrs["list"] = "themes"
