"""The charter as its pages need it."""

from dataclasses import dataclass

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.charter.models import CharterVersion, Commitment
from signatories.charter.reader import read
from signatories.charter.text import CharterText


def text_of(version: CharterVersion) -> CharterText:
    """The charter's parts, read from its exact bytes (once per process: a loaded text never changes)."""
    return read(bytes_of(version))


def bytes_of(version: CharterVersion) -> bytes:
    """The file as it was loaded, byte for byte: what the SHA-256 is that of."""
    return version.source.encode()


@dataclass(frozen=True)
class FamilyOfCommitments:
    """The commitments of one family, in the charter's order."""

    label: str
    commitments: list[Commitment]


def families_of(version: CharterVersion) -> list[FamilyOfCommitments]:
    """The commitments by family, in the charter's order. One query."""
    commitments = list(version.commitments.all())
    return [
        FamilyOfCommitments(family.label, [row for row in commitments if row.family == family])
        for family in Commitment.Family
    ]


def page_url(version: CharterVersion) -> str:
    """The address printed and put in QR codes."""
    return absolute(reverse("charter:version", args=[version.version]))
