"""The outbox as the team sees it. A secret body is shown to nobody."""

from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.outbox import actions, paragraphs, queries
from signatories.outbox.forms import ParagraphForm
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
@require_safe
def automatic_list(request: HttpRequest, actor: TeamMember) -> HttpResponse:  # who may, says the door
    """The mails that leave by themselves, each with what the team adds."""
    return render(request, "signatories/outbox/automatic.html", {"kinds": paragraphs.opened()})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def paragraph(request: HttpRequest, actor: TeamMember, kind: str) -> HttpResponse:
    """What is added to one kind, and the last such mail with it."""
    automatic = paragraphs.opened_as(kind)
    if automatic is None:
        raise Http404
    form = ParagraphForm(request.POST or None, automatic=automatic)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid() and "voir" not in request.POST:
        with refusal_on(form), both_shown_on(form):
            actions.write_paragraph(kind, by=actor, **form.cleaned_data)
            notes.success(request, "C’est enregistré\u202f: les prochains e-mails le diront.")
            return redirect("outbox:automatic")
    shown = paragraphs.preview(automatic, str(form["text"].value() or ""))
    return render(request, "signatories/outbox/paragraph.html", {"kind": automatic, "form": form, "shown": shown})


@national
@require_POST
def retry(request: HttpRequest, actor: TeamMember, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(actor), pk=pk)
    with refusal_said(request):
        actions.retry(message, by=actor.person)
        notes.success(request, f"L’e-mail à {message.to} repart dans la minute.")
    return redirect("outbox:detail", pk=pk)
