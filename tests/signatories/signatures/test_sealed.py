"""What an attestation and its page say is what was sealed: each field altered alone is found, and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from signatories.charter.models import CharterVersion
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.organisations.actions import accept_change, locate
from signatories.organisations.forgetting import ERASED_ORGANISATION
from signatories.organisations.models import Organisation
from signatories.signatures import sealing
from signatories.signatures.actions import MandateFacts, renew_mandate, sign, withdraw
from signatories.signatures.corrections import complete
from signatories.signatures.models import Mandate, RegisterEntry, RegisterValue, Signature
from signatories.signatures.proof import proof_of
from signatories.signatures.verification import RegisterFault, verify
from tests.database import without_append_only_triggers
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_newer_charter,
    a_proposed_change,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    mandate_facts,
    signing_facts,
)

pytestmark = pytest.mark.django_db
Kind = RegisterEntry.Kind


def of_signature(**values: Any) -> Callable[[Signature], object]:
    return lambda signature: Signature.objects.filter(pk=signature.pk).update(**values)


def of_organisation(**values: Any) -> Callable[[Signature], object]:
    return lambda signature: Organisation.objects.filter(pk=signature.organisation_id).update(**values)


def of_mandate(**values: Any) -> Callable[[Signature], object]:
    return lambda signature: signature.mandates.update(**values)


def of_another_version(signature: Signature) -> None:
    Signature.objects.filter(pk=signature.pk).update(charter_version=a_newer_charter())


def of_another_organisation(signature: Signature) -> None:
    """One whose record says the very same of itself."""
    twin = an_organisation(name=signature.organisation.name)
    Signature.objects.filter(pk=signature.pk).update(organisation=twin)


def of_another_commune(signature: Signature) -> None:
    Organisation.objects.filter(pk=signature.organisation_id).update(
        commune=a_commune(name="Saint-Denis", code="93999")
    )


def moved_by(field: str, days: int) -> Callable[[Signature], object]:
    moved = models.F(field) - timedelta(days=days)
    return lambda signature: Signature.objects.filter(pk=signature.pk).update(**{field: moved})


ALTERATIONS: dict[str, tuple[Callable[[Signature], object], int]] = {
    "organisation.organisation": (of_organisation(name="Préfecture de l’Hérault"), 1),
    "organisation.form": (of_organisation(kind=Organisation.Kind.NETWORK), 1),
    "organisation.commune_code": (of_another_commune, 1),
    "mandate.signer_name": (of_mandate(signer_name="Jean Autre"), 1),
    "mandate.signer_role": (of_mandate(signer_role="trésorier"), 1),
    "mandate.decided_by": (of_mandate(decided_by=Mandate.Decision.BUREAU), 1),
    "mandate.decided_on": (of_mandate(decided_on=None), 1),
    "mandate.publish_name": (of_mandate(publish_name=True), 1),
    "signature.signed_on": (of_signature(signed_on=date(2021, 5, 3)), 1),
    "signature.code": (of_signature(code="ABCDEFGHJKMN"), 1),
    "signature.source": (of_signature(source=Signature.Source.PAPER), 1),
    "signature.charter": (of_another_version, 2),
    "signature.organisation": (of_another_organisation, 2),
    "signature.status": (of_signature(status="paused"), 2),
    "signature.status_at": (moved_by("status_at", 1), 2),
    "signature.published_at": (moved_by("published_at", 1), 2),
    "signature.confirmed_at": (moved_by("confirmed_at", 1), 1),
}


@pytest.mark.parametrize("field", ALTERATIONS)
def test_a_field_altered_alone_is_found_with_its_row(field: str) -> None:
    signature = a_published_signature(name="Les Amis du Mail (exemple)")
    assert verify() == 2
    alter, row = ALTERATIONS[field]
    with without_append_only_triggers():
        alter(signature)

        with pytest.raises(RegisterFault) as fault:
            verify()

    assert fault.value.number == row
    assert f"«\u202f{field}\u202f» de la signature {signature.pk}" in fault.value.reason


@pytest.mark.parametrize(
    ("precision", "signed_on"), [("month", date(2026, 11, 1)), ("unknown", None), ("day", date(2020, 1, 1))]
)
def test_a_date_made_less_or_more_precise_is_found(precision: str, signed_on: date | None) -> None:
    signature = a_published_signature()
    Signature.objects.filter(pk=signature.pk).update(signed_precision=precision, signed_on=signed_on)

    with pytest.raises(RegisterFault, match=r"signature\.signed_on"):
        verify()


def test_a_commune_typed_by_hand_is_compared_as_it_was_typed() -> None:
    organisation = an_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(commune=None, commune_typed="Trifouilly")
    organisation.refresh_from_db()
    a_published_signature(organisation=organisation)
    assert verify() == 2

    Organisation.objects.filter(pk=organisation.pk).update(commune_typed="Ailleurs")

    with pytest.raises(RegisterFault, match=r"organisation\.commune"):
        verify()


def test_an_official_commune_may_be_called_otherwise_one_day() -> None:
    signature = a_published_signature()
    commune = signature.organisation.commune
    assert commune is not None
    commune.name = "Saint-Denis-la-Neuve"
    commune.save()

    assert verify() == 2
    assert proof_of(Signature.objects.get()).place.startswith("Saint-Denis (")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Autre"),
        ("dated", "hier"),
        ("is_demonstration", True),
        ("version", "autre"),
        ("sha256", "0" * 64),
    ],
)
def test_a_text_altered_is_found(field: str, value: object) -> None:
    a_published_signature()
    with without_append_only_triggers():
        CharterVersion.objects.update(**{field: value})

        with pytest.raises(RegisterFault):
            verify()


def test_a_mandate_more_or_less_is_found() -> None:
    signature = a_published_signature()
    Mandate.objects.create(
        signature=signature,
        signer_name="Jean Autre",
        signer_role="président",
        decided_by=Mandate.Decision.BOARD,
        ended_at=signature.confirmed_at,
    )

    with pytest.raises(RegisterFault, match=r"signature\.mandates"):
        verify()


def test_a_former_mandate_is_compared_with_its_own_row() -> None:
    signature = a_published_signature()
    facts = MandateFacts(signer_name="Jean Neuf", signer_role="président", decided_by=Mandate.Decision.BOARD)
    renew_mandate(signature, by=a_team_member(), facts=facts)
    assert verify() == 3
    signature.mandates.filter(ended_at=None).update(signer_role="trésorier")

    with pytest.raises(RegisterFault) as fault:
        verify()

    assert fault.value.number == 3


def test_erasing_who_signed_leaves_the_next_signers_seal() -> None:
    signature = a_published_signature()
    first = signature.mandates.get().signer
    assert first is not None
    facts = MandateFacts(signer_name="Jean Neuf", signer_role="président", decided_by=Mandate.Decision.BOARD)
    renew_mandate(signature, by=a_team_member(), facts=facts)

    erase_person(first, by=a_team_member())

    assert verify() == 3
    names = RegisterValue.objects.filter(field="signer_name").values_list("value", flat=True)
    assert list(names) == ["Jean Neuf"]


def test_values_that_vanish_without_an_erasure_are_missed() -> None:
    signature = a_published_signature()
    RegisterValue.objects.filter(field="organisation").delete()
    Organisation.objects.filter(pk=signature.organisation_id).update(name="Préfecture de l’Hérault")

    with pytest.raises(RegisterFault, match=r"organisation\.organisation"):
        verify()


def test_an_earlier_name_that_vanishes_behind_a_correction_is_missed() -> None:
    proposal = a_proposed_change(name="Les Nouveaux Voisins (exemple)")
    accept_change(proposal, by=a_team_member())
    assert verify() == 3
    RegisterValue.objects.filter(entry__number=1, field="organisation").delete()

    with pytest.raises(RegisterFault, match=r"organisation\.organisation") as fault:
        verify()

    assert fault.value.number == 1


def test_what_was_decided_goes_with_the_association_alone() -> None:
    signature = a_published_signature()
    erase_person(signature.mandates.get().signer, by=a_team_member())  # type: ignore[arg-type]  # she has an account
    assert verify() == 2
    RegisterValue.objects.filter(field="decided_by").delete()
    signature.mandates.update(decided_by=Mandate.Decision.BUREAU)

    with pytest.raises(RegisterFault, match=r"mandate\.decided_by"):
        verify()


def test_the_name_of_an_account_that_stands_is_not_said_to_be_erased() -> None:
    signature = a_published_signature()
    RegisterValue.objects.filter(field__in=sealing.SIGNER).delete()
    signature.mandates.update(signer_name="Personne effacée", signer_role="")

    with pytest.raises(RegisterFault, match=r"mandate\.signer_name"):
        verify()


def test_an_erased_association_is_given_no_place() -> None:
    signature = a_published_signature()
    withdraw(signature, by=a_team_member(), reason="Dissolution.")
    erase_organisation(signature.organisation, by=a_team_member())
    assert verify() == 3
    of_another_commune(signature)

    with pytest.raises(RegisterFault, match=r"organisation\.commune"):
        verify()


def test_a_change_accepted_is_sealed_and_both_names_are_said() -> None:
    proposal = a_proposed_change(name="Les Nouveaux Voisins (exemple)")
    signature = proposal.organisation.signatures.get()
    before = proposal.organisation.name

    accept_change(proposal, by=a_team_member())

    signature = Signature.objects.get(pk=signature.pk)
    proof = proof_of(signature)
    assert (proof.name, proof.signed_as) == ("Les Nouveaux Voisins (exemple)", before)
    assert RegisterEntry.objects.last().kind == Kind.CORRECTED  # type: ignore[union-attr]  # there are three
    assert verify() == 3

    Organisation.objects.update(name=before)
    with pytest.raises(RegisterFault) as fault:
        verify()
    assert fault.value.number == 3


def test_each_signature_of_an_association_is_corrected_once() -> None:
    first = a_published_signature()
    withdraw(first, by=a_team_member(), reason="Nouveau texte.")
    a_confirmed_signature(organisation=first.organisation)
    commune, team = a_commune(name="Aubervilliers", code="93001"), a_team_member()

    for _ in range(2):
        locate(first.organisation, by=team, commune=commune, qpvs=[], outside_qpv=True)

    assert RegisterEntry.objects.filter(kind=Kind.CORRECTED).count() == 2
    assert verify() == 6


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> Signature:
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "facts", lambda _: {})
        patch.setattr(sealing, "identity", lambda organisation: {"organisation": organisation.name})
        return a_published_signature(name="Les Anciennes (exemple)")


def test_an_earlier_signature_gets_one_row_that_completes_it(
    earlier: Signature, capsys: pytest.CaptureFixture[str]
) -> None:
    bodies = list(RegisterEntry.objects.values_list("body", flat=True))
    call_command("verify_register")
    assert "complete_register" in capsys.readouterr().out

    call_command("complete_register")

    assert "1." in capsys.readouterr().out
    assert complete() == 0
    assert list(RegisterEntry.objects.values_list("body", flat=True))[:2] == bodies
    call_command("verify_register")
    assert "complete_register" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "field", ["signature.code", "signature.signed_on", "organisation.form", "organisation.commune_code"]
)
def test_what_was_completed_is_compared(earlier: Signature, field: str) -> None:
    complete()
    assert verify() == 3
    with without_append_only_triggers():
        ALTERATIONS[field][0](earlier)

        with pytest.raises(RegisterFault) as fault:
            verify()

    assert fault.value.number == 3


def test_rows_of_before_say_nothing_of_whether_a_name_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sealing.mandate
    with monkeypatch.context() as patch:
        patch.setattr(
            sealing, "mandate", lambda given: {name: whole(given)[name] for name in sealing.MANDATE[:-1]}
        )
        signature = a_published_signature()
    assert verify() == 2
    signature.mandates.update(publish_name=True)

    assert verify() == 2


def test_whoever_agreed_to_be_named_is_erased_without_a_fault() -> None:
    mandate = replace(mandate_facts(signer=a_user()), publish_name=True)
    signature = sign(an_organisation(), facts=replace(signing_facts(), mandate=mandate))
    assert verify() == 1

    erase_person(signature.mandates.get().signer, by=a_team_member())  # type: ignore[arg-type]  # she has an account

    assert not signature.mandates.get().publish_name
    assert verify() == 1


def test_an_earlier_proof_says_the_commune_of_the_record_until_it_is_completed(earlier: Signature) -> None:
    label = earlier.organisation.commune_label
    assert proof_of(earlier).place == label
    complete()
    assert proof_of(earlier).place == label


@pytest.mark.parametrize(
    ("pretended", "field"),
    [
        ({"name": ERASED_ORGANISATION}, "organisation.organisation"),
        ({"erased_at": timezone.now(), "kind": Organisation.Kind.NETWORK}, "organisation.form"),
        ({"erased_at": timezone.now()}, "organisation.erased_at"),
        ({"erased_at": timezone.now(), "name": ERASED_ORGANISATION}, "organisation.organisation"),
    ],
)
def test_half_an_erasure_excuses_nothing(pretended: dict[str, Any], field: str) -> None:
    signature = a_published_signature()
    Organisation.objects.filter(pk=signature.organisation_id).update(**pretended)

    with pytest.raises(RegisterFault, match=field):
        verify()


def pretend_to_erase(signature: Signature) -> None:
    Organisation.objects.filter(pk=signature.organisation_id).update(
        erased_at=timezone.now(), name=ERASED_ORGANISATION
    )


def test_an_attestation_names_who_signed_whatever_the_record_pretends() -> None:
    proposal = a_proposed_change(name="Les Nouveaux Voisins (exemple)")
    before = proposal.organisation.name
    accept_change(proposal, by=a_team_member())
    signature = proposal.organisation.signatures.get()
    pretend_to_erase(signature)

    proof = proof_of(Signature.objects.get(pk=signature.pk))

    assert (proof.name, proof.signed_as) == ("Les Nouveaux Voisins (exemple)", before)


def test_an_erasure_is_believed_of_a_withdrawn_signature_alone() -> None:
    signature = a_published_signature()
    pretend_to_erase(signature)
    RegisterValue.objects.all().delete()

    with pytest.raises(RegisterFault, match=r"organisation\.organisation"):
        verify()


def test_an_erasure_is_believed_where_no_sealed_value_is_kept() -> None:
    signature = withdraw(a_published_signature(), by=a_team_member(), reason="Dissoute.")
    pretend_to_erase(signature)
    RegisterValue.objects.filter(field="organisation").delete()

    with pytest.raises(RegisterFault, match=r"organisation\.organisation"):
        verify()
