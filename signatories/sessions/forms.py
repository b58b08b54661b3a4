"""What the federation says when it opens a session."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Name


class SessionForm(forms.Form):
    """A signing session, opened by the federation."""

    title = Name(
        label="Nom de la séance",
        max_length=200,
        missing="Donnez un nom à la séance.",
        help_text="Les associations le verront sur leur téléphone. Exemple\u202f: Forum de Saint-Denis.",
    )
    place = Name(label="Lieu", max_length=200, required=False)

    def answers(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "place": self.cleaned_data["place"]}
