"""The register: what it holds, what it withholds, and what it notices."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from signatories.erasure.actions import erase_organisation
from signatories.signatures import register
from signatories.signatures.actions import pause, publish, resume, send_back, withdraw
from signatories.signatures.models import (
    RegisterAnchor,
    RegisterEntry,
    RegisterHead,
    RegisterValue,
    Signature,
    Status,
)
from signatories.signatures.verification import RegisterFault, verify
from tests.database import without_append_only_triggers
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member

pytestmark = pytest.mark.django_db


def test_rows_are_numbered_without_gaps_and_chained() -> None:
    a_published_signature()
    a_confirmed_signature()

    rows = list(RegisterEntry.objects.all())

    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.kind for row in rows] == ["confirmed", "published", "confirmed"]
    assert rows[0].previous == "0" * 64
    assert [row.previous for row in rows[1:]] == [row.digest for row in rows[:-1]]
    assert verify() == 3


def test_a_body_is_canonical_and_holds_nothing_personal() -> None:
    signature = a_confirmed_signature(name="Les Éclaireuses du Mail (exemple)", signer_name="Aïcha Œuvrard")

    body = RegisterEntry.objects.get().body
    content = json.loads(body)

    assert "Éclaireuses" not in body
    assert "Aïcha" not in body
    assert body == json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert content["charter"] == signature.charter_version.sha256
    assert content["signature"] == str(signature.pk)
    assert content["time"].endswith("Z")
    assert len(content["time"]) == len("2026-11-22T13:00:00.000000Z")
    assert (content["code"], content["signed_on"]) == (signature.code, str(signature.signed_on))
    assert set(content["personal"]) == {
        *("organisation", "form", "commune", "commune_code"),
        *("signer_name", "signer_role", "decided_by", "decided_on", "publish_name"),
    }


def test_the_whole_life_of_a_signature_replays() -> None:
    team = a_team_member()
    signature = a_confirmed_signature()
    send_back(signature, by=team, reason="Le nom de la commune manque.")
    publish(signature, by=team)
    pause(signature, by=team, reason="Trois appels sans réponse.")
    resume(signature, by=team)
    withdraw(signature, by=team, reason="L’association est dissoute.")

    kinds = list(RegisterEntry.objects.values_list("kind", flat=True))

    assert kinds == ["confirmed", "reviewed", "published", "paused", "resumed", "withdrawn"]
    assert verify() == 6


def alter_a_body() -> None:
    row = RegisterEntry.objects.get(number=2)
    RegisterEntry.objects.filter(number=2).update(body=row.body.replace('"published"', '"withdrawn"'))


def alter_a_body_and_its_digest() -> None:
    row = RegisterEntry.objects.get(number=2)
    body = row.body.replace('"organisation":"', '"organisation":"0')
    RegisterEntry.objects.filter(number=2).update(body=body, digest=register.digest_of(body))


def remove_a_row() -> None:
    RegisterValue.objects.filter(entry__number=2).delete()
    RegisterEntry.objects.filter(number=2).delete()


def remove_the_last_row() -> None:
    RegisterValue.objects.filter(entry__number=4).delete()
    RegisterEntry.objects.filter(number=4).delete()


def insert_a_row() -> None:
    RegisterEntry.objects.filter(number__gte=3).update(number=F("number") + 10)
    copied = RegisterEntry.objects.get(number=2)
    body = copied.body.replace('"number":2', '"number":3')
    RegisterEntry.objects.create(
        number=3,
        previous="f" * 64,
        body=body,
        digest=register.digest_of(body),
        signature_id=copied.signature_id,
        kind=copied.kind,
    )


def change_a_value() -> None:
    RegisterValue.objects.filter(entry__number=3, field="organisation").update(value="Une autre (exemple)")


@pytest.mark.parametrize(
    ("damage", "number"),
    [
        (alter_a_body, 2),
        (alter_a_body_and_its_digest, 2),
        (remove_a_row, 2),
        (remove_the_last_row, 4),
        (insert_a_row, 3),
        (change_a_value, 3),
    ],
)
def test_the_first_row_damaged_is_named(damage: Callable[[], None], number: int) -> None:
    a_published_signature()
    a_published_signature()
    with without_append_only_triggers():
        damage()

        with pytest.raises(RegisterFault) as fault:
            verify()

    assert fault.value.number == number


def test_a_status_changed_behind_the_registers_back_is_noticed() -> None:
    signature = a_published_signature()
    Signature.objects.filter(pk=signature.pk).update(status=Status.PAUSED)

    with pytest.raises(RegisterFault, match=str(signature.pk)):
        verify()


def test_a_chain_cut_and_tidied_is_betrayed_by_its_anchor() -> None:
    a_confirmed_signature()
    last = a_confirmed_signature()
    anchor = register.drop_anchor()
    assert anchor is not None
    with without_append_only_triggers():
        RegisterValue.objects.filter(entry__number=2).delete()
        RegisterEntry.objects.filter(number=2).delete()
        first = RegisterEntry.objects.get()
        RegisterHead.objects.update(number=first.number, digest=first.digest)
        last.mandates.all().delete()
        Signature.objects.filter(pk=last.pk).delete()
        assert verify() == 1

        with pytest.raises(RegisterFault) as fault:
            verify(anchors={anchor.number: anchor.digest})

    assert fault.value.number == 2


def test_erasing_leaves_the_chain_whole() -> None:
    team, signature = a_team_member(), a_published_signature()
    withdraw(signature, by=team, reason="Dissoute.")

    erase_organisation(signature.organisation, by=team)

    assert not RegisterValue.objects.exists()
    assert verify() == 3


def test_an_anchor_is_dropped_once_for_the_same_head() -> None:
    assert register.drop_anchor() is None
    a_confirmed_signature()

    first, second = register.drop_anchor(), register.drop_anchor()

    assert first is not None
    assert second is None
    assert RegisterAnchor.objects.get().digest == RegisterHead.objects.get().digest


def test_the_command_says_intact_or_names_the_row(capsys: pytest.CaptureFixture[str]) -> None:
    a_published_signature()
    call_command("verify_register")
    assert "Lignes\u202f: 2, ancres vérifiées\u202f: 0." in capsys.readouterr().out

    with without_append_only_triggers():
        alter_a_body()
        with pytest.raises(CommandError, match="ligne 2"):
            call_command("verify_register")


def test_the_command_reads_published_anchors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_confirmed_signature()
    anchor = register.drop_anchor()
    assert anchor is not None
    path = tmp_path / "ancres.jsonl"
    path.write_text(json.dumps({"number": anchor.number, "digest": anchor.digest}) + "\n")
    call_command("verify_register", anchor=path)
    assert "ancres vérifiées\u202f: 1." in capsys.readouterr().out

    path.write_text('{"number": 1, "digest": "' + "0" * 64 + '"}\n')
    with pytest.raises(CommandError, match="ligne 1"):
        call_command("verify_register", anchor=path)

    path.write_text("rien\n")
    with pytest.raises(CommandError, match="ligne 1"):
        call_command("verify_register", anchor=path)
