"""One rule for every name, role and address, at every door: no action lacks it, no form has a field of its own."""

import importlib
import io
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django import forms
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

import qpv_charter.portal
import signatories
from qpv_charter.toolkit import fields
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.models import Network, Organisation
from signatories.people.actions import open_account
from signatories.people.models import User
from signatories.sessions.actions import open_session
from signatories.signatures.actions import MandateFacts, renew_mandate
from signatories.signatures.attestation import attestation_pdf
from signatories.signatures.models import Mandate, Signature
from signatories.signing.actions import drafting
from tests.factories import (
    a_charter,
    a_commune,
    a_draft,
    a_published_signature,
    a_signatory,
    a_team_member,
    a_user,
    an_organisation,
    association_answers,
    person_answers,
)
from tests.signatories.people.test_signin import mailed_code
from tests.signin import team_browser
from tests.signing import Person

pytestmark = pytest.mark.django_db

OURS = ("signatories.", "qpv_charter.", "engagements.", "evaluations.")

NO_NAMES = ["evil.com/gagner", "https://evil.com", "!!!", "x" * 301]
# As long as a title of the registry, in words.
OFFICIAL = ("Association pour la promotion des habitantes et des habitants du quartier " * 4)[:248] + " Z"


def create(name: str) -> object:
    return actions.create(name=name)


def rename(name: str) -> object:
    organisation = an_organisation()
    return actions.update_identity(
        organisation, by=a_user(), name=name, acronym="", kind=Organisation.Kind.ASSOCIATION
    )


def abbreviate(name: str) -> object:
    organisation = an_organisation()
    return actions.update_identity(
        organisation, by=a_user(), name="Nous", acronym=name, kind=Organisation.Kind.ASSOCIATION
    )


def begin(name: str) -> object:
    a_charter()
    return drafting.begin(association_answers(name=name))


def say_again(name: str) -> object:
    return drafting.save_association(a_draft()[0], answers=association_answers(name=name))


def sign_as(field: str) -> Callable[[str], object]:
    def act(typed: str) -> object:
        return drafting.save_person(a_draft()[0], answers=person_answers() | {field: typed}, key=None)

    return act


def ask_to_join_as(field: str) -> Callable[[str], object]:
    def act(typed: str) -> object:
        person = {"email": "zoe@example.org", "first_name": "Zoé", "last_name": "Diallo", "role": "bénévole"}
        return actions.ask_to_join(an_organisation(), **person | {field: typed})

    return act


def contact_with_role(role: str) -> object:
    return actions.add_contact(an_organisation(), user=a_user(), role=role)


def another_role(role: str) -> object:
    contact = a_user()
    return actions.change_role(an_organisation(contact=contact).memberships.get(), by=contact, role=role)


def mandate_of(name: str) -> object:
    return _renew(signer_name=name)


def mandate_as(role: str) -> object:
    return _renew(signer_role=role)


def _renew(**facts: str) -> object:
    signature = a_published_signature()
    said: dict[str, Any] = {"signer_name": "Zoé Diallo", "signer_role": "présidente"} | facts
    return renew_mandate(signature, by=a_user(), facts=MandateFacts(decided_by=Mandate.Decision.BOARD, **said))


def invite(email: str) -> object:
    contact = a_user()
    return actions.invite(an_organisation(contact=contact), by=contact, email=email)


def account_of(name: str) -> object:
    return open_account(email="zoe@example.org", first_name=name, verified=False)


def account_named(name: str) -> object:
    return open_account(email="zoe@example.org", last_name=name, verified=False)


def session_called(name: str) -> object:
    return open_session(name, by=a_team_member())


DOORS = {
    "record": create,
    "rename": rename,
    "abbreviate": abbreviate,
    "begin to sign": begin,
    "say again": say_again,
    **{f"sign as {field}": sign_as(field) for field in ("first_name", "last_name", "role")},
    **{f"join as {field}": ask_to_join_as(field) for field in ("first_name", "last_name", "role")},
    "contact": contact_with_role,
    "role": another_role,
    "mandate name": mandate_of,
    "mandate role": mandate_as,
    "account first name": account_of,
    "account last name": account_named,
    "session": session_called,
}


@pytest.mark.parametrize("typed", NO_NAMES)
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_what_is_no_name_enters_by_no_door(door: Callable[[str], object], typed: str) -> None:
    with pytest.raises(ActionRefused):
        door(typed)


@pytest.mark.parametrize("door", [create, rename, mandate_of, session_called])
def test_what_must_have_a_name_has_one(door: Callable[[str], object]) -> None:
    with pytest.raises(ActionRefused):
        door(" \u200b")


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_a_name_enters_by_every_door_without_what_hides_in_it(door: Callable[[str], object]) -> None:
    door("Zo\u200bé")

    stored = [*Organisation.objects.values_list("name", "acronym"), *User.objects.values_list("first_name")]
    assert "\u200b" not in str(stored)


