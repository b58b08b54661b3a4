"""What becomes of those that bear a network that is withdrawn."""

from typing import Any

from django import forms

from signatories.organisations.models import Network


class WithdrawNetworkForm(forms.Form):
    to = forms.ModelChoiceField(
        label="Un autre réseau prend-il sa place\u202f?",
        queryset=Network.objects.none(),
        required=False,
        empty_label="Aucun",
        help_text="Par exemple quand le même réseau est deux fois dans la liste. Les associations qui portent "
        "celui que vous retirez porteront l’autre, et sa page y mènera.",
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Network.objects.exclude(pk=network.pk)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
