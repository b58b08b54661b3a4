"""A person who signs, in a browser without scripts."""

from typing import Any, Self

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from signatories.outbox.models import Message

ASSOCIATION = {"name": "Les Jardins du Moulin (exemple)", "commune": "Saint-Denis", "kind": "association"}
PERSON = {
    "first_name": "Aminata",
    "last_name": "Diallo",
    "role": "présidente",
    "email": "aminata@example.org",
    "decided_by": "board",
}


class Person:
    """Walks through the screens; `draft_id` names the draft once there is one, or once its link was followed."""

    def __init__(self) -> None:
        self.client = Client()
        self.draft_id = ""

    def follow(self, token: str) -> Self:
        """Open the link that holds a key to a draft."""
        response = self.client.get(reverse("signing:key", args=[token]))
        if response.status_code == 302:
            self.draft_id = response["Location"].split("/")[2]
        return self

    def twin(self) -> "Person":
        """Another window on the same draft, in the same browser but for who is signed in."""
        twin = Person()
        twin.client.cookies.update(self.client.cookies)
        twin.client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        twin.draft_id = self.draft_id
        return twin

    def url(self, slug: str) -> str:
        return reverse(f"signing:{slug}", args=[self.draft_id])

    def get(self, slug: str) -> HttpResponse:
        return self._answer(self.client.get(self.url(slug)))

    def post(self, slug: str, data: dict[str, Any] | None = None, *, query: str = "") -> HttpResponse:
        return self._answer(self.client.post(self.url(slug) + query, data or {}))

    def begin(self, first: str = "", **answers: str) -> HttpResponse:
        response = self.client.post(first or reverse("signing:first"), ASSOCIATION | answers)
        if response.status_code == 302:
            self.draft_id = response["Location"].split("/")[2]
        return self._answer(response)

    def pass_neighbourhoods(self) -> HttpResponse:
        return self.post("quartiers", {"unknown": "on"})

    def pass_person(self, **answers: str) -> HttpResponse:
        return self.post("vous", PERSON | answers)

    def sha256(self) -> str:
        return str(self.get("charte").context["form"].initial["sha256"])  # type: ignore[attr-defined]  # a test's response

    def pass_charter(self, **answers: str) -> HttpResponse:
        return self.post("charte", {"agree": "on", "sha256": self.sha256()} | answers)

    def walk_to_check(self, *, first: str = "", **answers: str) -> None:
        self.begin(first, **answers)
        self.pass_neighbourhoods()
        self.pass_person()
        self.pass_charter()

    def ask_code(self) -> str:
        self.post("ask_code")
        return last_mail("signing.confirm").subject[:6]

    def signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def _answer(self, response: Any) -> HttpResponse:
        answer: HttpResponse = response
        return answer


def last_mail(kind: str) -> Message:
    return Message.objects.filter(kind=kind).latest("created_at")


def link_in(message: Message, *, after: str = "") -> str:
    """The path of the first link of a mail, to a page and not a file, that holds `after`."""
    links = [word for word in message.text.split() if word.startswith("http://testserver/") and after in word]
    links = [link for link in links if not link.endswith(".pdf")]
    return links[0].removeprefix("http://testserver")
