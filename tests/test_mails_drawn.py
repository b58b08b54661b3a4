"""Every kind of mail as its reader sees it: one layout, one button, nothing fetched, a text as careful."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

import pytest
from allauth.core.context import request_context
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail as sent
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import Settings

from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write
from signatories.outbox.adapter import AccountAdapter
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.signatures.tasks import anchor_register
from tests.factories import a_message, a_published_signature
from tests.test_mails import KINDS, accounts

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FETCHED = re.compile(r"\bsrc=|url\(|@import|<link|<script|<img|<iframe", re.IGNORECASE)
HREF = re.compile(r'href="([^"]*)"')
ADDRESS = re.compile(r"^https?://\S+$", re.MULTILINE)
CODE = re.compile(r"^\d{6}$", re.MULTILINE)
LAYOUT = (
    'name="color-scheme" content="light dark"',
    "prefers-color-scheme: dark",
    ">Coopérer en quartier<",
    "<h1 ",
)
SIGNATURE = "\n\n-- \nL’équipe d’animation de la charte de coopération inter-associative\n"


def faults(message: Message) -> Iterable[str]:
    """What is wrong with how a mail is drawn or written, in words."""
    text, html = message.text, message.html
    body, signed, _ = text.partition(SIGNATURE)
    buttons = html.count('class="button"')
    yield from (f"{piece} is missing" for piece in LAYOUT if piece not in html)
    yield from (f"{found} would be fetched" for found in FETCHED.findall(html))
    if not signed:
        yield "the text is not signed"
    if buttons != bool(ADDRESS.search(body)):
        yield f"{buttons} buttons"
    if missing := set(ADDRESS.findall(text)) - {*HREF.findall(html)}:
        yield f"{missing} cannot be clicked"
    if [*CODE.findall(body)] != re.findall(r'<p class="code ink"[^>]*>(\d{6})</p>', html):
        yield "its code is not drawn"
    yield from (f"{line!r}: an address has its own line" for line in text.splitlines() if " http" in line)
    if re.search(r"\n\n\n|[ \t](?<!\n-- )\n|[\n ]\n$", text):
        yield "loose lines"


def faulty() -> list[str]:
    """In all that was written; `tests/test_every_action.py` asks it of each action, and `tests/test_mails.py` sees
    that no kind is left out."""
    mails = Message.objects.filter(kind__in=KINDS).exclude(text="")  # emptied by an erasure
    return [f"{message.kind}: {fault}" for message in mails for fault in faults(message)]


def write_to_accounts() -> None:
    """Each mail of signing in, and of what protects an account."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = {
        "code": "123456",
        "from_email": "a@example.org",
        "to_email": "b@example.org",
        "deleted_email": "c@d.fr",
    }
    for kind in sorted(accounts()):
        folder = "mfa" if kind.startswith(("recovery", "totp", "webauthn")) else "account"
        with request_context(request):
            AccountAdapter().send_mail(f"{folder}/email/{kind}", f"{kind}@example.org", context)


def test_the_mails_of_accounts_are_drawn() -> None:
    write_to_accounts()

    assert {*Message.objects.values_list("kind", flat=True)} == accounts()
    assert faulty() == []


def test_the_mail_that_keeps_the_register_is_drawn(settings: Settings) -> None:
    settings.COMMITTEE_EMAILS = ["comite@example.org"]
    a_published_signature()
    anchor_register.call()

    assert Message.objects.get(kind="register.anchored").html
    assert faulty() == []


def test_this_guard_sees() -> None:
    message = a_message()
    message.html = message.html.replace("<h1 ", "<h2 ").replace("</style>", "</style><img src='x'>")
    message.text = f"Allez sur {settings.SITE_URL}/espace/.\n\n\n482913\n{settings.SITE_URL}/signer/\n"

    said = "|".join(faults(message))
    assert re.fullmatch(
        "<h1  is missing\\|<img would be.*src= would be.*not signed\\|0 buttons\\|.*signer/'} cannot be clicked"
        "\\|its code is not drawn\\|.*own line\\|loose lines",
        said,
    ), said


def test_a_mail_comes_from_the_site_by_its_name() -> None:
    a_message()
    deliver_due()

    assert parseaddr(sent.outbox[0].from_email)[0] == "Coopérer en quartier"


def test_the_publication_brings_the_attestation() -> None:
    signature = a_published_signature()
    mail = Message.objects.get(kind="signature.published")

    address = absolute(reverse("signatures:attestation", args=[signature.code]))
    assert f"\n{address}\n" in mail.text
    button = mail.html.partition('class="button"')[2]
    assert re.search(rf'^.*?<a href="{address}"[^>]*>Ouvrir notre attestation</a>', button, re.DOTALL)


def test_what_somebody_typed_draws_nothing() -> None:
    """Neither by guessing how, nor by writing what a template would."""
    typed = '{% code_apart "1" %}<b>x</b>'
    context: dict[str, object] = {"code": typed, "name": "|code|1|", "link": absolute("/espace/")}
    message = write(kind="test", to="a@b.fr", subject="", template="tests/mail", context=context, about=())

    assert 'class="code' not in message.html
    assert "{% code_apart &quot;1&quot; %}&lt;b&gt;x&lt;/b&gt;" in message.html
