"""New signatories, for feed readers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import day, plural
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import found
from signatories.directory.models import DirectoryEntry
from signatories.directory.rows import Row, complete, row_of
from signatories.directory.taking_away.statement import ATTRIBUTION, LICENCE, LICENCE_URL, scope_of, statement

NEWEST = 50


@dataclass(frozen=True)
class Entry:
    row: Row
    entry: DirectoryEntry


class NewSignatories(Feed[Entry, Filters]):
    """An Atom feed that answers the directory's filters, the last published first."""

    feed_type = Atom1Feed
    language = "fr"
    author_name = ATTRIBUTION
    feed_copyright = f"{LICENCE}\u202f: {LICENCE_URL}"

    def get_object(self, request: HttpRequest, *_: Any, **asked: Any) -> Filters:  # noqa: ARG002  # Django's signature
        filters: Filters = asked["filters"]
        return filters

    def title(self, filters: Filters) -> str:
        return f"Nouveaux signataires de la charte{f' ({scope_of(filters)})' if filters.any else ''}"

    def subtitle(self, filters: Filters) -> str:
        said = statement(filters)
        return f"{said.count} signataire{plural(said.count)} le {day(said.on)}. {LICENCE}."

    def link(self, filters: Filters) -> str:
        return absolute(reverse("directory:list") + filters.as_query())

    def feed_url(self, filters: Filters) -> str:
        return absolute(reverse("directory:atom") + filters.as_query())

    def items(self, filters: Filters) -> list[Entry]:
        newest = complete(found(filters)).order_by("-published_at", "slug")[:NEWEST]
        return [Entry(row_of(entry), entry) for entry in newest]

    def item_title(self, item: Entry) -> str:
        return item.row.name

    def item_description(self, item: Entry) -> str:
        """HTML, so escaped here: where it is, and what it says of itself."""
        place = f"{item.row.commune} ({item.row.department})" if item.row.department else item.row.commune
        return linebreaks("\n\n".join(filter(None, [place, item.row.description])), autoescape=True)

    def item_link(self, item: Entry) -> str:
        return item.row.page

    def item_guid(self, item: Entry) -> str:
        return item.entry.signature_id.urn

    def item_pubdate(self, item: Entry) -> datetime:
        return item.entry.published_at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.entry.published_at

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return item.row.themes
