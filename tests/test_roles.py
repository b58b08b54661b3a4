"""Every role of the team × every address of the workspace. A new address is judged in its slice's `world.py`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.audiences import AudienceOf
from qpv_charter.toolkit.lists import ORDER, READING, Place
from signatories.moderation.actions import appeal, note, send_back
from signatories.organisations.models import JoinRequest, Organisation
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators, national, reviewers, team
from signatories.people.models import Role
from signatories.sessions.actions import open_session
from signatories.signatures.models import Signature
from signatories.versions.rules import committee as committee_alone
from signatories.versions.rules import readers
from tests.factories import a_colleague, a_commune, a_confirmed_signature, a_published_signature, an_organisation
from tests.signin import team_browser
from tests.test_sweep import body, close_files
from tests.worlds import Address, World, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Kind = Role.Kind
WORKSPACE: tuple[AudienceOf[TeamMember], ...] = (team, reviewers, animators, national, readers, committee_alone)


def in_the_workspace() -> list[Address]:
    return [address for address in addresses() if address.audience in WORKSPACE]


def territorial() -> Client:
    return team_browser(a_colleague(Kind.TERRITORIAL, a_commune().department))


def elsewhere() -> Client:
    return team_browser(a_colleague(Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department))


def committee() -> Client:
    return team_browser(a_colleague(Kind.COMMITTEE))


def roles(world: World) -> dict[str, Client]:
    return {
        "national": world.browser("staff"),
        "territorial": territorial(),
        "elsewhere": elsewhere(),
        "committee": committee(),
        "confided": team_browser(a_colleague(Kind.CONFIDED)),
    }


def of_no_role(world: World) -> dict[str, Client]:
    """Who is of the team no more, or never was, though each has a second factor."""
    former = a_colleague(Kind.NATIONAL)
    former.roles.update(ended_at=timezone.now())
    return {
        "former": team_browser(former),
        "contact": team_browser(world.contact),
        "relais": world.browser("relais"),
    }


def judged(world: World, address: Address) -> set[str]:
    namespace = address.name.partition(":")[0]
    known = world.judged.get(address.name) or world.judged.get(namespace)
    assert known, f"say which roles {address.name} opens to, in its slice’s tests: world.py"
    return set(known.split())


def questions(address: Address, word: str) -> Iterator[dict[str, str]]:
    """All that the lists of its slice may be asked, one thing at a time; its files answer the same."""
    for place in Place.__subclasses__():
        if place.route.partition(":")[0] != address.name.partition(":")[0]:
            continue
        for name, each in place.asks.declared().items():
            values = [word] if each.param.searches else [value for value, _ in each.param.choices]
            yield from ({name: value} for value in (values or ["93"]))
        yield from ({READING: reading} for reading in place.readings)
        yield from ({ORDER: order} for order in place.orders)


@pytest.mark.parametrize("address", in_the_workspace(), ids=str)
def test_each_role_comes_in_where_it_is_hers_and_finds_nothing_elsewhere(world: World, address: Address) -> None:
    url, open_to, browsers = world.url(address), judged(world, address), roles(world)
    assert open_to <= set(browsers)

    for role, browser in browsers.items():
        with transaction.atomic():
            answers = [browser.get(url), browser.post(url)]
            shut = all(answer.status_code in {404, 405} for answer in answers)
            assert shut == (role not in open_to), f"{url} is {'shut' if shut else 'open'} to {role}"
            for answer in answers:
                told = world.organisation.name in body(answer)
                close_files(answer)
                assert answer.status_code < 500, f"{role} breaks {url}"
                # What opens to an animator of elsewhere (a list, an export) holds nothing of here.
                assert role in open_to - {"elsewhere"} or not told, f"{url} tells {role}"
            transaction.set_rollback(True)  # what one did is still to do for the next


@pytest.mark.parametrize("address", in_the_workspace(), ids=str)
def test_who_holds_no_role_of_the_team_comes_in_nowhere(world: World, address: Address) -> None:
    url = world.url(address)

    for person, browser in of_no_role(world).items():
        for answer in (browser.get(url), browser.post(url)):
            assert answer.status_code == 403, f"{url} is open to {person}"


def test_whatever_a_list_is_asked_it_holds_nothing_of_another_department(world: World) -> None:
    browser, here = elsewhere(), world.organisation
    hers = [each for each in in_the_workspace() if "elsewhere" in judged(world, each)]
    asked = [(each, question) for each in hers for question in questions(each, word=world.contact.last_name)]
    assert {"following:list", "following:csv", "following:xlsx", "moderation:queue"} <= {
        address.name for address, _ in asked
    }

    for address, question in asked:
        answer = browser.get(world.url(address), question)
        told = [each for each in (here.name, here.slug, world.contact.email) if each in body(answer)]
        close_files(answer)
        assert answer.status_code in {200, 405}
        assert not told, f"{address} tells {told} of another department, asked {question}"


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/signatories/signature/", "/admin/autocomplete/", "/admin/rien/"]
)
def test_the_admin_is_the_national_animators(world: World, path: str) -> None:
    browsers = roles(world)

    answers = {role: browser.get(path).status_code for role, browser in browsers.items()}

    assert {role for role, status in answers.items() if status != 404} <= {"national"}
    assert path in {"/admin/autocomplete/", "/admin/rien/"} or answers["national"] == 200


def test_the_lists_of_a_territorial_animator_hold_what_has_its_head_office_there() -> None:
    here = a_confirmed_signature(name="Ici (exemple)")
    there = a_confirmed_signature(organisation=in_lyon("Là-bas (exemple)"))
    nowhere = a_confirmed_signature(organisation=placed_nowhere("Nulle part (exemple)"))

    for browser, seen in ((territorial(), here), (elsewhere(), there)):
        for path in ("/animation/", "/animation/signatures/", "/animation/signatures/?etat=toutes"):
            page = browser.get(path).content.decode()
            for signature in (here, there, nowhere):
                assert (signature.organisation.name in page) == (signature == seen), path
        assert browser.get(review(seen)).status_code == 200
    assert territorial().get(review(nowhere)).status_code == 404


def test_numbers_on_the_front_page_are_those_of_her_departments() -> None:
    for _ in range(2):
        a_confirmed_signature(organisation=in_lyon())
        a_published_signature(organisation=in_lyon())
    lonely(in_lyon())

    nothing = a_commune(name="Marseille", code="13055").department  # the world of all tests has nothing there
    browsers = (team_browser(a_colleague(Kind.TERRITORIAL, nothing)), elsewhere())
    here, there = (browser.get("/animation/").content.decode() for browser in browsers)

    assert "à relire</a>" not in here
    assert "pour rejoindre" not in here
    assert "signature publiée</a> (0)" in here
    assert "2 signatures à relire" in there
    assert "1 demande pour rejoindre" in there
    assert "signature publiée</a> (2)" in there
    for page in (here, there):
        assert "/animation/courriels/" not in page
        assert "/animation/equipe/" not in page
        assert "/animation/effacer/" not in page
        assert "/admin/" not in page


def test_look_alikes_say_nothing_of_what_is_not_public_elsewhere() -> None:
    here = a_confirmed_signature(organisation=same_number(an_organisation(name="Bel Air (exemple)")))
    hidden = a_confirmed_signature(organisation=same_number(in_lyon("Cachée (exemple)")))
    shown = a_published_signature(organisation=same_number(in_lyon("Publiée (exemple)")))

    for path in (review(here), "/animation/signatures/"):
        page = territorial().get(path).content.decode()
        assert hidden.organisation.name not in page
        assert shown.organisation.name in page


def test_the_comite_reads_what_it_was_asked_about_answers_it_and_decides_nothing_else() -> None:
    signature, other = (a_confirmed_signature(name=name) for name in ("Saisie (exemple)", "Autre (exemple)"))
    team_member = a_colleague(Kind.NATIONAL)
    contact = signature.organisation.memberships.get().user
    send_back(signature, by=team_member, reason="Est-ce une association\u202f?")
    send_back(other, by=team_member, reason="Et celle-ci\u202f?")
    note(signature, by=team_member, text="Une note interne.")
    reader = a_colleague(Kind.COMMITTEE)
    browser = team_browser(reader)
    assert browser.get(review(signature)).status_code == 404

    appeal(signature, by=contact, text="Nous demandons au comité de regarder.")
    told = Message.objects.get(kind="exchange.appeal_of_committee", to=reader.email)
    assert told.reply_to == ""
    assert contact.email not in told.text

    front = browser.get("/animation/").content.decode()
    assert "en pause, " in front
    assert "à relire, dans tout le pays." in front
    queue = browser.get("/animation/signatures/").content.decode()
    assert "Saisie (exemple)" in queue
    assert "Autre (exemple)" not in queue
    assert "1 demande au comité de suivi" in browser.get("/animation/").content.decode()
    page = browser.get(review(signature)).content.decode()
    assert "Nous demandons au comité de regarder." in page
    assert "Une note interne." not in page
    assert contact.email not in page
    for closed in ("publier/", "retirer/", "lieux/", "scan/"):
        assert f"{review(signature)}{closed}" not in page
        assert browser.get(f"{review(signature)}{closed}").status_code == 404
    answers = f"{review(signature)}appel/"
    assert answers in page
    assert browser.get(f"{review(other)}appel/").status_code == 404
    said = {"accepted": "non", "text": "Restons-en là.", "vu": browser.get(answers).context["seen"]}
    answer = browser.post(answers, said, follow=True)
    assert answer.redirect_chain == [(reverse("moderation:queue"), 302)]
    assert "Restons-en là." in Message.objects.get(kind="exchange.appeal_answer").text
    assert browser.get(review(signature)).status_code == 404


def test_a_territorial_animator_sees_the_sessions_that_she_opened() -> None:
    person = a_colleague(Kind.TERRITORIAL, a_commune().department)
    hers, another = open_session("La mienne", by=person), open_session("Une autre", by=a_colleague(Kind.NATIONAL))

    browser = team_browser(person)
    page = browser.get("/animation/seances/").content.decode()

    assert hers.title in page
    assert another.title not in page
    assert browser.get(f"/animation/seances/{another.code}/").status_code == 404


def test_a_place_given_by_hand_may_lead_out_of_her_departments() -> None:
    a_commune(name="Lyon", code="69123")
    signature, browser = a_confirmed_signature(), territorial()

    answer = browser.post(f"{review(signature)}lieux/", {"commune": "Lyon", "codes": "", "outside_qpv": "on"})

    assert answer.headers["Location"] == reverse("moderation:queue")
    assert browser.get(review(signature)).status_code == 404


def in_lyon(name: str = "") -> Organisation:
    return an_organisation(name=name, commune=a_commune(name="Lyon", code="69123"))


def placed_nowhere(name: str) -> Organisation:
    organisation = an_organisation(name=name)
    organisation.commune, organisation.commune_typed = None, "Trifouilly"
    organisation.save()
    return organisation


def same_number(organisation: Organisation) -> Organisation:
    organisation.siren = "123456782"
    organisation.save()
    return organisation


def lonely(organisation: Organisation) -> JoinRequest:
    organisation.memberships.all().delete()
    names: dict[str, Any] = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}
    return JoinRequest.objects.create(organisation=organisation, email="nora@example.org", **names)


def review(signature: Signature) -> str:
    return reverse("moderation:review", args=[signature.pk])
