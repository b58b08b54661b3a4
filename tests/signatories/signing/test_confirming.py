"""Confirming: everything comes into being together, once, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation.contributions import TO_TEAM
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures import register
from signatories.signatures.models import RegisterEntry, Signature, Status
from signatories.signatures.verification import verify
from signatories.signing import keys, screens
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import DraftSecret, SigningDraft
from tests.factories import a_commune, a_draft, a_newer_charter, a_team_member, a_user, a_waiting_draft


@pytest.mark.django_db
def test_it_creates_the_association_its_contact_and_its_signature() -> None:
    commune = a_commune()
    draft, _ = a_draft(name="Les Jardins du Moulin (exemple)", commune=commune.code, email="Aminata@Example.org")

    confirmed = confirm(draft)

    signature, organisation = confirmed.signature, confirmed.signature.organisation
    assert confirmed.is_new
    assert (signature.status, signature.source) == (Status.CONFIRMED, Signature.Source.ONLINE)
    assert (organisation.name, organisation.commune) == ("Les Jardins du Moulin (exemple)", commune)
    assert organisation.slug == "les-jardins-du-moulin-exemple"
    assert organisation.outside_qpv
    membership = organisation.memberships.get()
    assert (membership.user, membership.role) == (confirmed.signer, "présidente")
    assert confirmed.signer.full_name == "Aminata Diallo"
    assert EmailAddress.objects.get(user=confirmed.signer).verified
    mandate = signature.mandates.get()
    assert (mandate.signer_name, mandate.decided_by) == ("Aminata Diallo", "board")


@pytest.mark.django_db
def test_the_draft_keeps_nothing_of_what_was_typed() -> None:
    draft, _ = a_draft()
    keys.give_code(draft, DraftSecret.Purpose.CONFIRM_CODE)

    confirm(draft)

    draft.refresh_from_db()
    assert (draft.state, draft.data, draft.email) == (SigningDraft.State.CONFIRMED, {}, "")
    assert keys.waiting_code(draft, DraftSecret.Purpose.CONFIRM_CODE) is None


@pytest.mark.django_db
def test_a_second_confirmation_gives_the_same_signature() -> None:
    draft, _ = a_draft()
    first = confirm(draft)
    mails = Message.objects.count()

    second = confirm(draft)

    assert (second.signature, second.signer, second.is_new) == (first.signature, first.signer, False)
    assert Signature.objects.count() == 1
    assert Message.objects.count() == mails


@pytest.mark.django_db
def test_a_person_already_known_keeps_their_names() -> None:
    known = a_user(email="contact@example.org", first_name="Fatou", last_name="Sow")
    draft, _ = a_draft(email="CONTACT@example.org")

    confirmed = confirm(draft)

    assert confirmed.signer == known
    assert confirmed.signer.full_name == "Fatou Sow"
    assert confirmed.signature.mandates.get().signer_name == "Aminata Diallo"
    assert User.objects.filter(email__iexact="contact@example.org").count() == 1


@pytest.mark.django_db
def test_two_associations_of_one_name_have_two_pages() -> None:
    first = confirm(a_draft(name="Les Voisins (exemple)")[0]).signature.organisation
    second = confirm(a_draft(name="Les voisins, exemple")[0]).signature.organisation

    assert first.slug == "les-voisins-exemple"
    assert second.slug.startswith("les-voisins-exemple-")


@pytest.mark.django_db
def test_a_name_without_latin_letters_has_a_page_too() -> None:
    organisation = confirm(a_draft(name="جمعية الأمل")[0]).signature.organisation

    assert organisation.slug.startswith("association-")


@pytest.mark.django_db
def test_the_signer_is_thanked_and_the_team_is_told() -> None:
    team = a_team_member(email="equipe@example.org")
    former = a_team_member(email="ancien@example.org")
    former.roles.update(ended_at=timezone.now())
    draft, _ = a_draft(name="Les Jardins (exemple)", email="aminata@example.org")
    Message.objects.all().delete()

    confirm(draft)

    thanks, told = Message.objects.order_by("created_at")
    assert (thanks.to, told.to) == ("aminata@example.org", team.email)
    assert "«\u202fLes Jardins (exemple)\u202f» a signé la charte" in thanks.text
    assert "Trifouilly (absente de la liste officielle)" in told.text
    assert "hors QPV" in told.text


@pytest.mark.django_db
@override_settings(FEDERATION_EMAILS=["charte@example.org", "suivi@example.org"])
def test_the_federation_can_choose_its_own_addresses() -> None:
    a_team_member()
    draft, _ = a_draft()

    confirm(draft)

    told = Message.objects.filter(kind="moderation.signed").order_by("created_at")
    assert [message.to for message in told] == ["charte@example.org", "suivi@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["neighbourhoods", "person", "charter"])
def test_it_refuses_while_a_screen_is_missing(missing: str) -> None:
    draft, _ = a_draft()
    draft.data.pop(missing)
    draft.save()

    with pytest.raises(ActionRefused):
        confirm(draft)

    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_it_refuses_while_the_board_has_not_decided() -> None:
    draft, _ = a_waiting_draft()

    with pytest.raises(ActionRefused, match="Il manque encore une étape"):
        confirm(draft)


@pytest.mark.django_db
def test_it_refuses_a_text_that_is_no_longer_in_force() -> None:
    draft, _ = a_draft()
    newer = a_newer_charter()

    with pytest.raises(ActionRefused, match="La charte a changé"):
        confirm(draft)

    assert screens.next_stop(draft, newer) == "charte"
    assert Signature.objects.count() == 0


@pytest.mark.django_db
def test_killed_in_the_middle_it_leaves_nothing_and_the_same_click_works() -> None:
    draft, _ = a_draft()
    before = Message.objects.count()

    with patch.object(register, "append", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        confirm(draft)

    counts = [model.objects.count() for model in (Organisation, Membership, Signature, RegisterEntry)]
    assert counts == [0, 0, 0, 0]
    assert Message.objects.count() == before
    assert confirm(draft).is_new


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_250_confirmations_at_once_lose_none_and_double_none() -> None:
    """200 drafts, 50 of them confirmed twice at the same moment; ten share one address."""
    a_team_member(email="equipe@example.org")
    drafts = [
        a_draft(name=f"Association {n % 190} (exemple)", email=f"p{n if n >= 10 else 0}@example.org")[0]
        for n in range(200)
    ]
    Message.objects.all().delete()

    with ThreadPoolExecutor(max_workers=40) as pool:
        results = list(pool.map(_confirm_in_thread, [draft.pk for draft in [*drafts, *drafts[:50]]]))

    assert results.count(True) == 200
    assert results.count(False) == 50
    assert Signature.objects.count() == Organisation.objects.count() == Membership.objects.count() == 200
    assert SigningDraft.objects.filter(state=SigningDraft.State.CONFIRMED).count() == 200
    assert Message.objects.filter(kind="signing.thanks").count() == 200
    (hourly,) = TO_TEAM  # the team's mailbox is spared; an hour may end meanwhile
    assert hourly.times <= Message.objects.filter(kind="moderation.signed").count() <= 2 * hourly.times
    assert User.objects.filter(email="p0@example.org").count() == 1
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == list(range(1, 201))
    assert verify() == 200


def _confirm_in_thread(pk: UUID) -> bool:
    try:
        return confirm(SigningDraft.objects.get(pk=pk)).is_new
    finally:
        connection.close()


@pytest.mark.django_db
def test_what_was_typed_stays_open_to_change_until_confirmed() -> None:
    draft, token = a_draft()
    confirm(draft)

    with pytest.raises(ActionRefused, match="déjà confirmée"):
        drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers={})
    with pytest.raises(ActionRefused, match="déjà confirmée"):
        drafting.forget(draft)
    assert keys.find_link(token, DraftSecret.Purpose.ACCESS) is not None
