"""The ways in: the start page, the first screen, a session's QR code, a joint signature's link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.keys import hand_over
from qpv_charter.toolkit.limits import spend_all
from qpv_charter.toolkit.network import client_network, client_place
from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.short_codes import read_code
from qpv_charter.toolkit.text import clean_line
from signatories.charter.models import CharterVersion
from signatories.signatures.models import GROUP_CODE_LENGTH, JointGroup, SigningSession
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.forms import AssociationForm, FirstAssociationForm
from signatories.signing.models import DraftSecret
from signatories.signing.views.frame import (
    DRAFTS_PER_NETWORK,
    DRAFTS_PER_PLACE,
    Opened,
    frame,
    page,
    resumes_at,
    signing,
    unknown_link,
)
from signatories.signing.views.recognised import forget, recognised

BUSY = (
    "Beaucoup de signatures commencent depuis votre connexion en ce moment. "
    "Rien n’est perdu\u202f: attendez quelques minutes, puis appuyez de nouveau sur «\u202fContinuer\u202f»."
)


def may_begin(request: HttpRequest) -> bool:
    """Count one draft of the network, and of the place, that it comes from."""
    return spend_all((DRAFTS_PER_NETWORK, client_network(request)), (DRAFTS_PER_PLACE, client_place(request)))


@signing
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, and the button; what this browser began already comes first.

    By its name only as long as nobody left theirs in it: others may use this computer."""
    key = recognised(request)
    context = {"version": CharterVersion.objects.in_force(), "begun": key}
    if key and not key.target.email:
        context["called"] = key.target.answers("association")["name"]
    return page(request, "start", context)


@signing
@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """Open again the draft of this browser; one that knows an address needs its own cookie, or a mailed code."""
    key = recognised(request)
    if key is None:
        return redirect("signing:start")
    opened = Opened.by(key)
    return redirect(opened.url("draft")) if opened.draft.email else opened.landing(request, "draft")


@signing
@require_POST
def begin_another(request: HttpRequest) -> HttpResponse:
    """« Commencer une autre signature »: this browser forgets the draft it held."""
    key = recognised(request)
    if key is None:
        return redirect("signing:first")
    response = redirect(Opened.by(key).entrance)
    forget(response, key.target)
    return response


@signing
@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """The list under the commune's field, as one types."""
    typed = clean_line(request.GET.get("commune", ""))[:120]
    return page(request, "_communes", {"form": AssociationForm(typed=typed)})


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str, page: str = "") -> HttpResponse:
    """A mailed link, to the first screen that is missing or to one page; the browser holds its key from there.

    Whoever opens it while their board was to decide comes to say what it decided."""
    found = keys.find_link(key, DraftSecret.Purpose.ACCESS)
    if found is None or not keys.is_live(found):
        return unknown_link(request)
    opened = Opened.by(found)
    home = opened.url("draft")
    to = f"{home}{page}" if page else opened.url(resumes_at(opened.draft))
    return hand_over(request, found, to=to, at=home)


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def cut_link(request: HttpRequest, cut: str) -> HttpResponse:  # what the address holds
    """What is left of a link that a mailbox cut, or that somebody copied by hand."""
    return unknown_link(request)


@method_decorator(signing, name="dispatch")
class FirstScreenView(View):
    """Screen 1 before there is a draft: saving it creates one and leads to its own address.

    Whoever comes back here goes on with the draft begun this way: « Retour » begins no second one."""

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        if closed := self.closed(request, where):
            return closed
        if begun := self.begun(where):
            at = screens.ASSOCIATION.slug
            return redirect(begun.url(at)) if begun.draft.email else begun.landing(request, at)
        return self.show(FirstAssociationForm(initial=self.initial(where)), where)

    def post(self, request: HttpRequest, **where: str) -> HttpResponse:
        if helped := FirstAssociationForm.helped(request.POST):
            return self.show(helped, where)
        form = FirstAssociationForm(request.POST, network=client_network(request))
        if not form.is_valid():
            return self.show(form, where)
        if not may_begin(request):
            form.add_error(None, BUSY)
            return self.show(form, where)
        with refusal_on(form):
            opened = Opened.by(self.keep(form, where))
            return opened.landing(request, screens.after(opened.draft, screens.ASSOCIATION, opened.version))
        return self.show(form, where)

    def keep(self, form: FirstAssociationForm, where: dict[str, str]) -> DraftSecret:
        """In the draft that this page began already, shown again by « Retour », else in a new one.

        One that knows an address is its author's: another association on the same phone begins its own."""
        answers, begun = form.answers(), self.begun(where)
        if begun and not begun.draft.email:
            drafting.save_association(begun.draft, answers=answers)
            begun.draft.refresh_from_db()
            return begun.key
        session, group = self.session(where), self.group(where)
        return drafting.begin(answers, session=session, joint_group=group)[1]

    def begun(self, where: dict[str, str]) -> Opened | None:
        """The draft that this browser began by this very way in."""
        key, session, group = recognised(self.request), self.session(where), self.group(where)
        if key is None or key.target.session != session or group not in {None, key.target.joint_group}:
            return None
        return Opened.by(key)

    def show(self, form: AssociationForm, where: dict[str, str]) -> HttpResponse:
        context = frame(None, screens.ASSOCIATION)
        context |= {"form": form, "session": self.session(where), "group": self.group(where)}
        return page(self.request, screens.ASSOCIATION.slug, context)

    def closed(self, request: HttpRequest, where: dict[str, str]) -> HttpResponse | None:
        """A page that says why one cannot come in this way, where that is so."""
        session = self.session(where)
        if "session" in where and (session is None or session.closed_at):
            return page(request, "closed", {"session": session}, status=410 if session else 404)
        if "group" in where and self.group(where) is None:
            return page(request, "closed", {}, status=404)
        if CharterVersion.objects.in_force() is None:
            return page(request, "no_charter", status=503)
        return None

    def initial(self, where: dict[str, str]) -> dict[str, Any]:
        return {"together": "group" in where}

    def session(self, where: dict[str, str]) -> SigningSession | None:
        return SigningSession.objects.filter(code=read_code(where.get("session", ""), GROUP_CODE_LENGTH)).first()

    def group(self, where: dict[str, str]) -> JointGroup | None:
        return JointGroup.objects.filter(code=read_code(where.get("group", ""), GROUP_CODE_LENGTH)).first()
