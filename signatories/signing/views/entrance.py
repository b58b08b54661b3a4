"""The ways in: the start page, the first screen, a session's QR code, a joint signature's link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.keys import hand_over
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.short_codes import read_code
from qpv_charter.toolkit.text import clean_line
from signatories.charter.models import CharterVersion
from signatories.signatures.models import GROUP_CODE_LENGTH, JointGroup, SigningSession
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.forms import AssociationForm, FirstAssociationForm
from signatories.signing.models import DraftSecret
from signatories.signing.views.frame import DRAFTS_PER_NETWORK, Opened, frame, page, signing, unknown_link

BUSY = (
    "Beaucoup de signatures commencent depuis votre connexion en ce moment. "
    "Rien n’est perdu\u202f: attendez quelques minutes, puis appuyez de nouveau sur «\u202fContinuer\u202f»."
)


@signing
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, and the button."""
    return page(request, "start", {"version": CharterVersion.objects.in_force()})


@signing
@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """The list under the commune's field, as one types."""
    typed = clean_line(request.GET.get("commune", ""))[:120]
    return page(request, "_communes", {"form": AssociationForm(typed=typed)})


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str, page: str = "") -> HttpResponse:
    """A mailed link, to the first screen that is missing or to one page; the browser holds its key from there."""
    found = keys.find_link(key, DraftSecret.Purpose.ACCESS)
    if found is None or not keys.is_live(found):
        return unknown_link(request)
    home = Opened.by(found).url("draft")
    return hand_over(request, found, to=f"{home}{page}", at=home)


@method_decorator(signing, name="dispatch")
class FirstScreenView(View):
    """Screen 1 before there is a draft: saving it creates one and leads to its own address."""

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        return self.closed(request, where) or self.show(FirstAssociationForm(initial=self.initial(where)), where)

    def post(self, request: HttpRequest, **where: str) -> HttpResponse:
        if helped := FirstAssociationForm.helped(request.POST):
            return self.show(helped, where)
        form = FirstAssociationForm(request.POST, network=client_network(request))
        if not form.is_valid():
            return self.show(form, where)
        if not DRAFTS_PER_NETWORK.spend(client_network(request)):
            form.add_error(None, BUSY)
            return self.show(form, where)
        session, group = self.session(where), self.group(where)
        with refusal_on(form):
            _, key = drafting.begin(form.answers(), session=session, joint_group=group)
            opened = Opened.by(key)
            return opened.landing(opened.stop)
        return self.show(form, where)

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
