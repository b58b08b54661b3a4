"""Screen 5: check everything, prove the address by a code or a link, and it is signed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.emblems import emblem, initials
from qpv_charter.toolkit.keys import hand_over, held
from qpv_charter.toolkit.limits import spend_all
from qpv_charter.toolkit.mailboxes import mailbox_of
from qpv_charter.toolkit.network import client_network, client_place
from qpv_charter.toolkit.refusals import refusal_said
from signatories.people.signin import sign_in
from signatories.signatures.models import Signature
from signatories.signatures.queries import departments_published
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import (
    Confirmed,
    confirm_as_proved,
    confirm_by_code,
    confirm_by_link,
)
from signatories.signing.forms import CodeForm, EmailForm
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.signing.recap import recap
from signatories.signing.views.frame import (
    BACK,
    CODES_PER_ADDRESS,
    CODES_PER_NETWORK,
    DraftView,
    page,
)
from signatories.signing.views.proved import proved_address
from signatories.signing.views.steps import ScreenView

Purpose = DraftSecret.Purpose
TOO_MANY_CODES = (
    "Trop de codes ont été essayés pour cette adresse ou depuis votre connexion. "
    "Suivez plutôt le lien du message, ou réessayez demain."
)
REFUSED_CODE = {
    keys.Check.WRONG: "Ce n’est pas le bon code. Vérifiez les six chiffres du dernier message reçu.",
    keys.Check.EXHAUSTED: "Ce code a été essayé cinq fois\u202f: il ne fonctionne plus. Demandez-en un nouveau.",
    keys.Check.EXPIRED: "Ce code a expiré, il n’était valable que 15 minutes. Demandez-en un nouveau.",
}


class CheckView(ScreenView):
    """Everything on one page, then the code; a draft already confirmed leads to its thanks page."""

    screen = screens.CHECK

    def form(self, data: Any) -> CodeForm:
        return CodeForm(data)

    def post(self, request: HttpRequest) -> HttpResponse:
        form, draft = self.form(request.POST), self.opened.draft
        if "code" not in request.POST and (address := proved_address(request, draft)):
            return self.confirm_as_proved(address)
        if not form.is_valid():
            return self.show(form)
        if not may_try_code(request, draft):
            form.add_error("code", TOO_MANY_CODES)
            return self.show(form)
        with refusal_said(request, level=messages.WARNING):
            confirmed = confirm_by_code(draft, typed=form.cleaned_data["code"])
            if isinstance(confirmed, keys.Check):
                form.add_error("code", REFUSED_CODE[confirmed])
                return self.show(form)
            return sign_in_once(request, confirmed, thanks=self.opened.url(screens.THANKS))
        return redirect(self.stop_url)

    def confirm_as_proved(self, address: str) -> HttpResponse:
        with refusal_said(self.request, level=messages.WARNING):
            confirmed = confirm_as_proved(self.opened.draft, address=address)
            return sign_in_once(self.request, confirmed, thanks=self.opened.url(screens.THANKS))
        return redirect(self.stop_url)

    def context(self) -> dict[str, Any]:
        opened = self.opened
        change = {screen.slug: f"{opened.url(screen.slug)}?{BACK}=1" for screen in screens.SCREENS}
        return {
            "rows": recap(opened.draft, change),
            "ask_code_url": opened.url("ask_code"),
            "is_proved": bool(proved_address(self.request, opened.draft)),
            "code_sent": keys.waiting_code(opened.draft, Purpose.CONFIRM_CODE) is not None,
        }

    @property
    def stop_url(self) -> str:
        return self.opened.url("draft")


class AskCodeView(DraftView):
    """Mail a code and a link, then show where to type the code."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        draft = self.opened.draft
        if draft.state == SigningDraft.State.CONFIRMED:
            return self.go(screens.THANKS)
        send_code(request, draft)
        return redirect(f"{self.opened.url(screens.CHECK.slug)}#code")


