"""Many look-backs shared at once, by the roads of the site: how long for all, and how many are lost."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from django.db import OperationalError, connection

from evaluations.campaigns.actions import open_to_all, prepare
from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.actions.answering import answer, share
from evaluations.self_evaluations.models import LookBack
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature
from tests.benchmarks import bulk

YEAR = 2028  # after that of which reports are measured
MANY = {"postgresql": 2000, "sqlite": 300}
AT_ONCE = 8


@dataclass(frozen=True)
class SharingRow:
    """`lost`: those that were sent and are not there, or whose receipt is not."""

    look_backs: int
    at_once: int
    seconds: float
    lost: int


def measure() -> SharingRow:
    many = MANY[connection.vendor]
    contacts = _contacts(many)
    campaign = open_to_all(prepare(by=Actor(), year=YEAR), by=Actor())
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda place: _share_each(campaign, contacts[place::AT_ONCE]), range(AT_ONCE)))
    seconds = time.perf_counter() - start
    there = LookBack.objects.shared().filter(campaign=campaign).count()
    receipts = Message.objects.filter(kind="look_back.shared").count()
    return SharingRow(many, AT_ONCE, seconds, lost=many - min(there, receipts))


def _share_each(campaign: Campaign, contacts: Sequence[Contact]) -> None:
    """All the questions that are told, then sharing; in a thread, on a connection of its own."""
    asked = [each for each in campaign.questionnaire.in_order() if not each.is_confided]
    for by in contacts:
        with suppress(OperationalError):  # SQLite, when others held it for too long: it counts as lost
            for question in asked:
                answer(question, by=by, said={"choice": question.to_choose[0]})
            share(campaign, by=by)
    connection.close()


def _contacts(many: int) -> list[Contact]:
    signed = Signature.objects.published().values("organisation")
    organisations = Organisation.objects.filter(pk__in=signed).order_by("pk")[:many]
    if len(organisations) < many:
        bulk.grow_to(many)
        organisations = organisations.all()
    people = User.objects.bulk_create([User(email=f"bench-{place}@example.org") for place in range(many)])
    return [
        Contact(person=person, acts_for=organisation.pk, organisation=organisation)
        for person, organisation in zip(people, organisations, strict=True)
    ]
