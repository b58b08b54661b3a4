"""Groups of which only a number is told: themes of difficulties, respondents by form and by network.

Such groups share associations: the five who lack a hall may be among the nine who lack time. A number is told for
five associations or more, and beside the others, in every edition, as long as no sum of them holds few."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evaluations.reports.publication.figures import FEWEST
from evaluations.reports.publication.groups import Group, differing, isolate_few, none_or_enough


class Counted(NamedTuple):
    """One that is not told is kept too: the next edition may not tell of it because of one association."""

    group: Group
    is_told: bool


Groups = Mapping[str, Counted]  # by name
PATIENCE = 2000  # steps of the search, half a second; beyond, the number is not told
NOBODY = Counted(frozenset(), is_told=False)


def count(groups: Mapping[str, Group], earlier: Sequence[Groups]) -> Groups:
    """Which of these groups are told, those that come first before the others; as in the last edition where few
    changed. `earlier`: the same groups in the editions of the year, in order."""
    before = [each.group for edition in earlier for each in edition.values() if each.is_told]
    counted: dict[str, Counted] = {}
    for name, group in groups.items():
        beside = [*before, *(each.group for each in counted.values() if each.is_told)]
        counted[name] = _counted(group, [edition.get(name, NOBODY) for edition in earlier], beside)
    return counted


def told(groups: Groups) -> dict[str, Group]:
    return {name: each.group for name, each in groups.items() if each.is_told}


def _counted(group: Group, earlier: Sequence[Counted], beside: Sequence[Group]) -> Counted:
    differs = all(none_or_enough(differing(group, each.group)) for each in earlier)
    if differs and (len(group) < FEWEST or not isolate_few([*beside, group], patience=PATIENCE)):
        return Counted(group, is_told=len(group) >= FEWEST)
    return earlier[-1] if earlier else Counted(group, is_told=False)
