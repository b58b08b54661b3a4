"""Every field where one writes an address or a name, by its page: slips are asked about, refusals say what is
wrong with this very one, long names are refused aloud and official titles fit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagements.participation.actions.answering import MOST_NOTED
from qpv_charter.toolkit.fields import Email
from signatories.moderation.decisions import revision
from signatories.organisations.models import Network, Organisation
from signatories.signatures.models import Signature, SigningSession
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering, organiser
from tests.engagements.sayings.scenes import somewhere_read
from tests.engagements.sayings.test_sayings import FIRST, FORM, SEND, hidden
from tests.factories import (
    a_charter,
    a_commune,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.signatories.moderation.test_corrected import copied
from tests.signatories.moderation.test_papers import PAPER, an_answer
from tests.signatories.test_doors import OFFICIAL, _forms
from tests.signin import browser_of, team_browser
from tests.signing import Person

pytestmark = pytest.mark.django_db
JOINING = {"first_name": "Fatou", "last_name": "Sow", "role": "salariée"}
COLLEAGUE = {"first_name": "Zoé", "last_name": "Diallo", "kind": "national"}
Door = Callable[[dict[str, Any]], Any]


def signing_in(sent: dict[str, Any]) -> Any:
    return Client().post(reverse("account_login"), sent)


def signing(sent: dict[str, Any]) -> Any:
    a_charter()
    a_commune()
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    return person.pass_person(**sent)


def going_on(sent: dict[str, Any]) -> Any:
    a_charter()
    return Client().post(reverse("signing:resume"), sent)


def joining(sent: dict[str, Any]) -> Any:
    slug = a_published_signature().organisation.slug
    return Client().post(reverse("joining:ask", args=[slug]), JOINING | sent)


def recognised(sent: dict[str, Any]) -> Any:
    """Who signed on paper, and confirms what is known."""
    signature = a_published_signature()
    Signature.objects.filter(pk=signature.pk).update(source=Signature.Source.PAPER)
    address = reverse("joining:ask", args=[signature.organisation.slug])
    return Client().post(address, JOINING | {"known": "right"} | sent)


def answering(sent: dict[str, Any]) -> Any:
    """When one is free for a gathering."""
    gathering = a_gathering()
    answers = {f"time_{time.pk}": "yes" for time in gathering.asked()}
    return Client().post(reverse("participation:ask", args=[gathering.pk]), {"kind": "resident"} | answers | sent)


def noting(sent: dict[str, Any]) -> Any:
    """When somebody else is, on the telephone."""
    gathering = a_gathering()
    rows = {f"p{number}-kind": "resident" for number in range(MOST_NOTED)}
    answers = {f"p0-time_{time.pk}": "yes" for time in gathering.asked()}
    address = reverse("participation:note", args=[gathering.organisation.slug, gathering.pk])
    typed = {f"p0-{name}": value for name, value in sent.items()}
    return browser_of(organiser(gathering).person).post(address, {"how": "phone"} | rows | answers | typed)


def invitation(sent: dict[str, Any]) -> Any:
    organisation = an_organisation()
    browser = browser_of(organisation.memberships.get().user)
    return browser.post(reverse("organisations:people", args=[organisation.slug]), sent)


def handing_over(sent: dict[str, Any]) -> Any:
    organisation = an_organisation()
    browser = browser_of(organisation.memberships.get().user)
    return browser.post(reverse("organisations:hand_over", args=[organisation.slug]), {"stays": "oui"} | sent)


def record(sent: dict[str, Any]) -> Any:
    organisation = an_organisation()
    browser = browser_of(organisation.memberships.get().user)
    said = {"description": "", "website": "", "public_phone": "", "revision": organisation.revision}
    renamed = {name.replace("email", "public_email"): value for name, value in sent.items()}
    return browser.post(reverse("organisations:edit", args=[organisation.slug, "presentation"]), said | renamed)


def paper(sent: dict[str, Any]) -> Any:
    renamed = {name.replace("email", "contact_email"): value for name, value in sent.items()}
    return team_browser(a_team_member()).post(PAPER, an_answer(**renamed))


def correcting(sent: dict[str, Any]) -> Any:
    """What was badly copied from a paper."""
    signature = a_paper_signature()
    renamed = {name.replace("email", "contact_email"): value for name, value in sent.items()}
    address = reverse("moderation:decide", args=[signature.pk, "corriger"])
    return team_browser(a_team_member()).post(address, copied(signature) | {"vu": revision(signature)} | renamed)


def the_team(sent: dict[str, Any]) -> Any:
    return team_browser(a_team_member()).post(reverse("team:team"), COLLEAGUE | sent)


def another_address(sent: dict[str, Any]) -> Any:
    browser = browser_of(an_organisation().memberships.get().user)
    return browser.post(reverse("account_email"), {"action_add": ""} | sent)


def saying(sent: dict[str, Any]) -> Any:
    """What a resident writes, with where to tell her of it."""
    somewhere_read()
    screen = hidden(Client().post(FORM, FIRST).content.decode())
    return Client().post(SEND, screen | sent)


def reporting(sent: dict[str, Any]) -> Any:
    """A text that should not be there, and where to say what was decided."""
    browser, address = Client(), reverse("flags:report", args=["besoin", a_need().pk])
    moment = browser.get(address).context["form"]["moment"].value()
    return browser.post(address, {"reason": "names", "moment": moment} | sent)


ADDRESSES: dict[str, Door] = {
    "sign-in": signing_in,
    "signing": signing,
    "going on": going_on,
    "joining": joining,
    "recognised": recognised,
    "answering": answering,
    "noting": noting,
    "invitation": invitation,
    "handing over": handing_over,
    "record": record,
    "paper": paper,
    "correcting": correcting,
    "team": the_team,
    "another address": another_address,
    "saying": saying,
    "reporting": reporting,
}


def is_taken(answer: Any) -> bool:
    """It leads on; where one goes on with a signing, to a page that asks nothing more."""
    return answer.status_code == 302 or b'name="email"' not in answer.content


def test_every_form_that_asks_an_address_is_tried_here() -> None:
    """Those of allauth, by `sign-in` and `another address`."""
    asking = [form for form in _forms() if any(isinstance(field, Email) for field in form.base_fields.values())]
    theirs = [form for form in asking if not form.__module__.startswith("qpv_charter.portal.samples")]
    # What answering and noting both are, and entering and correcting; what asks no address of an association.
    names = {form.__qualname__ for form in theirs} - {"SaysForm", "CopiedForm", "OursForm"}
    assert len(names) == len(ADDRESSES) - 2


@pytest.mark.parametrize("door", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_a_slip_is_asked_about_once(door: Door) -> None:
    asked = door({"email": "zoe@gmial.com"})
    page = asked.content.decode()

    assert "Vouliez-vous dire zoe@gmail.com\u202f?" in page
    assert 'value="zoe@gmial.com"' in page
    assert page.count("_asked") == 1
    assert is_taken(door({"email": "zoe@gmial.com", "email_asked": "zoe@gmial.com"}))


@pytest.mark.parametrize("door", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("zoe@", "il manque ce qui vient après l’arobase, dans «\u202fzoe@\u202f»"),
        ("zoé@example.org", "Il n’y a pas de «\u202fé\u202f» avant l’arobase"),
        ("zoe@example.org, lou@example.org", "Il y a plusieurs arobases"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_this_address(door: Door, typed: str, wrong: str) -> None:
    page = door({"email": typed}).content.decode()

    assert wrong in page
    assert f'value="{typed}"' in page


@pytest.mark.parametrize("door", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_what_hides_in_an_address_and_its_spelling_count_for_nothing(door: Door) -> None:
    assert is_taken(door({"email": " <Zoe@Exämple.fr\u200b> "}))


# Names


def named_when_signing(name: str) -> Any:
    a_charter()
    a_commune()
    return Person().begin(name=name)


def named_on_its_record(name: str) -> Any:
    organisation = an_organisation()
    browser = browser_of(organisation.memberships.get().user)
    said = {"name": name, "acronym": "", "kind": "association"}
    return browser.post(reverse("organisations:edit", args=[organisation.slug, "nom"]), said)


def named_on_paper(name: str) -> Any:
    return team_browser(a_team_member()).post(PAPER, an_answer() | {"name": name})


def a_network_named(name: str) -> Any:
    said = {"name": name, "slug": "reseau", "acronym": "", "website": ""}
    return team_browser(a_team_member()).post(reverse("admin:signatories_network_add"), said)


def a_room_called(name: str) -> Any:
    return team_browser(a_team_member()).post(reverse("signing_sessions:list"), {"title": name, "place": ""})


NAMES = {
    "signing": named_when_signing,
    "record": named_on_its_record,
    "paper": named_on_paper,
    "admin": a_network_named,
}


@pytest.mark.parametrize("door", [*NAMES.values(), a_room_called], ids=[*NAMES, "session"])
def test_a_long_name_is_refused_aloud_and_stays_typed(door: Callable[[str], Any]) -> None:
    answer = door("é" * 301)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "301 caractères" in page
    assert "é" * 301 in page
    kept = [*Organisation.objects.all(), *Network.objects.all(), *SigningSession.objects.all()]
    assert not [each for each in kept if "éé" in str(each)]


@pytest.mark.parametrize("door", NAMES.values(), ids=NAMES.keys())
def test_an_official_title_is_taken_whole(door: Callable[[str], Any]) -> None:
    assert door(OFFICIAL).status_code == 302

    kept = [*Organisation.objects.values_list("name", flat=True), *Network.objects.values_list("name", flat=True)]
    assert OFFICIAL in kept or door is named_when_signing, "a signing keeps it in its draft"


def test_an_official_title_on_paper_is_published_and_found() -> None:
    named_on_paper(OFFICIAL)

    signature = Signature.objects.get()
    assert signature.status == "published"
    assert OFFICIAL in Client().get(f"/verifier/{signature.code}/").content.decode()
    assert OFFICIAL in Client().get(f"/signataires/{signature.organisation.slug}/").content.decode()
