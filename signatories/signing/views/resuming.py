"""Leaving a signing and coming back to it: by its link, by a mailed code, or never."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.limits import spend_all
from qpv_charter.toolkit.mailboxes import mailbox_of, masked
from qpv_charter.toolkit.network import client_network, client_place
from qpv_charter.toolkit.pdf import PdfUnavailable, unavailable
from qpv_charter.toolkit.refusals import refusal_said
from qpv_charter.toolkit.short_codes import TRIES_PER_NETWORK
from signatories.signatures.duplicates import latest_of_each, twins_of
from signatories.signatures.models import Signature
from signatories.signatures.places import SIGN_AGAIN
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.forms import CodeForm, DecisionForm, EmailForm
from signatories.signing.kit import kit_pdf
from signatories.signing.links import paper_address
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.signing.queries import draft_called, resumable
from signatories.signing.views.confirming import REFUSED_CODE, TOO_MANY_CODES, may_try_code
from signatories.signing.views.frame import (
    LINKS_PER_ADDRESS,
    LINKS_PER_NETWORK,
    DraftView,
    Opened,
    frame,
    page,
    resumes_at,
    signing,
    unknown_link,
)
from signatories.signing.views.proved import remember_proof

RESUME_CODE = DraftSecret.Purpose.RESUME_CODE


class GoOnView(DraftView):
    """Straight to the first screen that is missing."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002  # the signature Django asks of a view
        return self.go(self.opened.stop)