def _forms() -> Iterator[type[forms.Form]]:
    """Ours, but for those of allauth, whose fields are replaced when they are made."""
    for package in (signatories, qpv_charter.portal):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    waiting: list[Any] = [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith(OURS) and form.__module__ != "signatories.people.forms":
                yield form


def test_no_form_has_a_field_of_its_own() -> None:
    bare = {forms.CharField, forms.EmailField, forms.FileField, forms.ImageField, forms.URLField}
    own = [
        f"{form.__qualname__}.{name}"
        for form in _forms()
        for name, field in form.base_fields.items()
        if type(field) in bare and not isinstance(field.widget, (forms.HiddenInput, forms.RadioSelect))
    ]
    assert [name for name in own if not name.endswith(".sujet")] == []  # of every form that is Guarded


@pytest.mark.parametrize("typed", NO_NAMES)
def test_the_admin_is_a_door_too(typed: str) -> None:
    browser = team_browser(a_team_member())

    network = {"name": typed, "slug": "reseau", "acronym": "", "website": ""}
    for address, data in (("network", network), ("theme", {"label": typed, "slug": "theme"})):
        answer = browser.post(reverse(f"admin:signatories_{address}_add"), data)
        assert answer.status_code == 200
    assert not Network.objects.filter(slug="reseau").exists()


@pytest.mark.parametrize("typed", NO_NAMES)
def test_the_page_of_the_team_is_a_door_too(typed: str) -> None:
    browser = team_browser(a_team_member())
    colleague = {"email": "zoe@example.org", "last_name": "Diallo", "kind": "national"}

    refused = browser.post(reverse("team:team"), colleague | {"first_name": typed})
    nobody_yet = not User.objects.filter(email="zoe@example.org").exists()
    accepted = browser.post(reverse("team:team"), colleague | {"first_name": "Zoé"})

    assert (refused.status_code, nobody_yet, accepted.status_code) == (200, True, 302)


# Addresses


@pytest.mark.parametrize("typed", ["Aminata@example.org\u200b", " aminata@EXAMPLE.org", "<aminata@example.org>"])
def test_whoever_signed_with_an_address_signs_in_with_it_however_it_was_typed(typed: str) -> None:
    a_charter()
    a_commune()
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    person.pass_person(email=typed)
    person.pass_charter()
    person.post("verifier", {"code": f"Votre code : {person.ask_code()}."})
    assert User.objects.get().email == "aminata@example.org"

    for again in (typed, "aminata@example.org", "AMINATA@example.org"):
        browser = Client()
        browser.post(reverse("account_login"), {"email": again})
        code = mailed_code("aminata@example.org")
        browser.post(reverse("account_confirm_login_code"), {"code": f"Code\u00a0: {code[:3]}\u202f{code[3:]}. "})
        assert "_auth_user_id" in browser.session, again


def test_an_international_address_is_one_account() -> None:
    first = open_account(email="a@exämple.fr", verified=True)

    assert open_account(email="A@EXA\u0308MPLE.FR", verified=True) == first
    assert open_account(email="a@xn--exmple-cua.fr", verified=True) == first
    assert EmailAddress.objects.count() == 1
    assert User.objects.get_by_natural_key("a@exämple.fr") == first


@pytest.mark.parametrize(
    "act",
    [
        lambda email: open_account(email=email, verified=True),
        lambda email: actions.create(name="Nous", contact_email=email),
        invite,
        ask_to_join_as("email"),
        sign_as("email"),
    ],
)
@pytest.mark.parametrize("typed", ["jean@", "jean paul@example.org", "josé@example.org"])
def test_what_is_no_address_enters_by_no_door(act: Callable[[str], object], typed: str) -> None:
    with pytest.raises(ActionRefused):
        act(typed)


def test_a_slip_is_asked_about_once_while_signing() -> None:
    a_charter()
    a_commune()
    person = Person()
    person.begin()
    person.pass_neighbourhoods()

    asked: Any = person.pass_person(email="aminata@gmial.com")
    assert "Vouliez-vous dire aminata@gmail.com" in asked.content.decode()

    sure = person.pass_person(email="aminata@gmial.com", email_asked="aminata@gmial.com")
    assert sure.status_code == 302


# Official titles


def test_an_official_title_fits_everywhere() -> None:
    assert len(OFFICIAL) == 250
    a_charter()
    commune = a_commune()
    person = Person()
    person.walk_to_check(name=OFFICIAL, together="on")
    person.post("verifier", {"code": person.ask_code()})
    signature = Signature.objects.get()
    assert signature.organisation.name == OFFICIAL
    assert signature.joint_group is not None
    assert signature.joint_group.title == OFFICIAL

    other = a_signatory(OFFICIAL, commune=commune)
    for address in ("/signataires/", f"/signataires/{other.organisation.slug}/", "/signataires/signataires.csv"):
        answer: Any = Client().get(address)
        assert OFFICIAL in b"".join(answer).decode(), address
    pages = PdfReader(io.BytesIO(attestation_pdf(other))).pages
    assert len(pages) == 1
    assert "".join(OFFICIAL.split()) in "".join(pages[0].extract_text().split())


def test_a_name_may_be_longer_than_an_official_title() -> None:
    assert actions.create(name="é" * 300).name == "é" * 300
    assert fields.Name().longest == Organisation._meta.get_field("name").max_length == 300


@pytest.mark.parametrize("field", ["commune_typed", "qpv_typed"])
def test_a_place_typed_by_hand_is_no_site_either(field: str) -> None:
    with pytest.raises(ActionRefused, match="adresse de site web"):
        actions.create(name="Les Amis", **{field: "https://evil.com/gagner"})  # type: ignore[arg-type]  # both are texts


def test_a_session_is_held_at_no_site() -> None:
    with pytest.raises(ActionRefused, match="adresse de site web"):
        open_session("Au forum", by=a_team_member(), place="https://evil.com/gagner")
