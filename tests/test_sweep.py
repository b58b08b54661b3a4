"""Every address of the site, asked for by everyone: nobody sees what is not theirs, and nothing breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from signatories.organisations.actions import ask_to_join, invite
from signatories.organisations.models import Network
from signatories.outbox.models import Preference
from signatories.people.models import User
from signatories.sessions.actions import open_session
from signatories.signatures.models import JointGroup, Signature
from signatories.signing import keys
from signatories.signing.models import DraftSecret
from tests.factories import (
    a_confirmed_signature,
    a_draft,
    a_message,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_user,
    an_organisation,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db

TEAM = ("/animation/", "/admin/")
SPACE = "/espace/"
BROKEN = re.compile(r"⟦undefined|Traceback|{%|{{|&lt;[A-Z]\w+: ")
Names = dict[str, Any]
Answers = dict[str, Any]  # the test client's own, by person


@dataclass
class World:
    """One of each thing that an address can name, and a browser for each kind of person."""

    samples: dict[str, Names]
    common: Names
    browsers: dict[str, Client] = field(default_factory=dict)

    def address(self, name: str, parameters: list[str]) -> str:
        """An address that leads to something; fails for a new kind of parameter nobody gave a sample of."""
        namespace = name.partition(":")[0]
        known = self.common | self.samples.get(namespace, {}) | self.samples.get(name, {})
        missing = [parameter for parameter in parameters if parameter not in known]
        assert not missing, f"give a sample of {missing} for the address {name}"
        return reverse(name, kwargs={parameter: known[parameter] for parameter in parameters})


@pytest.fixture
def world() -> World:
    return a_world()


def a_world() -> World:
    contact, stranger, team = a_user(), a_user(), a_team_member()
    signature = a_published_signature(organisation=an_organisation(contact=contact))
    a_published_signature(organisation=an_organisation(contact=stranger))
    browsers = {
        "anonymous": Client(),
        "stranger": browser_of(stranger),
        "member": browser_of(contact),
        "staff without second factor": browser_of(a_team_member()),
        "staff": team_browser(team),
    }
    return World(_samples(signature, by=contact, team=team), _common(signature), browsers)


def _common(signature: Signature) -> Names:
    draft, token = a_draft()
    return {
        "slug": signature.organisation.slug,
        "token": token,
        "key": keys.give_link(draft, DraftSecret.Purpose.CONFIRM_LINK),
        "draft_id": draft.pk,
        "group": JointGroup.objects.create(code="ABCD2345", title="Ensemble (exemple)").code,
        "version": signature.charter_version.version,
        "pk": a_message().pk,
    }


def _samples(signature: Signature, *, by: User, team: User) -> dict[str, Names]:
    """By name of address, or of all those of a slice, where the common value is not the one."""
    organisation = signature.organisation
    membership = organisation.memberships.get()
    session = open_session("Salle des fêtes (exemple)", by=team).code
    asking = ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )
    return {
        "signatures": {"code": signature.code},
        "signing_sessions": {"code": session},
        "signing:session": {"session": session},
        "portal:department": {"code": "93"},
        "portal:qpv": {"code": a_qpv().code},
        "portal:network": {"slug": Network.objects.create(slug="reseau", name="Réseau (exemple)").slug},
        "portal:demo_become": {"pk": by.pk},
        "portal:demo_mail": {"name": "rien"},
        "directory:poster": {"name": "affiche"},
        "directory:badge": {"name": "badge", "extension": "svg"},
        "organisations": {"pk": membership.pk, "part": "presentation", "name": "rien.png"},
        "organisations:cancel_invitation": {"pk": invite(organisation, by=by, email="zoe@example.org").pk},
        "organisations:answer_join": {"pk": asking.pk},
        "moderation": {"pk": a_confirmed_signature().pk, "mandate": signature.mandates.get().pk},
        "moderation:decide": {"slug": "publier"},
        "erasure:person": {"pk": by.pk},
        "erasure:organisation": {"pk": organisation.pk},
        "mandates": {"pk": signature.mandates.get().pk},
        "mail_preferences": {"key": Preference.objects.create(address="ana@example.org", family="signing").key},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
    }


def addresses() -> Iterator[tuple[str, list[str]]]:
    """Every named address of the site (the admin's own are Django's), with its parameters."""

    def walk(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
                yield from walk(pattern, inner)
            elif isinstance(pattern, URLPattern) and pattern.name and "admin" not in namespaces:
                parameters = [*pattern.pattern.converters] or [*pattern.pattern.regex.groupindex]
                yield ":".join((*namespaces, pattern.name)), parameters

    return walk(get_resolver(), ())


def body(answer: Any) -> str:
    return str(answer.getvalue().decode(errors="replace"))


def close_files(answer: Any) -> None:
    """`answer.close()` would also end the request, and close the database with it."""
    for close in answer._resource_closers:
        close()


@pytest.mark.parametrize(("name", "parameters"), list(addresses()), ids=str)
def test_nobody_sees_what_is_not_theirs_and_nothing_breaks(world: World, name: str, parameters: list[str]) -> None:
    address = world.address(name, parameters)

    read = {person: browser.get(address) for person, browser in world.browsers.items()}
    written = {person: browser.post(address) for person, browser in world.browsers.items()}

    for person, answer in [*read.items(), *written.items()]:
        assert answer.status_code < 500, f"{person} breaks {address}"
        content = body(answer)  # streamed answers included: a cursor left open would outlive the test
        if "text/html" in answer.get("Content-Type", ""):
            assert not BROKEN.search(content), f"{address} shows its seams to {person}"
        close_files(answer)
    if address.startswith(TEAM):
        _only_for_the_team(read, address)
        _only_for_the_team(written, address)
    elif address.startswith(SPACE) and parameters:
        _only_for_its_contacts(read, address)
        _only_for_its_contacts(written, address)


def _only_for_the_team(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith("/compte/connexion/"), address
    assert answers["stranger"].status_code in {403, 404}, address
    assert answers["member"].status_code in {403, 404}, address
    assert answers["staff without second factor"]["Location"].startswith("/compte/protection/"), address
    assert not answers["staff"].get("Location", "").startswith("/compte/"), address


def _only_for_its_contacts(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith("/compte/connexion/"), address
    for person in ("stranger", "staff"):
        assert answers[person].status_code in {404, 405}, f"{address} is open to {person}"
    assert answers["member"].status_code in {200, 302, 400, 404, 405, 422}, address


def test_a_person_signed_in_is_greeted_by_their_space(world: World) -> None:
    answers = {person: browser.get("/espace/", follow=True) for person, browser in world.browsers.items()}

    assert answers["anonymous"].redirect_chain[0][0].startswith("/compte/connexion/")
    assert answers["member"].status_code == answers["stranger"].status_code == answers["staff"].status_code == 200
