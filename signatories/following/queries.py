"""The associations that somebody of the team looks after, and all that she should know of one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Model, QuerySet

from qpv_charter.toolkit.lists import Link
from signatories.following.lists import AssociationFilters, Associations
from signatories.following.models import Followed, FollowedQuerySet
from signatories.following.places import FOLLOWED, GROUPS
from signatories.history.queries import history_of
from signatories.moderation.models import Exchange
from signatories.moderation.queries import register_of
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.year import seen_by_all
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.signatures.models import Signature
from signatories.signatures.scans import readable_by
from signatories.tags.models import Tag, Tagging
from signatories.tags.queries import with_tags
from signatories.territories.models import Department

MOST_MAILS, MOST_EVENTS = 20, 50


@dataclass(frozen=True)
class Offer:
    """What one may narrow the list by, each value with its link."""

    title: str
    links: list[Link]


def associations(actor: TeamMember) -> FollowedQuerySet:
    """Those that the actor animates, in any state, each with its record."""
    return Followed.objects.visible_to(actor).select_related("organisation__commune__department")


def listed(actor: TeamMember) -> FollowedQuerySet:
    """The same, as the list shows them: with their tags."""
    return associations(actor).prefetch_related(with_tags("organisation__"))


def association(slug: str, actor: TeamMember) -> FollowedQuerySet:
    return associations(actor).filter(organisation__slug=slug)


def joined_into(slug: str, actor: TeamMember) -> Organisation | None:
    """The record that is kept of one that was joined to it, if the actor animates it."""
    return Organisation.objects.visible_to(actor).filter(joined_records__slug=slug).first()


def offers(place: Associations, actor: TeamMember) -> list[Offer]:
    """Departments, networks, themes and tags of her associations (1 query for each kind), and groups. How many
    each has would be counted anew for each page; numbers.queries counts those that are published."""
    seen = Followed.objects.visible_to(actor).order_by()
    hers = None if actor.is_national else seen
    return [
        Offer("Par département", [*_links(place, "department", Department, seen.values("department"))]),
        Offer("Par réseau", [*_links(place, "network", Network, _ties("network", hers).values("network"))]),
        Offer("Par thème", [*_links(place, "theme", Theme, _ties("theme", hers).values("theme"))]),
        Offer("Par étiquette", [*_links(place, "tag", Tag, _ties("tag", hers).values("tag"))]),
        Offer("Par groupe", [*_groups(place)]),
    ]


TIES: dict[str, Any] = {
    "network": Organisation.networks.through,
    "theme": Organisation.themes.through,
    "tag": Tagging,
}


def how_many_in(followed: FollowedQuerySet) -> dict[str | None, int]:
    """How many of these have their head office in each department, None for a commune that is not in the official
    list (1 query)."""
    return dict(followed.order_by().values_list("department").annotate(Count("pk")))


def how_many_of(what: str, followed: FollowedQuerySet) -> dict[Any, int]:
    """How many of these are tied to each network, theme or tag, by its key (1 query)."""
    return dict(_ties(what, followed).values_list(what).annotate(Count("pk")))


def _ties(what: str, followed: FollowedQuerySet | None) -> QuerySet[Any]:
    """The ties of these. Of all (None), every tie but those of the few records that were joined to another one:
    an erased one has none."""
    ties: QuerySet[Any] = TIES[what]._default_manager.order_by()
    if followed is None:
        joined = Organisation.objects.exclude(joined_into=None).order_by()
        return ties.exclude(organisation__in=joined.values("pk"))
    return ties.filter(organisation__in=followed.order_by().values("pk"))


def page(followed: Followed, actor: TeamMember) -> dict[str, Any]:
    """Everything that the page says of one, and that the actor may read (a fixed number of queries)."""
    organisation = followed.organisation
    records = [organisation, *organisation.joined_records.all()]
    given = Signature.objects.filter(organisation__in=records).select_related(
        "organisation", "charter_version", "session"
    )
    signatures = list(given.prefetch_related("mandates"))
    mails = Message.objects.visible_to(actor).about(*records).defer("text", "html")
    exchanges = Exchange.objects.visible_to(actor).filter(signature__in=signatures)
    contacts = list(organisation.memberships.select_related("user").order_by("-started_at", "-pk"))
    return {
        "followed": followed,
        "organisation": organisation,
        "signatures": [*register_of(*signatures).items()],
        "scans": readable_by(actor, *signatures),
        "contacts": [each for each in contacts if each.ended_at is None],
        "former": [each for each in contacts if each.ended_at],
        "qpvs": list(organisation.qpvs.order_by("search_text")),
        "networks": list(Network.every.filter(organisations=organisation)),
        "themes": list(organisation.themes.all()),
        "exchanges": list(exchanges.select_related("by").order_by("at", "pk")),
        "mails": list(mails.order_by("-created_at", "pk")[:MOST_MAILS]),
        "history": history_of(*records, *signatures)[:MOST_EVENTS],
        "year": seen_by_all(organisation),
        "sections": FOLLOWED.gather(organisation, actor),
    }


def _links(place: Associations, field: str, model: type[Model], keys: QuerySet[Any, Any]) -> Iterator[Link]:
    for each in model._default_manager.filter(pk__in=keys):
        filters: AssociationFilters = replace(place.filters, **{field: each})  # type: ignore[arg-type]  # by its name
        chosen = getattr(place.filters, field) == each
        yield Link(str(each), place.href(filters=filters), current=chosen)


def _groups(place: Associations) -> Iterator[Link]:
    for group in GROUPS.gather():
        href = place.href(filters=replace(place.filters, group=group))
        yield Link(group.label, href, current=group == place.filters.group)
