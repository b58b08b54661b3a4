"""What the platform knows of an association's year: derived each time it is asked, copied once it is shared."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.models import KeptFact, LeftFact, LookBack
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, Evidence
from signatories.people.places import Period


@dataclass(frozen=True)
class Fact:
    """A line of the year, for one commitment; `name` tells it from all others as long as it says the same."""

    name: str
    at: datetime
    text: str
    href: str
    kept: bool


def derived(organisation: Organisation, campaign: Campaign) -> dict[str, list[Evidence]]:
    """What slices say of the year, by commitment; each asks the database what it needs."""
    period = Period(campaign.starts_on, campaign.ends_on + timedelta(days=1))
    lines: dict[str, list[Evidence]] = {}
    for line in sorted(EVIDENCE.gather(organisation, period), key=lambda line: line.at):
        for commitment in line.commitments:
            lines.setdefault(commitment, []).append(line)
    return lines


def facts_for(look_back: LookBack | None, commitment: str, lines: Iterable[Evidence]) -> list[Fact]:
    """The lines of a commitment with those that are kept: all but those left out, until it is shared; those copied
    then, and what happened since is offered. Two queries."""
    left, copied = set(), {}
    if look_back:
        left = {*look_back.left_facts.filter(commitment=commitment).values_list("name", flat=True)}
        copied = {each.name: each for each in look_back.kept_facts.filter(commitment=commitment)}
    is_shared = look_back is not None and look_back.is_shared
    found = {
        name_of(line): Fact(
            name_of(line),
            line.at,
            line.text,
            line.href,
            kept=name_of(line) in copied if is_shared else name_of(line) not in left,
        )
        for line in lines
    }
    gone = [Fact(each.name, each.at, each.text, each.href, kept=True) for each in copied.values()]
    return sorted([*found.values(), *(fact for fact in gone if fact.name not in found)], key=lambda fact: fact.at)


def keep(look_back: LookBack, commitment: str, facts: Iterable[Fact], *, kept: Iterable[str]) -> None:
    """Keep some of the lines that were shown, leave the others; they are copied if it is shared."""
    chosen, shown = {*kept}, list(facts)
    names = [fact.name for fact in shown]
    look_back.left_facts.filter(commitment=commitment, name__in=names).delete()
    LeftFact.objects.bulk_create(
        LeftFact(look_back=look_back, commitment=commitment, name=name) for name in names if name not in chosen
    )
    if look_back.is_shared:
        look_back.kept_facts.filter(commitment=commitment, name__in=names).delete()
        copy(look_back, commitment, [fact for fact in shown if fact.name in chosen])


def copy(look_back: LookBack, commitment: str, facts: Iterable[Fact]) -> None:
    """Write lines as they are said today: from now on receipt and report read these."""
    KeptFact.objects.bulk_create(
        KeptFact(
            look_back=look_back,
            commitment=commitment,
            name=fact.name,
            at=fact.at,
            text=fact.text,
            href=fact.href,
        )
        for fact in facts
    )


def name_of(line: Evidence) -> str:
    said = f"{line.at.isoformat()}\n{line.href}\n{line.text}"
    return hashlib.sha256(said.encode()).hexdigest()
