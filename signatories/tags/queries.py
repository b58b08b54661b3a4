"""The team's words, and which associations bear them."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.tags.models import Tag, Tagging, key_of_tag


def tag_of(typed: str) -> Tag | None:
    """The one that an address calls so."""
    return Tag.objects.filter(key=key_of_tag(typed)).first()


def tags_of(organisation: Organisation) -> list[Tag]:
    """Those that an association bears (1 query)."""
    return list(Tag.objects.filter(taggings__organisation=organisation))


def with_tags(way: str = "") -> Prefetch[str, QuerySet[Tagging], str]:
    """What each association bears, as `taggings_seen` (1 query for all); `way` leads from a row to it."""
    return Prefetch(f"{way}taggings", Tagging.objects.select_related("tag"), to_attr="taggings_seen")


def every_tag(actor: Actor) -> QuerySet[Any]:
    """Each with how many associations that the actor animates bear it (`bearing`)."""
    seen = Organisation.objects.visible_to(actor).filter(erased_at=None)
    hers = Q(taggings__organisation__in=seen)
    counted: QuerySet[Any] = Tag.objects.annotate(bearing=Count("taggings", filter=hers))
    return counted
