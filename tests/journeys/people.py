"""The people of the journeys, as they use the site: by what they read on the screen, each page met checked."""

import re
from typing import Self

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from signatories.outbox.models import Message
from signatories.people.models import User
from tests.factories import a_team_member
from tests.journeys.browser import check, small_targets
from tests.signin import browser_of, team_browser

SAINT_DENIS = "Saint-Denis (93)"
CODE = re.compile(r"\b\d{6}\b")
ADDRESS = re.compile(r"http://\S+")


def last_mail(to: str, *, kind: str = "") -> Message:
    """What the person reads when they open their mailbox."""
    return Message.objects.filter(to=to, kind__startswith=kind).latest("created_at")


def code_in(message: Message) -> str:
    found = CODE.search(message.text)
    assert found, message.text
    return found[0]


def links_in(message: Message) -> list[str]:
    return ADDRESS.findall(message.text)


class Visitor:
    """Anybody in front of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, address: str) -> Self:
        self.page.goto(address)
        return self.looks()

    def looks(self) -> Self:
        """Check the page they are on."""
        check(self.page)
        return self

    def press(self, name: str) -> Self:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.looks()

    def follow(self, name: str) -> Self:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.looks()

    def sees(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_see(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def is_at(self, path: str) -> Self:
        expect(self.page).to_have_url(re.compile(f"{path}(#.*)?$"))
        return self

    def field(self, label: str) -> Locator:
        """The field whose label begins so: an optional one says it at the end."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))

    def fill(self, label: str, value: str) -> Self:
        self.field(label).fill(value)
        return self

    def tick(self, label: str) -> Self:
        self.field(label).check()
        return self

    def holds(self, label: str, value: str) -> Self:
        """A field still says what was typed in it."""
        expect(self.field(label)).to_have_value(value)
        return self

    def finds(self, count: str, *, scripts: bool) -> Self:
        """How many answer in the directory: by itself as one types, or once asked by the button."""
        if not scripts:
            self.page.get_by_role("button", name="Chercher", exact=True).click()
        expect(self.page.locator("#compte")).to_have_text(count)
        return self.looks()

    def opens(self, summary: str) -> Self:
        """Open a folded part; it may be open already."""
        folded = self.page.locator("details:not([open]) > summary").get_by_text(summary, exact=True)
        if folded.count():
            folded.click()
        return self


class Neighbour(Visitor):
    """Somebody who takes part in what happens near them: what is to be pressed is large enough for a thumb."""

    def looks(self) -> Self:
        self.page.wait_for_load_state()  # its styles too, after a click
        small = small_targets(self.page)
        assert not small, f"{self.page.url}\n{small}"
        return super().looks()


class Signer(Visitor):
    """Somebody who signs for an association, on a phone."""

    def __init__(self, page: Page, *, name: str, email: str = "aminata@example.org") -> None:
        super().__init__(page)
        self.name = name
        self.email = email

    def gives_association(self, *, commune: str = SAINT_DENIS, kind: str = "Association") -> Self:
        self.fill("Nom de l’association ou du collectif", self.name).fill("Commune", commune).tick(kind)
        return self.press("Continuer")

    def gives_neighbourhoods(self, *labels: str) -> Self:
        for label in labels or ("Je ne sais pas",):
            self.tick(label)
        return self.press("Continuer")

    def gives_person(self, *, first_name: str = "Aminata", last_name: str = "Diallo") -> Self:
        self.fill("Prénom", first_name).fill("Nom", last_name)
        return self.fill("Votre rôle", "présidente").fill("Adresse e-mail", self.email)

    def says_who_decided(self, decided_by: str = "Le conseil d’administration") -> Self:
        return self.tick(decided_by).press("Continuer")

    def agrees(self) -> Self:
        return self.tick("Nous signons cette charte").press("Continuer")

    def asks_code(self) -> str:
        self.press("Recevoir mon code")
        return code_in(last_mail(self.email, kind="signing.confirm"))

    def types_code(self, code: str) -> Self:
        return self.fill("Votre code", code).press("Confirmer et signer")

    def walks_to_check(self) -> Self:
        """From the first screen to the last, with the shortest answers."""
        self.gives_association().gives_neighbourhoods()
        return self.gives_person().says_who_decided().agrees()

    def signs(self) -> Self:
        return self.walks_to_check().types_code(self.asks_code())


def sit_down(page: Page, client: Client) -> None:
    """Give a page the session of a test client."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])


def the_team(page: Page, *, member: User | None = None) -> Visitor:
    """A member of the federation's team, second factor passed."""
    sit_down(page, team_browser(member or a_team_member()))
    return Visitor(page)


def signed_in(page: Page, person: User) -> Neighbour:
    """Somebody who signed in before, on this browser, by a code."""
    sit_down(page, browser_of(person))
    return Neighbour(page)