class TwinsView(DraftView):
    """An association of this name already signed in this commune: join it, or go on."""

    def turned_away(self) -> HttpResponse | None:
        return None if self.opened.stop == screens.TWINS else self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:
        slugs = screens.twins_to_answer(self.opened.draft)
        context = frame(self.opened, screens.ASSOCIATION)
        twins = [_twin(signature) for signature in latest_of_each(twins_of(slugs))]
        back = self.opened.url(screens.ASSOCIATION.slug)
        context |= {"twins": twins, "version": self.opened.version, "back_url": back}
        return page(request, "deja-signataire", context)

    def post(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002  # the signature Django asks of a view
        drafting.say_not_a_twin(self.opened.draft)
        return self.go(screens.NEIGHBOURHOODS.slug)


def _twin(signature: Signature) -> dict[str, Any]:
    """Where one joins it; where its people sign the text of today, if they signed an earlier one."""
    return {
        "signature": signature,
        "join_path": reverse("joining:ask", args=[signature.organisation.slug]),
        "sign_again": next(iter(SIGN_AGAIN.gather(signature)), ""),
    }


class WaitingView(DraftView):
    """Until the board decides: the kit, the date, and how to come back."""

    def turned_away(self) -> HttpResponse | None:
        return None if self.opened.stop == screens.WAITING else self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:
        opened = self.opened
        context = frame(opened, screens.PERSON) | {
            "back_url": opened.url(screens.PERSON.slug),
            "kit_url": opened.url("kit"),
            "decision_url": opened.url("decision"),
            "forget_url": opened.url("forget"),
        }
        return page(request, "en-attente", context)


class KitView(DraftView):
    """The two pages for the board, whose QR code leads back here through a mailed code."""

    def turned_away(self) -> HttpResponse | None:
        return None if self.opened.draft.answers("person") else self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self.opened.draft
        association = draft.answers("association")
        try:
            content = kit_pdf(
                organisation_name=association["name"],
                kind=association["kind"],
                version=draft.charter_version,
                resume_url=paper_address(draft),
            )
        except PdfUnavailable as why:
            return unavailable(request, why)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="dossier-pour-votre-reunion.pdf"'
        return response


class DecisionView(DraftView):
    """The meeting was held: who decided, when; the rest is already there."""

    def turned_away(self) -> HttpResponse | None:
        return None if self.opened.draft.answers("person") else self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = self.opened.draft.state == SigningDraft.State.AWAITING_DECISION
        initial = {} if waiting else self.opened.draft.answers("person")
        return self.show(request, DecisionForm(initial=initial, kind=self.kind))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DecisionForm(request.POST, kind=self.kind)
        if not form.is_valid():
            return self.show(request, form)
        with refusal_said(request, level=messages.WARNING):
            drafting.save_decision(self.opened.draft, answers=form.answers())
        return redirect(self.opened.url("draft"))

    @property
    def kind(self) -> str:
        return str(self.opened.draft.answers("association")["kind"])

    def show(self, request: HttpRequest, form: DecisionForm) -> HttpResponse:
        context: dict[str, Any] = frame(self.opened, screens.PERSON)
        return page(request, "decision", context | {"form": form, "back_url": self.opened.url("draft")})


class ForgetView(DraftView):
    """Erase a draft, by a button: links in mails are opened by scanners."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.opened.stop == screens.THANKS:
            return self.go(screens.THANKS)
        return page(request, "effacer", {"opened": self.opened, "back_url": self.opened.url("draft")})

    def post(self, request: HttpRequest) -> HttpResponse:
        with refusal_said(request, level=messages.WARNING):
            drafting.forget(self.opened.draft)
            return page(request, "efface")
        return self.go(self.opened.stop)


@method_decorator(signing, name="dispatch")
class ResumeView(View):
    """Ask for one's link by e-mail; the answer is the same whatever the address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, "reprendre", {"form": EmailForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmailForm(request.POST, network=client_network(request))
        if not form.is_valid():
            return page(request, "reprendre", {"form": form})
        email = form.cleaned_data["email"]
        uses = [(limit, mailbox_of(email)) for limit in LINKS_PER_ADDRESS]
        uses += [(LINKS_PER_NETWORK, client_network(request))]
        if spend_all(*uses, by=client_place(request)):
            drafting.mail_links_of(email)
        return page(request, "link_sent", {"email": email})


@by_key
@require_safe
def resume_from_paper(request: HttpRequest, short: str) -> HttpResponse:
    """The address printed on the kit, short enough to be typed, to the draft's own."""
    if not TRIES_PER_NETWORK.spend(client_network(request)):
        return render(request, "429.html", status=429)
    draft_id = draft_called(short)
    return redirect("signing:resume_draft", draft_id) if draft_id else unknown_link(request)


@method_decorator(by_key, name="dispatch")
class ResumeDraftView(View):
    """From the printed kit: paper is not a key, so a code goes to the draft's address first."""

    def get(self, request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
        return self.show(request, draft_id, CodeForm())

    def post(self, request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
        draft = resumable(draft_id)
        if draft is None or draft.state == SigningDraft.State.CONFIRMED:
            return redirect("signing:resume_draft", draft_id)
        if "code" not in request.POST:
            self.send(request, draft)
            return redirect("signing:resume_draft", draft_id)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.show(request, draft_id, form)
        return self.open(request, draft, form)

    def open(self, request: HttpRequest, draft: SigningDraft, form: CodeForm) -> HttpResponse:
        if not may_try_code(request, draft):
            form.add_error("code", TOO_MANY_CODES)
            return self.show(request, draft.pk, form)
        with refusal_said(request, level=messages.WARNING):
            opened = drafting.open_again(draft, typed=form.cleaned_data["code"])
            if isinstance(opened, keys.Check):
                form.add_error("code", REFUSED_CODE[opened])
                return self.show(request, draft.pk, form)
            response = Opened.by(opened).landing(request, resumes_at(draft))
            remember_proof(response, draft)
            return response
        return redirect("signing:resume_draft", draft.pk)

    def show(self, request: HttpRequest, draft_id: uuid.UUID, form: CodeForm) -> HttpResponse:
        draft = resumable(draft_id)
        if draft is None:
            return page(request, "unknown_link", {"form": EmailForm()}, status=404)
        if draft.state == SigningDraft.State.CONFIRMED:
            return page(request, "merci", {"signature": draft.signature, "join_link": ""})
        sent = keys.waiting_code(draft, RESUME_CODE) is not None
        context = {"form": form, "code_sent": sent, "masked": masked(draft.email), "draft": draft}
        return page(request, "reprendre_code", context)

    def send(self, request: HttpRequest, draft: SigningDraft) -> None:
        with refusal_said(request, level=messages.WARNING):
            drafting.ask_resume_code(draft)
