"""Whether two names may be the same association's; pure."""

from qpv_charter.toolkit.text import fold
from signatories.registry.models import AssociationRecord
from signatories.territories.models import Commune

# Words that do not tell one association from another.
COMMON = frozenset(
    fold(
        "a asso assoc association au aux d de des du en et exemple l la le les loi 1901 par pour sur un une"
    ).split()
)


def telling_words(name: str, commune: Commune | None) -> frozenset[str]:
    """The words that say which association it is: not the commune's, unless nothing else is left."""
    words = frozenset(fold(name).split()) - COMMON
    return (words - frozenset(commune.search_text.split()) or words) if commune else words


def in_common(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of the words of both names that are in the two of them, from 0 to 1 (Jaccard's index)."""
    return len(mine & theirs) / max(1, len(mine | theirs))


def likeness(record: AssociationRecord, words: frozenset[str], commune: Commune | None) -> float:
    """From 0, no word in common, to 1, all of them (Dice's coefficient), or those of the acronym."""
    if words == frozenset(fold(record.acronym).split()):
        return 1.0
    others = telling_words(record.name, commune)
    return 2 * len(words & others) / (len(words) + len(others))
