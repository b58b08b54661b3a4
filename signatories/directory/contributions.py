"""What the directory adds elsewhere: to the navigation, to an association's space, to a territory's journal."""

import math
from functools import partial

from django.db import transaction
from django.urls import reverse

from qpv_charter.toolkit import pages, pdf, unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import erased_with_association, impersonal, kept
from signatories.directory.models import PAGES, DirectoryEntry, DirectoryLine, DirectoryTerm
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SHOWN, SIGNATORY, SPACE_PAPERS, Paper
from signatories.organisations.year import seen_by_all
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, JOURNAL, NAVIGATION, Leaver, NavigationLink, News, Period
from signatories.signatures.models import Signature, Status
from signatories.signatures.places import SIGNATURE_LINES
from signatories.signatures.queries import signature_in_force
from signatories.territories.models import Department

SHOWN_DONE = 6  # of what it did; the rest behind a line

erased_with_association(DirectoryEntry, "name", "slug", "sort_key", "acronym_key", "place_key", "search_text")
erased_with_association(DirectoryLine, "sort_key", "slug", "csv", "json")
kept(DirectoryEntry, "texts", why="versions of the charter")
kept(
    DirectoryLine,
    "feature",
    "layout",
    why="an identifier, a point on the map, a digest of code, gone with the line",
)
impersonal(DirectoryTerm, why="keys of places, networks and themes")
unions.stays(DirectoryEntry, "organisation", why="made anew from the signatures that the public sees")


@FORGET_PERSON.contribute(order=600)
def pages_that_name_her(leaver: Leaver) -> None:
    """A signatory's page may name who signed, and its contacts."""
    pages.changed(PAGES)


@SHOWN.contribute(order=100)
def in_the_directory(organisation: Organisation) -> bool | None:
    return DirectoryEntry.objects.filter(organisation=organisation).exists() or None


@FORGET_ORGANISATION.contribute(order=400)
def printed_lists_that_name_it(organisation: Organisation) -> None:  # all may: each is made again when asked for
    """Once it is sure: a file cannot be rolled back."""
    transaction.on_commit(partial(pdf.forget_older_than, 0, now=math.inf))


@NAVIGATION.contribute(order=200)
def who_signed(actor: Actor) -> NavigationLink:
    return NavigationLink("Signataires", "/signataires/")


@SIGNATURE_LINES.contribute(order=100)
def its_public_page(actor: Contact, signature: Signature) -> Section | None:  # of the one that is in force
    if not _is_published(actor.organisation):
        return None
    return Section("", "signatories/directory/_space.html", {"organisation": actor.organisation})


@SPACE_PAPERS.contribute(order=200)
def its_kit(actor: Contact) -> Paper | None:
    if not _is_published(actor.organisation):
        return None
    kit = reverse("directory:kit", args=[actor.organisation.slug])
    return Paper("Faire savoir que vous avez signé\u202f: affiche, badge, message", kit, first=True)


def _is_published(organisation: Organisation) -> bool:
    """Whether anybody reads its page, though it gave another signature since, which waits to be read."""
    signature = signature_in_force(organisation)
    return signature is not None and signature.status == Status.PUBLISHED


@SIGNATORY.contribute(order=400)
def what_it_did(organisation: Organisation, actor: Actor) -> Section | None:  # the same to all
    """Since a year, what anybody may read of it."""
    found = seen_by_all(organisation)
    context = {"done": found[:SHOWN_DONE], "more": found[SHOWN_DONE:]}
    return Section("Depuis un an", "signatories/directory/_year.html", context, key="annee") if found else None


@JOURNAL.contribute(order=100)
def new_signatories(department: Department | None, period: Period) -> list[News]:
    """Those published in the period and still shown, the last first."""
    entries = DirectoryEntry.objects.filter(
        published_at__date__gte=period.start, published_at__date__lt=period.end
    )
    if department:
        entries = entries.filter(department=department)
    return [
        News(entry.published_at, f"{entry.name} a signé la charte", reverse("directory:detail", args=[entry.slug]))
        for entry in entries.order_by("-published_at", "slug")
    ]
