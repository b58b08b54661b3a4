"""Entering a signature from its paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.refusals import refusal_on
from signatories.moderation.paper_form import PaperForm
from signatories.moderation.papers import enter_from_paper
from signatories.moderation.telling import is_told
from signatories.organisations.queries import reach_of
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.signatures.models import Signature, Status


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """The form, kept as it was typed when something is wrong, but for the file: browsers never send it back."""
    searching = PaperForm.helped(request.POST)
    form = searching or (PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm())
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with refusal_on(form):
            signature = enter_from_paper(
                form.facts(), by=actor.person, scan=data["scan"], published=data["published"]
            )
            messages.success(request, _what_happened(signature))
            return redirect("moderation:review", pk=signature.pk)
    return render(request, "signatories/moderation/paper.html", {"form": form})


def _what_happened(signature: Signature) -> str:
    entered = f"«\u202f{signature.organisation.name}\u202f» est enregistrée"
    if signature.status != Status.PUBLISHED:
        return f"{entered}, et attend une relecture\u202f: personne n’en est prévenu."
    return f"{entered} et publiée. {is_told(reach_of(signature.organisation))}"
