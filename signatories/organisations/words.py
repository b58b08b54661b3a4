"""What we call who signs: an association, a collective, a network; one place, for screens, mails and papers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """French, ready to stand in a sentence: « la page {of_the} », « {your} a signé »."""

    noun: str
    the: str
    of_the: str
    your: str
    this: str
    it: str

    @classmethod
    def masculine(cls, noun: str) -> "Words":
        return cls(noun, f"le {noun}", f"du {noun}", f"votre {noun}", f"ce {noun}", "il")


ASSOCIATION = Words(
    "association", "l’association", "de l’association", "votre association", "cette association", "elle"
)
_BY_KIND = {"collective": Words.masculine("collectif"), "network": Words.masculine("réseau")}


def words_of(kind: str) -> Words:
    """By an organisation's kind; a section, or a kind that is not known yet, is called an association."""
    return _BY_KIND.get(kind, ASSOCIATION)
