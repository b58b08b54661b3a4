"""Whether two associations may be the same one, by what their records say; pure."""

from collections.abc import Hashable
from dataclasses import dataclass
from uuid import UUID

from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.registry.likeness import COMMON, in_common

# Words that many of our names share, besides those of any association (registry.likeness): they say nothing of two
# being the same.
SHARED_WORDS = frozenset(
    fold(
        "amicale centre collectif comité club fédération maison réseau union groupe social sociale socioculturel "
        "culturel sportif quartier quartiers habitants habitantes"
    ).split()
)
CLOSE_ENOUGH = 0.6  # share of the telling words in common, of all those of both names
NUMBERS = ("rna", "siren", "doubtful_rna", "doubtful_siren")


@dataclass(frozen=True)
class Traits:
    """What an association is compared by: `words` tell it from others, `numbers` are sure or in doubt, each with
    its kind."""

    key: UUID
    name_key: str
    department: str | None
    words: frozenset[str]
    numbers: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, organisation: Organisation) -> "Traits":
        numbers = (getattr(organisation, field) for field in NUMBERS)
        return cls.read(organisation.pk, organisation.name_key, organisation.department_code, *numbers)

    @classmethod
    def read(cls, key: UUID, name_key: str, department: str | None, *numbers: str | None) -> "Traits":
        """`numbers` in the order of NUMBERS."""
        kinds = (field.removeprefix("doubtful_") for field in NUMBERS)
        borne = frozenset((kind, number) for kind, number in zip(kinds, numbers, strict=True) if number)
        return cls(key, name_key, department, own_words(name_key), borne)

    @property
    def handles(self) -> set[Hashable]:
        """Two that are alike have one of these in common: a number, the name, or a word in one department."""
        return {self.name_key, *self.numbers, *((self.department, word) for word in self.words)}

    def is_alike(self, other: "Traits") -> bool:
        """Where a commune was typed by hand, the department is not known: only the same name is close enough."""
        if self.numbers & other.numbers:
            return True
        placed = self.department and other.department
        if placed and self.department != other.department:
            return False
        close = placed and in_common(self.words, other.words) >= CLOSE_ENOUGH
        return self.name_key == other.name_key or bool(close)


def own_words(name_key: str) -> frozenset[str]:
    """Of a folded name, the words that say which association it is."""
    return frozenset(name_key.split()) - COMMON - SHARED_WORDS
