"""A guard against robots for the forms that anybody may send, without a third party nor a riddle.

Three signs, none of which loses what was typed: a box that nobody sees was filled, the form came back faster than
anybody types, or without the signed hour at which it was shown. Whoever is mistaken for a robot sends again."""

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.safestring import SafeString

from qpv_charter.toolkit.limits import Limit

LONGEST = 24 * 3600  # seconds a page may stay open
# Pages opened before this guard existed, and scripts: a crowd behind one address sends what was shown to it.
UNSIGNED_PER_NETWORK = Limit("guard-unsigned-network", times=30, seconds=3600)
SEND_AGAIN = "Rien n’est perdu\u202f: envoyez de nouveau."
TRAPPED = f"Votre navigateur a rempli une case que personne ne voit. Nous l’avons vidée. {SEND_AGAIN}"
TOO_FAST = f"Cet envoi est parti très vite, comme celui d’un robot. {SEND_AGAIN}"
TOO_OLD = f"Cette page était ouverte depuis plus d’un jour. Relisez-la. {SEND_AGAIN}"
UNSIGNED = f"Cette page était ouverte depuis longtemps, ou a été envoyée par un robot. {SEND_AGAIN}"


class TrapInput(forms.TextInput):
    """Out of sight, out of the way of the keyboard and of screen readers; drawn with its own label."""

    template_name = "toolkit/trap.html"
    is_hidden = True


class Guarded(forms.Form):
    """To be put before the other bases of a form. `network` is who sends it (`toolkit.network.client_network`)."""

    sujet = forms.CharField(label="Laissez cette case vide", required=False, widget=TrapInput)
    moment = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, network: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        if not self.initial.get("moment"):
            self.initial = {**self.initial, "moment": shown_now(type(self))}

    @property
    def guard(self) -> SafeString:
        """Both fields, for a template that draws the others one by one."""
        return self["sujet"].as_widget() + self["moment"].as_widget()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        trap, moment = cleaned.pop("sujet", ""), cleaned.pop("moment", "")
        if not self.errors and (sentence := self._suspicion(trap, moment)):
            self._begin_again()
            self.add_error(None, sentence)
        return cleaned

    def _suspicion(self, trap: str, moment: str) -> str:
        """Why this may come from a robot, in words for somebody who is none; empty when nothing says so."""
        if trap:
            return TRAPPED
        shown_at = read_moment(type(self), moment)
        if shown_at is None:
            return "" if UNSIGNED_PER_NETWORK.spend(self.network) else UNSIGNED
        age = time.time() - shown_at
        if age < settings.FASTEST_FORM:
            return TOO_FAST
        return TOO_OLD if age > LONGEST else ""

    def _begin_again(self) -> None:
        """What is sent next from this page is sent in time, with an empty trap."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, or a test's dict
        data[self.add_prefix("sujet")] = ""
        data[self.add_prefix("moment")] = shown_now(type(self), ago=settings.FASTEST_FORM)
        self.data = data


def shown_now(form: type[forms.Form], *, ago: float = 0) -> str:
    """The hour at which a form is shown (`ago` seconds earlier), signed for this form alone."""
    return signing.dumps(time.time() - ago, salt=_salt(form))


def read_moment(form: type[forms.Form], signed: str) -> float | None:
    """That hour, in seconds since 1970; None for what we did not sign."""
    try:
        return float(signing.loads(signed, salt=_salt(form)))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def _salt(form: type[forms.Form]) -> str:
    return f"guard:{form.__module__}.{form.__qualname__}"
