"""The outbox as the team sees it. A secret body is shown to nobody."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_said
from signatories.outbox import actions, queries
from signatories.outbox.lists import Mails
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import national


@national
@require_safe
@tidied(Mails)
def message_list(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    return show(request, "signatories/outbox/list.html", listing(Mails.read(request.GET), queries.messages(actor)))


@national
@require_safe
def message_detail(request: HttpRequest, actor: TeamMember, pk: UUID) -> HttpResponse:
    mail = get_object_or_404(Message.objects.visible_to(actor), pk=pk)
    return render(request, "signatories/outbox/detail.html", {"mail": mail})


@national
@require_POST
def retry(request: HttpRequest, actor: TeamMember, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(actor), pk=pk)
    with refusal_said(request):
        actions.retry(message, by=actor.person)
        notes.success(request, f"L’e-mail à {message.to} repart dans la minute.")
    return redirect("outbox:detail", pk=pk)
