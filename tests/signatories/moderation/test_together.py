"""Several signatures read on one page, and published at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from signatories.history.queries import revision_of, revisions_of
from signatories.moderation import actions
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature, Status
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.lists import queries_of
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
QUEUE = reverse("moderation:queue")
TOGETHER = f"{QUEUE}?vue=ensemble"
PUBLISH = reverse("moderation:publish_together")


def ticked(page: str) -> dict[str, bool]:
    """Of each signature that may be published from the page, whether it is ticked already."""
    boxes = re.findall(r'name="signatures" value="([^"]+)"( checked)?', page)
    return {pk: bool(checked) for pk, checked in boxes}


def sent(page: str, *signatures: Signature) -> dict[str, object]:
    """What the form of the page sends with these ticked, and no other."""
    read = dict(re.findall(r'name="([^"]+-vu)" value="(\d+)"', page))
    return read | {"signatures": [str(signature.pk) for signature in signatures]}


def page_of(team: Client, address: str = TOGETHER) -> str:
    return team.get(address).content.decode()


def states(*signatures: Signature) -> list[str]:
    return [Signature.objects.get(pk=signature.pk).status for signature in signatures]


def test_those_without_a_remark_are_ticked_and_what_is_ticked_is_published() -> None:
    # Given one without a remark, one like a published one, one without an official commune, one sent back
    plain, alike = a_confirmed_signature(), a_confirmed_signature(name="Les Jardins du Moulin")
    published = a_published_signature(name="Les jardins du moulin")
    nowhere = a_confirmed_signature(organisation=an_organisation(name="Ailleurs"))
    Organisation.objects.filter(pk=nowhere.organisation_id).update(commune=None, commune_typed="Trifouillis")
    back = actions.send_back(a_confirmed_signature(), by=a_team_member(), reason="Qui a décidé\u202f?")
    team = team_browser(a_team_member())

    # Then only the first is ticked, and the one sent back cannot be
    page = page_of(team)
    assert ticked(page) == {str(plain.pk): True, str(alike.pk): False, str(nowhere.pk): False}
    assert published.organisation.name in page
    assert "Trifouillis" in page
    assert "Aminata Diallo, présidente · Le conseil d’administration, septembre 2026" in page

    # And what is ticked is published, all the rest waits; the list is shown again as it was asked
    answer = team.post(f"{PUBLISH}?etat=confirmed", sent(page, plain, alike), follow=True)
    assert states(plain, alike, nowhere, back) == ["published", "published", "confirmed", "to_review"]
    assert answer.redirect_chain == [(f"{QUEUE}?etat=confirmed&vue=ensemble", 302)]
    assert "2 signatures sont publiées." in answer.content.decode()
    assert list(ticked(answer.content.decode())) == [str(nowhere.pk)]


def test_what_happened_meanwhile_holds_that_one_back_alone() -> None:
    # Given three read on one page
    written, gone, plain = (a_confirmed_signature() for _ in range(3))
    team = team_browser(a_team_member())
    form = sent(page_of(team), written, gone, plain)

    # When one writes to the team, and another is withdrawn, before they are published
    actions.reply(written, by=written.organisation.memberships.get().user, text="Attendez.")
    withdraw(gone, by=a_team_member(), reason="À sa demande.")
    page = team.post(PUBLISH, form, follow=True).content.decode()

    # Then the third alone is published, and each of the others is named with why
    assert states(written, gone, plain) == ["confirmed", "withdrawn", "published"]
    assert "Une signature est publiée." in page
    for held in (written, gone):
        assert f"{held.organisation.name} n’est pas publiée\u202f: Il s’est passé quelque chose" in page
    told = Message.objects.filter(kind="signature.published")
    assert [each.to for each in told] == [plain.organisation.memberships.get().user.email]


def test_one_that_she_does_not_animate_and_nothing_is_done() -> None:
    # Given an animator of one department, and a signature of another
    here, elsewhere = (
        a_confirmed_signature(),
        a_confirmed_signature(organisation=an_organisation(commune=a_commune(name="Lyon", code="69123"))),
    )
    hers = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    page = page_of(hers)
    assert list(ticked(page)) == [str(here.pk)]

    # When she sends both, or none
    for form in (sent(page, here, elsewhere), sent(page)):
        answer = hers.post(PUBLISH, form, follow=True).content.decode()

        # Then nothing is published, and she reads why
        assert states(here, elsewhere) == ["confirmed", "confirmed"]
        assert ("Rien n’est publié" in answer) or ("Cochez les signatures à publier." in answer)


def test_a_signature_without_what_was_read_of_it_is_not_published() -> None:
    signature = a_confirmed_signature()
    team_browser(a_team_member()).post(PUBLISH, {"signatures": [str(signature.pk)]})
    assert states(signature) == [Status.CONFIRMED]


def test_the_page_costs_the_same_at_any_length() -> None:
    team = team_browser(a_team_member())
    a_confirmed_signature()
    one = queries_of(team, QUEUE, vue="ensemble")
    a_confirmed_signature()
    a_paper_signature()
    assert queries_of(team, QUEUE, vue="ensemble") == one


def test_revisions_of_several_are_those_of_each() -> None:
    groups = [
        [each, each.organisation]
        for each in (a_published_signature(), a_confirmed_signature(), a_paper_signature())
    ]
    groups.append([an_organisation()])  # to which nothing happened
    assert revisions_of(*groups) == [revision_of(*group) for group in groups]
    assert revisions_of(*groups)[-1] == 0
