"""/animation/associations/: every association, found and followed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.exports import columns_of, csv_blocks
from qpv_charter.toolkit.lists import listing, show, tidied
from signatories.following import queries
from signatories.following.exports import Row, rows
from signatories.following.lists import Associations
from signatories.following.places import LISTED
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators


@animators
@require_safe
@tidied(Associations)
def associations(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Found by anything one knows of them; every filter is in the address."""
    place = Associations.read(request.GET)
    shown = listing(place, queries.listed(actor))
    asked = place.filters.as_query()
    context = {"offers": queries.offers(place, actor), "asked": asked, "links": LISTED.gather(asked, actor)}
    return show(request, "signatories/following/list.html", shown, **context)


@animators
@require_safe
def as_csv(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Those that answer the same filters, with whom to call or write to."""
    found = Associations.read(request.GET).filters.narrow(queries.associations(actor))
    return HttpResponse(
        b"".join(csv_blocks(columns_of(Row), rows(found))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="associations.csv"'},
    )


@animators
@require_safe
def association(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    """Its record, its people, its signatures, and what was said. The address of a record that was joined to
    another one leads there."""
    if kept := queries.joined_into(slug, actor):
        return redirect("following:association", kept.slug)
    organisation = get_object_or_404(queries.association(slug, actor))
    context = queries.page(organisation, actor) | {"is_national": actor.is_national}
    return render(request, "signatories/following/association.html", context)
