"""What the charter’s life says on the pages below, until an association answers; and what is forgotten of it."""

import pytest

from signatories.charter.models import CharterVersion
from signatories.following.places import FOLLOWED, GROUPS
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE, SPACE_WAITING
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES, WORKSPACE_LINKS, WORKSPACE_WAITING, Leaver
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from signatories.signatures.places import SIGN_AGAIN
from signatories.versions import forgetting, queries
from signatories.versions.actions import answering
from signatories.versions.contributions import her_reasons, still_asked, still_proposed
from signatories.versions.models import Answer, Renewal
from tests.factories import a_charter, a_colleague, a_commune, a_team_member, another_text
from tests.signatories.versions.scenes import (
    a_committee,
    a_national,
    a_proposal,
    an_adoption,
    an_asked,
    answer_of,
    renewal_of,
    signed_again,
)
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def a_territorial(code: str = "93066") -> TeamMember:
    return member(a_colleague(Role.Kind.TERRITORIAL, a_commune(code=code).department))


def waiting(actor: Contact) -> list[str]:
    """What waits for it of the new text, on its page read anew."""
    found = SPACE_WAITING.gather(a_contact_of(actor.organisation))
    return [each.href for each in found if "nouvelle-version" in each.href]


def shown(actor: Contact) -> bool:
    return "nouvelle-version" in [each.key for each in SPACE.gather(a_contact_of(actor.organisation))]


def test_a_new_text_waits_in_its_space_until_it_answers_and_is_shown_until_it_signs() -> None:
    signs, declines, waits, other = (an_asked() for _ in range(4))
    answering.read(signs.organisation, by=signs)
    for each in (signs, declines, waits, other):
        assert waiting(each) == [f"/espace/{each.organisation.slug}/nouvelle-version/"]

    answering.decline(declines.organisation, by=declines, reason="Trop tôt.")
    answering.wait_for_board(waits.organisation, by=waits, meeting_on=None)
    signed_again(signs)

    assert [bool(waiting(each)) for each in (signs, declines, waits, other)] == [False, False, False, True]
    assert [shown(each) for each in (signs, declines, waits, other)] == [False, True, True, True]


def test_a_text_whose_signature_was_a_mistake_waits_again() -> None:
    actor = an_asked()
    signature = signed_again(actor)
    assert (waiting(actor), shown(actor)) == ([], False)

    assert answer_of(actor) == "signed"

    withdraw(signature, by=a_team_member(), reason="Entrée deux fois.", told=False)

    assert answer_of(actor) == "invited"
    assert waiting(actor)
    assert shown(actor)


def test_who_signs_again_is_led_to_its_space_as_long_as_it_is_asked() -> None:
    actor = an_asked()
    former = Signature.objects.get(organisation=actor.organisation)
    assert SIGN_AGAIN.gather(former) == waiting(actor)

    signed_again(actor)

    assert SIGN_AGAIN.gather(former) == []


def test_the_page_of_an_association_says_what_it_made_of_the_text_to_who_animates_it() -> None:
    silent, declined = an_asked(), an_asked()
    answering.decline(declined.organisation, by=declined, reason="Trop tôt.")

    def said(organisation: Organisation, actor: TeamMember) -> list[tuple[object, object]]:
        found = [each.context for each in FOLLOWED.gather(organisation, actor) if "renewal" in each.context]
        return [(each["renewal"], each["answer"]) for each in found]

    for actor in (a_national(), a_territorial()):
        assert said(silent.organisation, actor) == [(renewal_of(silent), Answer.INVITED)]
        assert said(declined.organisation, actor) == [(renewal_of(declined), Answer.DECLINED)]
    assert said(silent.organisation, a_territorial("69123")) == []


def test_who_adopts_is_asked_about_what_waits_and_who_animates_is_told_of_the_wave() -> None:
    an_asked()
    proposal = a_proposal(another_text("trois", words="Nous gardons la porte ouverte ensemble"))
    national, territorial, committee = a_national(), a_territorial(), a_committee()
    people = {"national": national, "territorial": territorial, "committee": committee}

    def told(actor: TeamMember) -> dict[str, bool]:
        waiting = [row for each in WORKSPACE_LINES.gather(actor) if each.slug == "versions" for row in each.rows]
        assert waiting in ([], [proposal])
        return {
            "adopts": bool(waiting),
            "wave": any("signer-de-nouveau" in each.href for each in WORKSPACE_WAITING.gather(actor)),
            "link": any(each.href == "/animation/charte/" for each in WORKSPACE_LINKS.gather(actor)),
        }

    assert {name: told(actor) for name, actor in people.items()} == {
        "national": {"adopts": False, "wave": True, "link": True},
        "territorial": {"adopts": False, "wave": True, "link": False},
        "committee": {"adopts": True, "wave": False, "link": True},
    }


