"""What the pages under a draft's address share: the key that opens them, its steps."""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from qpv_charter.toolkit.audiences import Audience, by_key
from qpv_charter.toolkit.keys import held, keep_cookie, set_cookie
from qpv_charter.toolkit.limits import DAY, HOUR, Limit
from signatories.charter.models import CharterVersion
from signatories.signing import keys, screens
from signatories.signing.forms import EmailForm
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.signing.queries import resumable
from signatories.signing.views.recognised import remember

TEMPLATES = "signatories/signing/"
# A room of twenty phones shares one network address: what a network may ask for is generous.
DRAFTS_PER_NETWORK = Limit("signing-drafts-network", times=300, seconds=HOUR)
# Each is a row for two days: who is given as many networks as he likes has no more of them than a few rooms.
DRAFTS_PER_PLACE = Limit("signing-drafts-place", times=1500, seconds=HOUR)
# Whoever asks again learns nothing, not even that they asked too often: fewer than the mails of one address.
LINKS_PER_ADDRESS = (
    Limit("signing-links-hour", times=6, seconds=HOUR, share=3),
    Limit("signing-links-day", times=15, seconds=DAY, share=6),
)
LINKS_PER_NETWORK = Limit("signing-links-network", times=100, seconds=HOUR)
# Sixty tries a day at a million codes: whoever types another's address guesses for decades. From one network only
# a third of them: whoever guesses does not keep the owner of the address from typing.
CODES_PER_ADDRESS = Limit("signing-codes-address", times=60, seconds=DAY, share=20)
CODES_PER_NETWORK = Limit("signing-codes-network", times=600, seconds=HOUR)
BACK = "retour"
# The ways in: for anyone, kept and listed nowhere, like what they lead to.
signing = Audience(name="signing", unlisted=True)


@dataclass(frozen=True)
class Opened:
    """A draft and the key it was opened with."""

    draft: SigningDraft
    key: DraftSecret
    version: CharterVersion | None

    @classmethod
    def by(cls, key: DraftSecret) -> Self:
        return cls(key.target, key, CharterVersion.objects.in_force())

    def url(self, slug: str) -> str:
        return reverse(f"signing:{slug}", args=[self.draft.pk])

    def landing(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A redirection to one of its pages, in a browser that did not have the key yet."""
        response = redirect(self.url(slug))
        set_cookie(response, self.key, at=self.url("draft"))
        remember(request, response, self.key)
        return response

    @property
    def entrance(self) -> str:
        """Where another association begins, as this one did: in the same room, where there is one."""
        session = self.draft.session
        return reverse("signing:session", args=[session.code]) if session else reverse("signing:first")

    @property
    def stop(self) -> str:
        return screens.next_stop(self.draft, self.version)


def page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One of the templates of the signing."""
    return render(request, f"{TEMPLATES}{name}.html", context, status=status)


def opened_by(request: HttpRequest, draft_id: uuid.UUID) -> Opened | None:
    """The draft that this browser holds a key to, None if it has none or one too old."""
    key = held(request, keys.with_drafts(), target=draft_id, purpose=DraftSecret.Purpose.ACCESS)
    return Opened.by(key) if key and keys.is_live(key) else None


def unknown_link(request: HttpRequest) -> HttpResponse:
    """The same page for a link forged, cut or expired, with the way to get a new one."""
    return page(request, "unknown_link", {"form": EmailForm()}, status=404)


@method_decorator(by_key, name="dispatch")
class DraftView(View):
    """A page under `/signer/<draft>/`: `self.opened` is the draft, which the browser holds a key to.

    Without one, a draft that knows an address is opened by a code mailed to it, as from paper."""

    opened: Opened

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft_id = kwargs.pop("draft_id")
        opened = opened_by(request, draft_id)
        if opened is None:
            return redirect("signing:resume_draft", draft_id) if resumable(draft_id) else unknown_link(request)
        self.opened = opened
        response = self.turned_away() or super().dispatch(request, *args, **kwargs)
        keep_cookie(request, response, opened.key, at=opened.url("draft"))
        remember(request, response, opened.key)
        return response

    def turned_away(self) -> HttpResponse | None:
        """A redirection where this page is not for this draft now."""
        return None

    def go(self, slug: str) -> HttpResponse:
        return redirect(self.opened.url(slug))


def steps(opened: Opened | None, current: screens.Screen) -> list[dict[str, str]]:
    """Rows for the steps component; a step already passed leads back to itself."""
    index = screens.SCREENS.index(current)
    rows = []
    for position, screen in enumerate(screens.SCREENS):
        state = "done" if position < index else "current" if position == index else "todo"
        href = opened.url(screen.slug) if opened and state == "done" else ""
        rows.append({"label": screen.short, "state": state, "href": href})
    return rows


def frame(opened: Opened | None, current: screens.Screen) -> dict[str, Any]:
    """What every screen's template needs."""
    number = screens.SCREENS.index(current) + 1
    previous = screens.SCREENS[number - 2] if number > 1 else None
    return {
        "opened": opened,
        "draft": opened.draft if opened else None,
        "steps": steps(opened, current),
        "number": number,
        "total": len(screens.SCREENS),
        "back_url": opened.url(previous.slug) if opened and previous else reverse("signing:start"),
    }


def resumes_at(draft: SigningDraft) -> str:
    """Whoever comes back while the board was to decide comes to say what it decided."""
    return "decision" if draft.state == SigningDraft.State.AWAITING_DECISION else "draft"
