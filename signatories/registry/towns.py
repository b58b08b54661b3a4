"""Finds today's commune for the codes that the RNA uses: merged ones, arrondissements, lost zeros, old Corsica."""

from qpv_charter.toolkit.text import fold
from signatories.registry.records import Town
from signatories.registry.values import FindTown, padded
from signatories.territories.models import Commune
from signatories.territories.queries import commune_index


def town_finder() -> FindTown:
    """A function from an official code to a commune of today (2 queries, then none)."""
    wholes = {
        pk: Town(code, name, fold(name))
        for pk, code, name in Commune.objects.current().values_list("pk", "code", "name")
    }
    towns = {code: wholes[pk] for code, pk in commune_index().items() if pk in wholes}

    def find(code: str) -> Town | None:
        return towns.get(code) or next((towns[other] for other in _spellings(code) if other in towns), None)

    return find


def _spellings(code: str) -> list[str]:
    """Other ways a code may have been meant. Before 1976, Corsica's codes began with 20."""
    code = padded(code)
    return [code, f"2A{code[2:]}", f"2B{code[2:]}"] if code.startswith("20") else [code]
