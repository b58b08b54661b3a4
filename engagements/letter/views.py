"""Answering a question of the letter, by the key that it holds: that form, and nothing else."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from engagements.letter import actions
from engagements.letter.answering import reply_by
from engagements.letter.models import QuestionKey
from qpv_charter.toolkit import keys
from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.refusals import refusal_on

TEMPLATES = "engagements/letter/"


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The mailed link: from here on the address holds no key."""
    found = QuestionKey.objects.opening().found(key)
    if found is None:
        raise Http404
    return keys.hand_over(request, found, to=found.target.get_absolute_url())


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """GET shows the form, POST answers; once it is answered, how to see where one stands, signed in."""
    key = keys.held(request, QuestionKey.objects.opening(), target=pk)
    if key is None:
        raise Http404
    reply = reply_by(key)
    if reply is None:
        return render(request, f"{TEMPLATES}closed.html", {"key": key})
    form = reply.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.answer(key, lambda asked: asked.say(form))
            messages.success(request, "C’est noté, merci.")
            return redirect(key.target)
    context = {"reply": reply, "form": form, "key": key, "organisation": key.target.organisation}
    return render(request, f"{TEMPLATES}question.html", context)
