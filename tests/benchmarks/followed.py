"""What the team follows of many associations, generated and seeded: consistent rows written in bulk beside the
signatories of `bulk`, in the shares that a federation meets.

Most are published and reached by a contact person. Some wait for a review, are paused or withdrawn, lost their
last contact, bear the number of another, wrote, were asked, or are silent; six in ten signed a text that was
replaced since, and are asked to sign the new one; a campaign is open.

Among the first 300 more waits than among those that come later, and half are in the department of a territorial
animator: every list of what waits fills a page, hers too, so that one of twenty-five lines among many is measured
against one of twenty-five among few."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db import models
from django.utils import timezone

from evaluations.campaigns.actions import open_to_all, prepare
from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.models import LookBack
from qpv_charter.toolkit.text import key_of
from signatories.charter.models import CharterVersion
from signatories.following.actions import rebuild
from signatories.history.models import Event, EventNaming
from signatories.moderation.models import Exchange
from signatories.organisations.models import Membership, Organisation, ProposedChange
from signatories.outbox.models import Message, MessageSubject
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures import register, sealing
from signatories.signatures.models import Mandate, RegisterEntry, RegisterHead, RegisterValue, Signature, Status
from signatories.stepping_back.models import StepBack
from signatories.versions.models import Renewal
from tests.benchmarks import bulk
from tests.factories import a_newer_charter

YEAR = 365  # days
SALT = b"of the bench"
Kind = RegisterEntry.Kind
REACHED = {"contact": 75, "former": 5, "paper": 12, "nobody": 8}  # of a hundred associations


@dataclass(frozen=True)
class Shares:
    """Of a hundred signatures, in which state they are; of a hundred associations, how many the team wrote to, how
    many wrote by themselves, had a mail refused, ask for another name, ask to pause. One in `same_number` bears
    the SIREN of the one before."""

    states: Mapping[Status, int]
    asked: int
    wrote: int
    refused: int
    renamed: int
    leaving: int
    same_number: int


FIRST = Shares(
    {Status.PUBLISHED: 75, Status.CONFIRMED: 18, Status.TO_REVIEW: 2, Status.PAUSED: 3, Status.WITHDRAWN: 2},
    asked=20,
    wrote=20,
    refused=20,
    renamed=15,
    leaving=15,
    same_number=10,
)
LATER = Shares(
    {Status.PUBLISHED: 92, Status.CONFIRMED: 2, Status.TO_REVIEW: 1, Status.PAUSED: 3, Status.WITHDRAWN: 2},
    asked=10,
    wrote=3,
    refused=2,
    renamed=1,
    leaving=1,
    same_number=500,
)
FIRST_ONES = 300
HERE = "93"  # the department that a territorial animator looks after
# Thirty names, each given to three people in a hundred, as the commonest are; of one family, few people anywhere.
GIVEN_NAMES = (
    *("Aminata", "Idris", "Nora", "Camille", "Zoé", "Benoît", "Fatou", "Karim", "Léa", "Hugo"),
    *("Mariam", "Youssef", "Inès", "Paul", "Rokhaya", "Antoine", "Samira", "Louis", "Awa", "Mehdi"),
    *("Chloé", "Issa", "Sonia", "Marc", "Djeneba", "Rachid", "Élise", "Moussa", "Linda", "Quentin"),
)
SYLLABLES = ("dia", "llo", "ben", "tin", "mar", "roy", "ka", "sow", "quin", "tal", "pe", "ra", "le", "gou", "vi")


@dataclass(frozen=True)
class Around:
    """The team, the two texts of the charter, the year that is looked back on."""

    team: User
    former: CharterVersion
    today: CharterVersion
    campaign: Campaign

    @classmethod
    def now(cls) -> "Around":
        team, _ = User.objects.get_or_create(email="bench@example.org")
        if CharterVersion.objects.public().count() == 1:
            a_newer_charter()
        former, today = CharterVersion.objects.public().order_by("in_force_at")
        campaign = Campaign.objects.first() or open_to_all(prepare(by=Actor(), year=2027), by=Actor())
        return cls(team, former, today, campaign)


@dataclass
class Followed:
    """One association, and the dice that say what becomes of it; `contact` looks after it, or did."""

    signature: Signature
    pick: random.Random
    around: Around
    contact: User | None = None

    @property
    def organisation(self) -> Organisation:
        return self.signature.organisation

    @property
    def place(self) -> int:
        return int(self.signature.code[1:])

    @property
    def shares(self) -> Shares:
        return FIRST if self.place < FIRST_ONES else LATER

    def happens(self, in_a_hundred: float) -> bool:
        return self.pick.random() * 100 < in_a_hundred

    def ago(self, most: int) -> datetime:
        """Some moment of so many last days."""
        return timezone.now() - timedelta(days=self.pick.random() * most)

    def one_of(self, shares: Mapping[Any, int]) -> Any:
        return self.pick.choices([*shares], [*shares.values()])[0]


def grow_to(number: int) -> None:
    """Add signatories until there are `number`, with all that the team follows of them. The directory, which the
    workspace does not read, is left as it was."""
    around = Around.now()
    for made in bulk.chunks_up_to(number, first=FIRST_ONES, here=HERE):
        chunk = [Followed(each.signature, each.pick, around) for each in made]
        memberships = [_signed_by(each) for each in chunk]
        User.objects.bulk_create([each.contact for each in chunk if each.contact])
        bulk.save(made)
        Membership.objects.bulk_create([each for each in memberships if each])
        Mandate.objects.bulk_create([_mandate(each) for each in chunk])
        _seal(chunk)
        _tell(chunk, _events, Event, EventNaming, "event")
        _tell(chunk, _mails, Message, MessageSubject, "message")
        for what in (_exchanges, _changes, _departures, _renewals, _look_backs):
            _save(list(chain.from_iterable(what(each) for each in chunk)))
    rebuild()


def _save(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)


def _signed_by(each: Followed) -> Membership | None:
    """States, dates and numbers, before anything is saved, and who looks after it, or did."""
    signature, organisation = each.signature, each.organisation
    signature.status = each.one_of(each.shares.states)
    signature.charter_version = each.around.former if each.happens(60) else each.around.today
    signature.confirmed_at = signature.published_at or timezone.now()
    if signature.status in {Status.CONFIRMED, Status.TO_REVIEW}:
        signature.confirmed_at, signature.published_at = each.ago(90), None
    if signature.status == Status.WITHDRAWN:
        signature.withdrawn_at = timezone.now()
    signature.status_at, signature.status_by = signature.confirmed_at, each.around.team
    organisation.created_at = signature.confirmed_at
    if (beyond := each.place % each.shares.same_number) < 2:
        organisation.siren = f"{each.place - beyond:09d}"
    elif each.happens(60):
        organisation.rna = f"W{each.place:09d}"
    return _reached(each, each.one_of(REACHED))


def _reached(each: Followed, how: str) -> Membership | None:
    code = each.signature.code.lower()
    if how == "paper":
        each.organisation.contact_email = f"{code}@papier.example"
    if how not in {"contact", "former"}:
        return None
    each.contact = User(
        email=f"{code}@example.org",
        first_name=each.pick.choice(GIVEN_NAMES),
        last_name="".join(each.pick.choices(SYLLABLES, k=3)).capitalize(),
        last_login=each.ago(400),
    )
    each.contact.name_key = key_of(each.contact.full_name)  # as saving one would
    ended_at = each.ago(YEAR) if how == "former" else None
    return Membership(organisation=each.organisation, user=each.contact, ended_at=ended_at)


def _mandate(each: Followed) -> Mandate:
    signer = each.contact.full_name if each.contact else "Jeanne Exemple"
    election = timezone.localdate().replace(day=1) + timedelta(days=31 * each.pick.randint(-2, 30))
    return Mandate(
        signature=each.signature,
        signer=each.contact,
        signer_name=signer,
        signer_key=key_of(signer),
        signer_role="présidente",
        decided_by=Mandate.Decision.BOARD if each.happens(85) else "",
        next_election=election.replace(day=1) if each.happens(70) else None,
        created_at=each.signature.confirmed_at,
    )


def _seal(chunk: Sequence[Followed]) -> None:
    """Each enters the register, and once more where it was published: chained, as the others are."""
    head, _ = RegisterHead.objects.get_or_create(pk=RegisterHead.SINGLETON)
    rows: list[tuple[RegisterEntry, dict[str, str]]] = []
    for each in chunk:
        identity = {field: value for field, value in sealing.identity(each.organisation).items() if value}
        rows.append((_entry(Kind.CONFIRMED, each.signature, head, identity), identity))
        if each.signature.published_at:
            rows.append((_entry(Kind.PUBLISHED, each.signature, head, {}), {}))
    RegisterEntry.objects.bulk_create(entry for entry, _ in rows)
    RegisterValue.objects.bulk_create(
        RegisterValue(entry=entry, field=field, salt=SALT, value=value)
        for entry, values in rows
        for field, value in values.items()
    )
    head.save()


def _entry(kind: Kind, signature: Signature, head: RegisterHead, values: dict[str, str]) -> RegisterEntry:
    """The row after `head`, which moves on to it."""
    seals = {field: register.sealed(SALT, value) for field, value in values.items()}
    facts, at = sealing.facts(signature), signature.confirmed_at
    entry = RegisterEntry(number=head.number + 1, previous=head.digest, signature_id=signature.pk, kind=kind)
    entry.body = register._body(kind, signature, head=head, seals=seals, facts=facts, at=at)
    entry.digest = register.digest_of(entry.body)
    head.number, head.digest = entry.number, entry.digest
    return entry


def _tell(
    chunk: Sequence[Followed],
    what: Callable[[Followed], list[models.Model]],
    model: type[models.Model],
    naming: type[models.Model],
    way: str,
) -> None:
    """Events or mails, each naming its association."""
    rows = [(row, each.organisation) for each in chunk for row in what(each)]
    model._default_manager.bulk_create(row for row, _ in rows)
    kind = Organisation._meta.label_lower
    naming._default_manager.bulk_create(
        naming(**{way: row, "subject_type": kind, "subject_id": str(its.pk)}) for row, its in rows
    )


def _events(each: Followed) -> list[models.Model]:
    """That it signed, in its name, and that it was published."""
    said = {"subject_type": Signature._meta.label_lower, "subject_id": str(each.signature.pk)}
    at, its = each.signature.confirmed_at, each.organisation.pk if each.contact else None
    signed = Event(kind="signature.confirmed", actor=each.contact, acts_for=its, at=at, **said)
    published = Event(kind="signature.published", actor=each.around.team, at=at, **said)
    return [signed, published] if each.signature.published_at else [signed]


def _mails(each: Followed) -> list[models.Model]:
    """Two to its contact person, the last of which may be refused."""
    if not each.contact or not each.signature.published_at:
        return []
    last = (
        {"state": Message.State.FAILED}
        if each.happens(each.shares.refused)
        else {"sent_at": (at := each.ago(YEAR)), "created_at": at}
    )
    mail = {
        "kind": "signature.published",
        "to": each.contact.email,
        "subject": "Publiée (exemple)",
        "text": "Bonjour.",
    }
    first = {"sent_at": each.signature.published_at, "created_at": each.signature.published_at}
    return [Message(**({"state": Message.State.SENT} | mail | when)) for when in (first, last)]


def _exchanges(each: Followed) -> list[models.Model]:
    """What the team asked of some, half of whom answered; what others wrote by themselves."""
    signature, asked_at = each.signature, each.ago(YEAR)
    if each.happens(each.shares.asked):
        asked = Exchange(
            signature=signature, kind=Exchange.Kind.QUESTION, text="?", by=each.around.team, at=asked_at
        )
        answered = Exchange(signature=signature, kind=Exchange.Kind.TOLD, text="Oui.", by=each.around.team)
        return [asked, answered] if each.happens(50) else [asked]
    if each.contact and each.happens(each.shares.wrote):
        return [Exchange(signature=signature, kind=Exchange.Kind.REPLY, text="Bonjour.", by=each.contact)]
    return []


def _changes(each: Followed) -> list[models.Model]:
    if not each.contact or not each.happens(each.shares.renamed):
        return []
    name = f"{each.organisation.name} bis"
    return [ProposedChange(organisation=each.organisation, fields=["name"], name=name, proposed_by=each.contact)]


def _departures(each: Followed) -> list[models.Model]:
    if not each.contact or each.signature.status != Status.PUBLISHED or not each.happens(each.shares.leaving):
        return []
    return [StepBack(signature=each.signature, kind=StepBack.Kind.PAUSE, asked_by=each.contact)]


def _renewals(each: Followed) -> list[models.Model]:
    """The invitation to sign the text of today, of those that signed the former one; half have read it."""
    if each.signature.status != Status.PUBLISHED or each.signature.charter_version != each.around.former:
        return []
    read_at = each.ago(20) if each.happens(50) else None
    return [
        Renewal(
            version=each.around.today, organisation=each.organisation, invited_at=each.ago(60), read_at=read_at
        )
    ]


def _look_backs(each: Followed) -> list[models.Model]:
    if each.signature.status != Status.PUBLISHED or not each.happens(50):
        return []
    shared = {"shared_at": each.ago(30), "shared_by": each.around.team}
    return [LookBack(campaign=each.around.campaign, organisation=each.organisation, **shared)]
