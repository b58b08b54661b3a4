"""Entering a signature from its paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation.paper_form import PaperForm
from signatories.moderation.papers import enter_from_paper
from signatories.people.rules import team_member


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """The form, kept as it was typed when something is wrong, but for the file: browsers never send it back."""
    by = team_member(request)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            signature = enter_from_paper(form.facts(), by=by, scan=data["scan"], published=data["published"])
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"«\u202f{signature.organisation.name}\u202f» est enregistrée.")
            return redirect("moderation:review", pk=signature.pk)
    return render(request, "signatories/moderation/paper.html", {"form": form})
