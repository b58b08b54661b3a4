"""« Est-ce vous ? »: the answer of an association to what the registry offers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.queries import looked_after_by
from signatories.people.rules import person
from signatories.registry.queries import find


@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the record of the number sent, or none of them when there is no number."""
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    by = person(request)
    number = request.POST.get("number", "")
    if not number:
        actions.decline_registry(organisation, by=by)
        messages.success(request, "C’est noté. Vous pourrez donner vos numéros plus tard, si vous en avez.")
        return redirect("portal:space_detail", slug=slug)
    found = find(number[:12].replace("\x00", ""))
    if found is None:
        messages.error(request, "Cette association n’est plus dans le répertoire.")
        return redirect("portal:space_detail", slug=slug)
    try:
        actions.take_from_registry(organisation, record=found, by=by)
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "C’est repris du répertoire. Vous pouvez tout corriger.")
    return redirect("portal:space_detail", slug=slug)
