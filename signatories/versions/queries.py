"""What the pages of the charter's life show."""

from dataclasses import dataclass
from typing import Any

from signatories.charter.comparing import Comparison, compare, is_typography
from signatories.charter.models import CharterVersion
from signatories.charter.queries import text_of
from signatories.charter.reader import read
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.signatures.models import Signature
from signatories.versions.lists import Wave, WaveFilters
from signatories.versions.models import Answer, Preparation, Renewal
from signatories.versions.waves import concerned, tallies, wave_of_today


@dataclass(frozen=True)
class Linked:
    """How many stand there, and where they are listed."""

    answer: Answer
    count: int
    href: str


def versions(actor: TeamMember) -> dict[str, Any]:
    every = list(CharterVersion.objects.defer("source").select_related("adopted_by").order_by("-loaded_at", "-pk"))
    wave, states = wave_of_today(), CharterVersion.Status
    return {
        "in_force": next((each for each in every if each.status == states.IN_FORCE), None),
        "proposed": [each for each in every if each.status == states.DRAFT],
        "former": [each for each in every if each.status == states.SUPERSEDED],
        "preparation": Preparation.objects.select_related("begun_by").first(),
        "wave": wave,
        "tallies": linked(wave, actor) if wave else [],
    }


def linked(text: CharterVersion, actor: TeamMember) -> list[Linked]:
    return [
        Linked(each.answer, each.count, Wave(filters=WaveFilters(answer=each.answer.value)).href())
        for each in tallies(text, actor)
    ]


def prepared(preparation: Preparation) -> dict[str, Any]:
    """A text that is being written, beside the one in force."""
    before, after = text_of(preparation.base), read(preparation.source.encode())
    return {
        "comparison": compare(before, after),
        "is_typography": is_typography(before, after),
        "front": after.front,
    }


def compared(version: CharterVersion) -> dict[str, Any]:
    """A version beside the one that it would replace, or replaced; for one that waits, what would happen."""
    before = _before(version)
    context: dict[str, Any] = {"version": version, "before": before}
    if before is None:
        return context | {"comparison": None}
    then, now = text_of(before), text_of(version)
    context |= {"comparison": compare(then, now), "is_typography": is_typography(then, now)}
    if version.status == CharterVersion.Status.DRAFT:
        context["invited"] = _would_be_invited(version, before)
    return context


def since_signed(organisation: Organisation, text: CharterVersion) -> dict[str, Any]:
    """What changes for an association since the last text that it signed, and what it made of it so far."""
    given = Signature.objects.published().filter(organisation=organisation).select_related("charter_version")
    signature = given.latest_first().first()
    renewal = Renewal.objects.filter(organisation=organisation, version=text.text_id).first()
    comparison: Comparison | None = None
    if signature:
        comparison = compare(text_of(signature.charter_version), text_of(text))
    return {"signature": signature, "comparison": comparison, "renewal": renewal}


def _before(version: CharterVersion) -> CharterVersion | None:
    """The one in force, for a version that waits; else the last that was replaced before it came in force."""
    if version.status == CharterVersion.Status.DRAFT:
        return CharterVersion.objects.in_force()
    earlier = CharterVersion.objects.public().filter(in_force_at__lt=version.in_force_at)
    return earlier.order_by("-in_force_at").first()


def _would_be_invited(version: CharterVersion, before: CharterVersion) -> int:
    """How many published associations signed another text than this one."""
    if is_typography(text_of(before), text_of(version)):
        return 0
    return concerned(version).count()
