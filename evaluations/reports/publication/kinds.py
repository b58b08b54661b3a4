"""What kinds of associations answered, by their number alone, and which did not at all.

Anybody may know of what kind each association is: the directory says it. What nobody may know is which of them
answered; that none of five or more did is said of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from evaluations.reports.publication.counted import Groups, count
from evaluations.reports.publication.figures import FEWEST
from evaluations.reports.publication.groups import Answer, Group, none_or_enough
from evaluations.reports.publication.surveys import Kinds, Survey

EVERYONE = ""  # beside the others, so that none is read by taking them away from the whole
FORM, NETWORK, REGION, DEPARTMENT = "form", "network", "region", "department"
OTHERS = "Autres formes, regroupées"
Name = tuple[str, str]  # a kind and one of its names: ("network", "Un réseau")


class Absent(NamedTuple):
    """Those who answered, of a kind that five associations or more signed for; `is_told`: none did, and it is
    said."""

    answered: Set[str]
    is_told: bool


def key_of(name: Name) -> str:
    return "/".join(name)


def respondents(survey: Survey, earlier: Sequence[Groups]) -> Groups:
    """How many answered, by form, then by network, the largest first."""
    everyone = [each.key for each in survey.respondents]
    by_name = _by_name({key: survey.kinds.get(key, {}) for key in everyone})
    forms = _together({name: keys for name, keys in by_name.items() if name[0] == FORM})
    networks = {name: keys for name, keys in by_name.items() if name[0] == NETWORK}
    ordered = [
        (EVERYONE, everyone),
        *((key_of(name), forms[name]) for name in _largest_first(forms)),
        *((key_of(name), networks[name]) for name in _largest_first(networks)),
    ]
    return count({key: _group(keys) for key, keys in ordered}, earlier)


def absent(survey: Survey, earlier: Sequence[Mapping[str, Absent]]) -> dict[str, Absent]:
    """The kinds of which nobody answered. What is said changes as figures do: for five associations, or nobody."""
    found = {}
    signed = {key: kinds for key, kinds in survey.kinds.items() if key in survey.signatories}
    for name, keys in _by_name(signed).items():
        if len(keys) >= FEWEST:
            key, answered = key_of(name), survey.answered & {*keys}
            found[key] = _absent(answered, [edition.get(key) for edition in earlier])
    for key in _said_already(found, signed.values()):
        found[key] = found[key]._replace(is_told=False)
    return found


def _said_already(found: Mapping[str, Absent], kinds: Iterable[Kinds]) -> set[str]:
    """The departments of regions where nobody answered."""
    pairs = {(department, region) for each in kinds for department in each[DEPARTMENT] for region in each[REGION]}
    regions = {region for _, region in pairs if (told := found.get(key_of((REGION, region)))) and told.is_told}
    return {
        key
        for department, region in pairs
        if region in regions and (key := key_of((DEPARTMENT, department))) in found
    }


def _absent(answered: Set[str], earlier: Sequence[Absent | None]) -> Absent:
    before = [each for each in earlier if each]
    if all(none_or_enough(answered ^ each.answered) for each in before):
        return Absent(answered, not answered)
    return before[-1]


def _by_name(kinds: Mapping[str, Kinds]) -> dict[Name, list[str]]:
    found: dict[Name, list[str]] = defaultdict(list)
    for key, names in kinds.items():
        for kind, each in names.items():
            for name in each:
                found[kind, name].append(key)
    return found


def _together(forms: Mapping[Name, list[str]]) -> dict[Name, list[str]]:
    """Those under five as one, that the smallest of the others joins while it has one to four; none if none is
    left."""
    ranked = sorted(forms, key=lambda name: (len(forms[name]), name))
    small = [name for name in ranked if len(forms[name]) < FEWEST]
    large = ranked[len(small) :]
    while large and 0 < sum(len(forms[name]) for name in small) < FEWEST:
        small.append(large.pop(0))
    if not large:
        return {}
    others = [key for name in small for key in forms[name]]
    return {name: forms[name] for name in large} | ({(FORM, OTHERS): others} if others else {})


def _largest_first(groups: Mapping[Name, list[str]]) -> list[Name]:
    return sorted(groups, key=lambda name: (-len(groups[name]), name))


def _group(keys: Iterable[str]) -> Group:
    return frozenset(Answer(key, "") for key in keys)
