"""Those of the team's list that something is about to be done to: named before anything is."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar

from signatories.following.lists import Audience, audience_of, filters_of
from signatories.following.models import Followed
from signatories.following.queries import listed
from signatories.history.queries import revisions_of
from signatories.moderation.queries import ATTEMPTS_BEFORE_PAUSE, with_attempts
from signatories.moderation.telling import will_be_told
from signatories.organisations.models import Organisation
from signatories.organisations.queries import reach_seen, with_contacts
from signatories.people.actors import TeamMember
from signatories.signatures.models import Signature, Status

MOST = 400  # associations on a page: each is a box that a person reads, and two fields of what she sends


@dataclass(frozen=True)
class Choice:
    """The associations that answer an address of the list, with its words; none of them where there are more than
    a page holds (`total` says how many). `audience` is None for an address that asks nothing, or no longer means
    what it meant."""

    audience: Audience | None = None
    rows: list[Followed] = field(default_factory=list)
    total: int = 0

    most: ClassVar[int] = MOST

    @property
    def too_many(self) -> bool:
        return self.total > MOST


@dataclass(frozen=True)
class Pausable:
    """A signature that may be paused, what was read of it, and who will be told."""

    followed: Followed
    signature: Signature
    revision: int
    told: str


@dataclass(frozen=True)
class Spared:
    """An association whose signature may not be paused, and why."""

    organisation: Organisation
    why: str


def choice(query: str, actor: TeamMember) -> Choice:
    """Of those that the actor animates (4 queries, and those of the filters)."""
    filters = filters_of(query)
    if filters is None:
        return Choice()
    found = filters.narrow(listed(actor))
    total = found.count()
    rows = list(found.prefetch_related(with_contacts("organisation__"))) if total <= MOST else []
    return Choice(audience_of(query), rows, total)


def sorted_for_a_pause(rows: Collection[Followed], actor: TeamMember) -> tuple[list[Pausable], list[Spared]]:
    """By whether the rules allow to pause the last signature of each (3 queries)."""
    seen = Signature.objects.visible_to(actor).filter(pk__in=[row.signature_id for row in rows])
    signatures = {each.organisation_id: each for each in with_attempts(seen)}
    why = {row.pk: _why_not(row, signatures.get(row.pk)) for row in rows}
    ready = [row for row in rows if not why[row.pk]]
    spared = [Spared(row.organisation, why[row.pk]) for row in rows if why[row.pk]]
    return _pausable(ready, [signatures[row.pk] for row in ready]), spared


def _pausable(rows: Collection[Followed], signatures: list[Any]) -> list[Pausable]:
    read = ([signature, row.organisation] for row, signature in zip(rows, signatures, strict=True))
    return [
        Pausable(row, signature, revision, will_be_told(reach_seen(row.organisation), quoted=True))
        for row, signature, revision in zip(rows, signatures, revisions_of(*read), strict=True)
    ]


def _why_not(row: Followed, signature: Any) -> str:
    """Empty where the rules allow it."""
    if signature is None:
        return "Elle n’a rien signé."
    if row.status != Status.PUBLISHED:
        return f"Sa signature n’est pas publiée\u202f: {Status(row.status).label}."
    noted = ATTEMPTS_BEFORE_PAUSE - signature.attempts_missing
    if noted == ATTEMPTS_BEFORE_PAUSE:
        return ""
    return f"Tentatives notées pour la joindre\u202f: {noted} sur {ATTEMPTS_BEFORE_PAUSE}."