class ThanksView(DraftView):
    """What was done and what comes next; the same page for every later visit."""

    def turned_away(self) -> HttpResponse | None:
        return None if self.opened.stop == screens.THANKS else self.go(self.opened.stop)

    def get(self, request: HttpRequest) -> HttpResponse:
        return thanks_page(request, self.opened.draft)


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def enter_to_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The mail's link, live or not: the page that it leads to says what became of it."""
    found = keys.find_link(key, Purpose.CONFIRM_LINK)
    if found is None:
        return unknown_confirm_link(request)
    return hand_over(request, found, to=reverse("signing:confirm", args=[found.target_id]))


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def cut_link(request: HttpRequest, cut: str = "") -> HttpResponse:  # what the address holds
    """What is left of the mail's link, cut on its way or copied by hand."""
    return unknown_confirm_link(request)


def unknown_confirm_link(request: HttpRequest) -> HttpResponse:
    return page(request, "unknown_confirm_link", {"form": EmailForm()}, status=404)


@method_decorator(by_key, name="dispatch")
class ConfirmView(View):
    """A page whose button confirms, since mail scanners open links."""

    def get(self, request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
        key = key_to_confirm(request, draft_id)
        if key is None:
            return unknown_confirm_link(request)
        draft = key.target
        if draft.state == SigningDraft.State.CONFIRMED:
            return thanks_page(request, draft)
        if not keys.is_live(key):
            return page(request, "expired_confirm_link", {"key": key, "draft": draft}, status=410)
        return page(request, "confirm_link", {"key": key, "draft": draft, "rows": recap(draft, {})})

    def post(self, request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
        key = key_to_confirm(request, draft_id)
        here = reverse("signing:confirm", args=[draft_id])
        if key is None or not keys.is_live(key):
            return redirect(here)
        with refusal_said(request, level=messages.WARNING):
            return sign_in_once(request, confirm_by_link(key), thanks=here)
        return redirect(here)


@method_decorator(by_key, name="dispatch")
class NewConfirmLinkView(View):
    """From an expired link, mail another; to the draft's address, whoever asks."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
        key = key_to_confirm(request, draft_id)
        if key is not None and send_code(request, key.target):
            return page(request, "confirm_link_sent")
        return redirect("signing:confirm", draft_id)


def key_to_confirm(request: HttpRequest, draft_id: uuid.UUID) -> DraftSecret | None:
    """The key of a confirmation's link that this browser holds, whatever its state."""
    return held(request, keys.with_drafts(), target=draft_id, purpose=Purpose.CONFIRM_LINK)


def send_code(request: HttpRequest, draft: SigningDraft) -> bool:
    """Ask for a code and a link; tells the person what became of it."""
    with refusal_said(request, level=messages.WARNING):
        drafting.ask_code(draft)
        return True
    return False


def may_try_code(request: HttpRequest, draft: SigningDraft) -> bool:
    """Count one try: each code has five, but codes can be asked for all day."""
    uses = (CODES_PER_ADDRESS, mailbox_of(draft.email)), (CODES_PER_NETWORK, client_network(request))
    return spend_all(*uses, by=client_place(request))


def sign_in_once(request: HttpRequest, confirmed: Confirmed, *, thanks: str) -> HttpResponse:
    """Only the click that makes the signature signs its author in; any other sees the same thanks page."""
    if confirmed.is_new:
        return sign_in(request, confirmed.signer, redirect_url=thanks)
    return redirect(thanks)


def thanks_page(request: HttpRequest, draft: SigningDraft) -> HttpResponse:
    signature = draft.signature
    group = signature.joint_group if signature else None
    join = request.build_absolute_uri(reverse("signing:joint", args=[group.code])) if group else ""
    context = {"signature": signature, "join_link": join}
    return page(request, "merci", context | _its_tile(signature) if signature else context)


def _its_tile(signature: Signature) -> dict[str, Any]:
    """Where it comes on the map, among the departments where somebody signed already."""
    commune = signature.organisation.commune
    where = commune.department_id if commune else ""
    located = tilemap.locate(where, lit=departments_published())
    written = initials(signature.organisation.name)
    return {"located": located, "tile": emblem(signature.organisation_id), "initials": written}
