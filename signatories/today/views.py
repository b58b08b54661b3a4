"""/animation/: where the team's day starts, and what it put off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.people.actors import TeamMember
from signatories.people.audiences import team
from signatories.people.places import WORKSPACE_LINKS, WORKSPACE_WAITING
from signatories.today import actions, queries
from signatories.today.forms import PutOffForm


@team
@require_safe
def today(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Ten lines, what else waits, what goes on, and what may be done."""
    context = {
        "today": queries.today(actor),
        "waiting": WORKSPACE_WAITING.gather(actor),
        "links": WORKSPACE_LINKS.gather(actor),
    }
    return render(request, "signatories/today/today.html", context)


@team
@require_safe
def later(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What is put off, by whom and until when."""
    return render(request, "signatories/today/later.html", {"lines": queries.later(actor)})


@team
@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: HttpRequest, actor: TeamMember, pile: str, about: str) -> HttpResponse:
    """The page that asks until when."""
    shown = _shown(actor, pile, about)
    form = PutOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            put = actions.put_off(shown.pile, shown.about, until=form.cleaned_data["until"], by=actor)
            messages.success(request, f"C’est noté\u202f: cette ligne revient le {day(put.until)}.")
            return redirect("today:today")
    return render(request, "signatories/today/put_off.html", {"shown": shown, "form": form})


@team
@require_POST
def take_back(request: HttpRequest, actor: TeamMember, pile: str, about: str) -> HttpResponse:
    """The line is of today again."""
    shown = _shown(actor, pile, about)
    with refusal_said(request):
        actions.take_back(shown.pile, shown.about, by=actor)
        messages.success(request, "Cette ligne est de nouveau dans la journée.")
    return redirect("today:later")


def _shown(actor: TeamMember, pile: str, about: str) -> queries.DayLine:
    shown = queries.line_of(actor, pile, about)
    if shown is None:
        raise Http404
    return shown
