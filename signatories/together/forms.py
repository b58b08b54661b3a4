"""What is chosen for several associations at once."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from qpv_charter.toolkit.fields import Text, Ticked
from signatories.moderation.actions import LONGEST
from signatories.moderation.forms import TogetherForm
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.tags.actions import NOT_HERS
from signatories.tags.models import Tag

PUT, TAKE = "mettre", "enlever"


class FilingForm(forms.Form):
    """Associations ticked on one page, and the tag that they are to bear, or no longer."""

    associations = Ticked(
        Organisation.objects.none(),
        label="Associations",
        error_messages={"required": "Cochez au moins une association.", "invalid_choice": NOT_HERS},
    )
    tag = forms.ModelChoiceField(
        label="Quelle étiquette\u202f?", queryset=Tag.objects.all(), empty_label="Choisissez une étiquette"
    )
    what = forms.ChoiceField(
        label="Que faire\u202f?",
        choices=[(PUT, "La mettre"), (TAKE, "L’enlever")],
        initial=PUT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, among: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["associations"].queryset = among  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class PauseForm(TogetherForm):
    """Signatures ticked on one page, each with what was read of it, and why they are paused."""

    signatures = Ticked(
        Signature.objects.none(),
        label="Signatures à mettre en pause",
        error_messages={"required": "Cochez au moins une association.", "invalid_choice": NOT_HERS},
    )
    text = Text(label="Pourquoi\u202f?", max_length=LONGEST)


class TagsForm(forms.Form):
    """What one association is filed under."""

    tags = Ticked(Tag.objects.all(), label="Ses étiquettes", required=False)
