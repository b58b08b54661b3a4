"""/animation/equipe/: who is in the team, where national animators give roles and end them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.refusals import refusal_on
from signatories.people.actors import TeamMember
from signatories.people.audiences import national
from signatories.people.models import User
from signatories.team import actions, queries
from signatories.team.forms import AnswerDayForm, EndForm, ResetForm, RoleForm


@national
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Everybody with their roles, and the form that gives one."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            roles = actions.welcome(by=actor.person, **form.answers())
            messages.success(request, f"C’est fait\u202f: {roles[0].user} en est prévenue, et l’équipe aussi.")
            return redirect("team:team")
    context = {"form": form, "colleagues": queries.colleagues(seen_by=actor.person), "past": queries.past_roles()}
    return render(request, "signatories/team/team.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def answer_day(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What receipts say, the form that says otherwise, and what was said before."""
    said = list(queries.answer_days())
    last = {"weekday": said[0].weekday, "weeks": said[0].weeks} if said else {"weeks": 2}
    form = AnswerDayForm(request.POST or None, initial=last)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.say_answer_day(by=actor.person, **form.cleaned_data)
            messages.success(request, "C’est dit\u202f: tous les messages et les pages le disent dès maintenant.")
            return redirect("team:answer_day")
    return render(request, "signatories/team/answer_day.html", {"form": form, "said": said})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """A page says what ends, its button does it."""
    role = get_object_or_404(queries.current_roles(), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.end_role(role, by=actor.person)
            messages.success(request, "Ce rôle est terminé\u202f: la personne et l’équipe en sont prévenues.")
            return redirect("team:team")
    return render(request, "signatories/team/end.html", {"role": role, "form": form})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """A page says what a lost second factor takes along, its button resets it."""
    person = get_object_or_404(User.objects.team(), pk=pk)
    form = ResetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.reset_second_factor(person, by=actor.person)
            messages.success(request, f"C’est fait\u202f: {person} en est prévenue, et l’équipe aussi.")
            return redirect("team:team")
    return render(request, "signatories/team/second_factor.html", {"person": person, "form": form})
