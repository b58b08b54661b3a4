"""« Est-ce vous ? »: the answer of an association to what the registry offers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from qpv_charter.toolkit.refusals import refusal_said
from signatories.organisations import actions
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.registry.queries import find


@contact
@require_POST
def answer(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Take the record of the number sent, or none of them when there is no number."""
    space = redirect("organisations:space_detail", slug=actor.organisation.slug)
    number = request.POST.get("number", "")
    if not number:
        actions.decline_registry(actor.organisation, by=actor.person)
        messages.success(request, "C’est noté. Vous pourrez donner vos numéros plus tard, si vous en avez.")
        return space
    found = find(number[:12].replace("\x00", ""))
    if found is None:
        messages.error(request, "Cette association n’est plus dans le répertoire.")
        return space
    with refusal_said(request):
        actions.take_from_registry(actor.organisation, record=found, by=actor.person)
        messages.success(request, "C’est repris du répertoire. Vous pouvez tout corriger.")
    return space
