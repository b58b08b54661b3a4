"""Calls, for feed readers."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from engagements.consultations import queries
from engagements.consultations.lists import CallFilters
from engagements.consultations.models import Call
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.people.actors import Actor

MOST = 50


class NextCalls(Feed[Call, CallFilters]):
    """An Atom feed that answers the filters of the list, what anyone may read alone, the next date first."""

    feed_type = Atom1Feed
    language = "fr"
    title = "Appels à projets dans les quartiers"
    subtitle = "Ce que les associations signataires de la charte et l’équipe d’animation ont relevé."

    @staticmethod
    def address(filters: CallFilters) -> str:
        return reverse("consultations:atom") + filters.as_query()

    def get_object(self, request: HttpRequest, *_: Any, **asked: Any) -> CallFilters:  # noqa: ARG002  # Django's signature
        filters: CallFilters = asked["filters"]
        return filters

    def link(self, filters: CallFilters) -> str:
        return absolute(reverse("consultations:list") + filters.as_query())

    def feed_url(self, filters: CallFilters) -> str:
        return absolute(self.address(filters))

    def items(self, filters: CallFilters) -> list[Call]:
        found = filters.narrow(queries.calls(Actor(), asked=filters)).prefetch_related("changes")
        return list(found[:MOST])

    def item_title(self, item: Call) -> str:
        return item.name

    def item_description(self, item: Call) -> str:
        """HTML, so escaped here: the dates, and where."""
        dates = [
            f"Attendu vers le {day(item.expected_on)}" if item.expected_on else "",
            f"Pré-dossier avant le {day(item.pre_file_on)}" if item.pre_file_on else "",
            f"Date limite\u202f: {day(item.last_on)}" if item.last_on else "",
        ]
        return linebreaks("\n\n".join(filter(None, [*dates, item.place])), autoescape=True)

    def item_link(self, item: Call) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Call) -> str:
        return item.pk.urn

    def item_pubdate(self, item: Call) -> datetime:
        return item.written_at.astimezone(UTC)

    def item_updateddate(self, item: Call) -> datetime:
        """When it was last corrected."""
        last = next(iter(item.changes.all()), None)
        return last.changed_at if last else item.written_at