def test_without_anybody_to_ask_there_is_neither_wave_nor_group() -> None:
    a_charter()

    assert not any("signer-de-nouveau" in each.href for each in WORKSPACE_WAITING.gather(a_national()))
    assert not any(group.slug.startswith("charte-") for group in GROUPS.gather())
    an_asked()
    assert [group.slug.rpartition("-")[2] for group in GROUPS.gather() if group.slug.startswith("charte-")] == [
        *Answer.values
    ]


def test_an_invitation_is_worth_sending_until_it_is_answered_or_the_charter_changes_again() -> None:
    signs, declines, waits, reads, gone = (an_asked() for _ in range(5))
    answering.decline(declines.organisation, by=declines, reason="Trop tôt.")
    answering.wait_for_board(waits.organisation, by=waits, meeting_on=None)
    answering.read(reads.organisation, by=reads)
    signed_again(signs)
    leaving = Signature.objects.get(organisation=gone.organisation)
    withdraw(leaving, by=a_team_member(), reason="Elle cesse.")
    renewals = [renewal_of(each).pk for each in (signs, declines, waits, reads, gone)]

    assert [still_asked(renewal=pk) for pk in renewals] == [False, False, False, True, False]
    other = another_text("encore", words="Nous gardons les yeux fermés ensemble")
    an_adoption(a_proposal(other))
    assert [still_asked(renewal=pk) for pk in renewals] == [False] * 5


def test_a_proposal_is_worth_telling_until_it_is_adopted() -> None:
    version = a_proposal()

    assert still_proposed(version=version.pk)
    assert not still_proposed(version=version.pk + 1)
    an_adoption(version)
    assert not still_proposed(version=version.pk)


def test_reasons_go_with_who_gave_them_and_answers_with_their_association_alone() -> None:
    hers, others = an_asked(), an_asked()
    for each in (hers, others):
        answering.decline(each.organisation, by=each, reason="Trop tôt.")

    forgetting.forget_person(hers.person)

    assert (renewal_of(hers).reason, renewal_of(others).reason) == (forgetting.FORGOTTEN, "Trop tôt.")
    forgetting.forget_organisation(hers.organisation)
    assert [each.organisation for each in Renewal.objects.all()] == [others.organisation]


def test_a_version_is_read_beside_the_one_that_it_replaced() -> None:
    first = a_charter()
    second = an_adoption(a_proposal())
    third = an_adoption(a_proposal(another_text("trois", words="Nous gardons les yeux fermés ensemble")))
    draft = a_proposal(another_text("quatre", words="Nous gardons la porte ouverte ensemble"))

    def before(version: CharterVersion) -> CharterVersion | None:
        version.refresh_from_db()
        found = queries.compared(version)
        assert bool(found["comparison"]) == bool(found["before"])
        before: CharterVersion | None = found["before"]
        return before

    assert [before(each) for each in (first, second, third, draft)] == [None, first, second, third]


def test_a_proposal_says_how_many_would_be_invited() -> None:
    an_asked()
    signed_again(an_asked())

    other = queries.compared(a_proposal(another_text("trois", words="Nous gardons la porte ouverte ensemble")))

    assert other["invited"] == 2
    assert "invited" not in queries.compared(a_charter()), "it was adopted"


def test_nobody_is_asked_about_a_text_before_there_is_one() -> None:
    assert not still_asked(renewal=1)


def test_an_address_without_an_account_gave_no_reason() -> None:
    declines, _ = an_asked(), an_asked()
    answering.decline(declines.organisation, by=declines, reason="Trop tôt.")

    her_reasons(Leaver(frozenset({"nora@example.org"})))

    assert sorted(Renewal.objects.values_list("reason", flat=True)) == ["", "Trop tôt."]
