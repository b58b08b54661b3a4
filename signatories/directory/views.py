"""A signatory's page."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.emblems import emblem, initials
from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory import queries
from signatories.directory.models import PAGES
from signatories.directory.tombstones import moved
from signatories.organisations.actors import actor_of
from signatories.organisations.places import EVIDENCE, SIGNATORY
from signatories.signatures.proof import proof_of


@public
@require_safe
@kept_for_visitors(PAGES, SIGNATORY, EVIDENCE)
def signatory(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One signatory; one that is paused (404) or withdrawn (410) has a page that says so kindly."""
    organisation = queries.organisation_of(slug)
    if organisation is None:
        raise Http404
    if organisation.joined_into:
        return moved("directory:detail", organisation.joined_into)
    entry = queries.entry_of(organisation)
    if entry is None:
        gone = not organisation.signatures.standing().exists()
        return render(request, "signatories/directory/absent.html", {"gone": gone}, status=410 if gone else 404)
    signed = {"signature": entry.signature, "proof": proof_of(entry.signature)}
    context = {"entry": entry, "organisation": entry.organisation}
    named = {"signer": queries.public_signer(entry), "contacts": queries.public_contacts(entry)}
    where = {
        "places": queries.other_places(entry.organisation),
        "located": tilemap.locate(entry.department_id or ""),
        "tile": emblem(entry.organisation_id),
        "initials": initials(entry.name),
    }
    activity = {"sections": SIGNATORY.gather(entry.organisation, actor_of(request))}
    return render(request, "signatories/directory/detail.html", context | signed | named | where | activity)
