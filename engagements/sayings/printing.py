"""What is printed of a neighbourhood's needs: « Vous l'avez dit » for the school gate, and by theme for a meeting
with the municipality. Only what anybody may read."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from engagements.needs.models import Need, State
from engagements.needs.queries import Line, by_theme, with_last_step
from engagements.sayings.rules import relay_of
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, Document, compose
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

SHEETS = {"vous-l-avez-dit": "Vous l’avez dit", "par-theme": "Besoins par thème"}
LINES = 5  # of the poster: read standing, from two metres
MOST_BY_THEME = 20  # two pages
FIRST = [State.ANSWERED, State.SET_ASIDE, State.UNDER_WAY, State.SHARED, State.OPEN]


def sheet(qpv: Qpv, *, name: str) -> Document:
    """One of SHEETS. Two queries and those of a list, whatever the number of needs."""
    made = {"vous-l-avez-dit": _poster, "par-theme": _by_theme}[name](qpv)
    context = {"qpv": qpv, "today": timezone.localdate(), **made}
    return compose(f"engagements/sayings/pdf/{name}.html", context, styles=(*STYLES, "css/pdf-needs.css"))


def _poster(qpv: Qpv) -> Mapping[str, object]:
    """Five, what got an answer before what waits, and where one says another."""
    lines = sorted(_lines(qpv), key=lambda line: FIRST.index(line.need.status))[:LINES]
    relay = relay_of(qpv)
    address = absolute(f"{reverse('sayings:say')}?qpv={qpv.pk}") if relay else _page_of(qpv)
    return {"lines": lines, "relay": relay, "address": address}


def _by_theme(qpv: Qpv) -> Mapping[str, object]:
    """What waits, by theme, what most people say first; then what got an answer."""
    lines = [line for line in _lines(qpv) if not line.need.status.is_over][:MOST_BY_THEME]
    return {"themes": by_theme(lines), "address": _page_of(qpv)}


def _lines(qpv: Qpv) -> list[Line]:
    anybody = Actor()
    return with_last_step(Need.objects.visible_to(anybody).at(qpv).apart(anybody).most_seen_first())


def _page_of(qpv: Qpv) -> str:
    return absolute(qpv.get_absolute_url())  # type: ignore[attr-defined]  # settings/addresses.py
