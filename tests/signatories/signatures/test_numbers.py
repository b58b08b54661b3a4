"""One published association for each official number, whoever comes at the same moment."""

from dataclasses import replace

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation.actions import reply
from signatories.moderation.papers import enter_from_paper
from signatories.organisations.actions import accept_change, update_identity, update_numbers
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures import actions
from signatories.signatures.duplicates import look_alikes
from signatories.signatures.models import Signature, Status
from tests.factories import (
    a_confirmed_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    paper_facts,
)
from tests.races import raised, side_by_side

RNA, SIREN = "W931000001", "732829320"
alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


def bearing(signature: Signature, **numbers: str) -> Signature:
    Organisation.objects.filter(pk=signature.organisation_id).update(**numbers)
    return Signature.objects.get(pk=signature.pk)


def give(signature: Signature, *, rna: str = RNA, siren: str = "") -> Organisation:
    return update_numbers(
        signature.organisation,
        by=contact_of(signature),
        rna=rna,
        siren=siren,
        siret="",
        alsace_moselle_register="",
    )


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


@together
@pytest.mark.parametrize("numbers", [{"rna": RNA}, {"siren": SIREN}])
def test_two_are_never_published_at_the_same_instant(numbers: dict[str, str]) -> None:
    first, second = (bearing(a_confirmed_signature(), **numbers) for _ in range(2))
    team = a_team_member()

    answers = side_by_side(*[lambda one=one: actions.publish(one, by=team) for one in (first, second)])

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.published().count() == 1


@together
def test_a_paper_and_a_signature_online_of_one_number_are_not_both_published() -> None:
    """Neither waits for the other in a circle: the numbers come before the register, whoever publishes."""
    online, team = bearing(a_confirmed_signature(), rna=RNA), a_team_member()
    paper = replace(paper_facts(), rna=RNA)

    answers = side_by_side(
        lambda: actions.publish(online, by=team),
        lambda: enter_from_paper(paper, by=team, scan=None, published=True),
    )

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.published().count() == 1


@together
@pytest.mark.parametrize("first", ["publishes", "changes"])
def test_a_section_does_not_become_an_association_while_it_is_published(first: str) -> None:
    """It shares the number of its association, which is published: an association of that number may not be."""
    bearing(a_published_signature(), rna=RNA)
    section = bearing(a_confirmed_signature(), rna=RNA, kind=Organisation.Kind.SECTION)
    team, contact, name = a_team_member(), contact_of(section), section.organisation.name
    jobs = {
        "publishes": lambda: actions.publish(section, by=team),
        "changes": lambda: update_identity(
            section.organisation, by=contact, name=name, acronym="", kind=Organisation.Kind.ASSOCIATION
        ),
    }

    side_by_side(jobs.pop(first), *jobs.values())

    associations = Signature.objects.published().exclude(organisation__kind=Organisation.Kind.SECTION)
    assert associations.filter(organisation__rna=RNA).count() == 1


@together
def test_none_is_resumed_beside_one_that_is_published_just_then() -> None:
    paused, waiting = bearing(a_paused_signature(), rna=RNA), bearing(a_confirmed_signature(), rna=RNA)
    team = a_team_member()

    answers = side_by_side(lambda: actions.publish(waiting, by=team), lambda: actions.resume(paused, by=team))

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.published().count() == 1


@together
def test_a_number_given_while_another_is_published_with_it_is_in_doubt() -> None:
    published, waiting = a_published_signature(), bearing(a_confirmed_signature(), rna=RNA)
    team = a_team_member()

    answers = side_by_side(lambda: actions.publish(waiting, by=team), lambda: give(published))

    assert raised(answers) == []
    published.organisation.refresh_from_db()
    assert (published.organisation.rna, published.organisation.doubtful_rna) == (None, RNA)


@together
def test_a_number_given_first_stops_the_publication_that_follows() -> None:
    published, waiting = a_published_signature(), bearing(a_confirmed_signature(), rna=RNA)
    team = a_team_member()

    answers = side_by_side(lambda: give(published), lambda: actions.publish(waiting, by=team))

    assert raised(answers) == [ActionRefused]


@alone
def test_a_number_in_doubt_blocks_nothing_and_is_sure_again_once_nobody_bears_it() -> None:
    bearing(a_published_signature(), rna=RNA, siren=SIREN)
    second = a_confirmed_signature()

    organisation = give(second, siren=SIREN)

    assert (organisation.rna, organisation.doubtful_rna) == (None, RNA)
    assert (organisation.siren, organisation.doubtful_siren) == (None, SIREN)
    assert len(look_alikes([organisation])[organisation.pk]) == 1
    assert actions.publish(second, by=a_team_member()).status == Status.PUBLISHED
    Organisation.objects.filter(rna=RNA).update(rna=None, siren=None)
    organisation = give(second)
    assert (organisation.rna, organisation.doubtful_rna, organisation.doubtful_siren) == (RNA, None, None)


@alone
def test_the_team_sets_a_number_in_doubt_and_publishes() -> None:
    bearing(a_published_signature(), rna=RNA)
    second, team = bearing(a_confirmed_signature(), rna=RNA), a_team_member()
    with pytest.raises(ActionRefused, match="en doute"):
        actions.publish(second, by=team)

    second = actions.doubt_numbers(second, by=team)

    assert actions.publish(second, by=team).status == Status.PUBLISHED
    with pytest.raises(ActionRefused, match="pas de numéro"):
        actions.doubt_numbers(second, by=team)


@alone
def test_a_sign_of_a_paused_twin_is_heard_and_the_team_compares() -> None:
    paused = bearing(a_paused_signature(), rna=RNA)
    bearing(a_published_signature(), rna=RNA)

    reply(paused, by=contact_of(paused), text="Nous voici.")

    paused.refresh_from_db()
    assert paused.status == Status.PAUSED
    assert Message.objects.filter(kind="moderation.look_alikes").exists()
    assert paused.exchanges.filter(kind="reply").exists()


@alone
def test_sections_share_the_number_of_their_association_until_they_are_one() -> None:
    section = bearing(a_confirmed_signature(), rna=RNA, kind=Organisation.Kind.SECTION)
    actions.publish(section, by=a_team_member())
    actions.publish(bearing(a_confirmed_signature(), rna=RNA), by=a_team_member())
    organisation = Organisation.objects.get(pk=section.organisation_id)
    update_identity(
        organisation,
        by=contact_of(section),
        name=organisation.name,
        acronym="",
        kind=Organisation.Kind.ASSOCIATION,
    )

    accept_change(organisation.proposed_changes.get(), by=a_team_member())

    organisation.refresh_from_db()
    assert (organisation.rna, organisation.doubtful_rna) == (None, RNA)
