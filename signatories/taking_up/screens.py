"""The five screens of a list, and which of them are done."""

from typing import TypedDict

from django.urls import reverse

from signatories.taking_up.models import ListImport
from signatories.taking_up.queries import Counts

SCREENS = {"columns": "Colonnes", "values": "Valeurs", "lines": "Lignes", "summary": "Intégration"}


class Step(TypedDict):
    label: str
    state: str
    href: str


def steps(taken: ListImport, counts: Counts, *, current: str) -> list[Step]:
    """Any screen may be opened again while the list is being prepared."""
    left = {"values": counts.asked, "lines": counts.to_settle, "summary": counts.ready}
    is_open = taken.state == ListImport.State.PREPARED
    found = [Step(label="Fichier", state="done", href="")]
    for name, label in SCREENS.items():
        state = "current" if name == current else "todo" if left.get(name) else "done"
        href = reverse(f"taking_up:{name}", args=[taken.pk]) if is_open and name != current else ""
        found.append(Step(label=label, state=state, href=href))
    return found
