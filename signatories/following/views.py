"""/animation/associations/: every association, found and followed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.exports import csv_blocks
from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.templatetags.toolkit import counted
from qpv_charter.toolkit.workbooks import MOST_SHEET_ROWS, answer_xlsx
from signatories.following import queries
from signatories.following.exports import COLUMNS, about, rows
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
def as_csv(request: HttpRequest, actor: TeamMember) -> HttpResponseBase:
    """Those that answer the same filters, with whom to call or write to."""
    found = Associations.read(request.GET).filters.narrow(queries.associations(actor))
    return StreamingHttpResponse(
        csv_blocks(COLUMNS, rows(found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="associations.csv"'},
    )


@animators
@require_safe
def as_xlsx(request: HttpRequest, actor: TeamMember) -> HttpResponseBase:
    """The same as a workbook. Of more than one holds, the list says what to do."""
    place = Associations.read(request.GET)
    found = place.filters.narrow(queries.associations(actor))
    if (count := found.count()) > MOST_SHEET_ROWS:
        held = counted(MOST_SHEET_ROWS, ("association", "associations"))
        messages.warning(
            request,
            f"Un classeur tient {held} au plus\u202f: demandez-en moins, ou prenez le CSV, qui les tient toutes.",
        )
        return redirect(place.href())
    return answer_xlsx(
        request,
        COLUMNS,
        rows(found),
        filename="associations.xlsx",
        sheet="Associations",
        about=about(place.filters, count=count),
        sorted_by="nom",
    )


@animators
@require_safe
def association(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    """Its record, its people, its signatures, and what was said. The address of a record that was joined to
    another one leads there."""
    if kept := queries.joined_into(slug, actor):
        return redirect("following:association", kept.slug)
    followed = get_object_or_404(queries.association(slug, actor))
    context = queries.page(followed, actor) | {"is_national": actor.is_national}
    return render(request, "signatories/following/association.html", context)
