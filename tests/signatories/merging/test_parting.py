"""A union undone: everything as it was, but for what was touched since, which stays and is named."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.directory.models import DirectoryEntry, DirectoryLine, DirectoryTerm
from signatories.erasure.actions import erase_organisation
from signatories.history.models import Event
from signatories.merging import forgetting
from signatories.merging.actions import catch_up, join, part
from signatories.merging.models import UNDONE_WITHIN, Union, UnionChange
from signatories.merging.moving import leading_to
from signatories.merging.parts import PARTS, Side
from signatories.merging.queries import what_stayed
from signatories.organisations.actions import add_contact, change_role, invite, update_description
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.places import Leaver
from signatories.signatures.actions import withdraw
from signatories.signatures.models import RegisterEntry
from signatories.signatures.verification import verify
from tests.constraints import changed
from tests.factories import a_published_signature, a_qpv, a_theme, a_user, an_organisation
from tests.signatories.merging.twins import a_union, an_animator, signature_of, two_records
from tests.weavers import weavers_everywhere

pytestmark = pytest.mark.django_db
# What tells of both, whatever is undone; and what is derived, made anew.
REGISTER = {"RegisterEntry", "RegisterHead", "RegisterValue"}
BESIDES = REGISTER | {"Event", "EventNaming", "Message", "MessageSubject", "Union", "UnionChange"}
DERIVED = {each.__name__ for each in (DirectoryEntry, DirectoryLine, DirectoryTerm)}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of ours, but for what only ever grows; `revision` counts on."""
    models = [
        model
        for app in ("signatories", "engagements", "evaluations")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model.__name__ not in BESIDES | DERIVED
    ]
    return {model._meta.label: _rows(model) for model in models}


def _rows(model: Any) -> list[dict[str, Any]]:
    drop = {"revision"} | ({"id"} if model._meta.auto_created else set())
    every = model._base_manager.order_by("pk").values()
    rows = [{name: value for name, value in row.items() if name not in drop} for row in every]
    return sorted(rows, key=str) if model._meta.auto_created else rows


def held_by(organisation: Organisation) -> list[str]:
    return [str(reference.model._meta.label) for reference, rows in leading_to(organisation) if rows.exists()]


def two_full_records() -> tuple[Organisation, Organisation]:
    """They share a contact person and an invitation, and say of everything something else."""
    kept, joined = two_records()
    shared = Membership.objects.get(organisation=kept).user
    add_contact(joined, user=shared, role="trésorière")
    for each, theme in ((kept, "Santé"), (joined, "Logement")):
        each.themes.add(a_theme(theme))
        each.qpvs.add(a_qpv(code=f"QN0933{len(theme)}M", name=theme))
        invite(each, by=shared, email="nora@example.org")
    changed(joined, rna="W931234567", acronym="TR", website="https://example.org", contact_email="a@example.org")
    return kept, joined


@pytest.mark.parametrize("side", [Side.JOINED, Side.BOTH])
def test_everything_is_as_before(side: Side) -> None:
    kept, joined = two_full_records()
    third = an_organisation()
    a_published_signature(organisation=third)
    join(joined, third, by=an_animator(), chosen={})
    before = everything()
    team = an_animator()

    union = join(kept, joined, by=team, chosen=dict.fromkeys([part.slug for part in PARTS], side))
    assert everything() != before
    part(union, by=team)

    after = everything()
    after["signatories.User"] = before["signatories.User"]  # the team member came in between
    after["signatories.Role"] = before["signatories.Role"]
    assert after == before
    assert what_stayed(union) == []
    assert verify() == RegisterEntry.objects.count()


def files_kept() -> set[Path]:
    folders = [Path(storages[name].path("")) for name in ("default", "private")]
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def _leaves_no_file() -> Iterator[None]:
    """What is taken back leaves its files, which other tests look for."""
    before = files_kept()
    yield
    for path in files_kept() - before:
        path.unlink()


@pytest.mark.once
@pytest.mark.usefixtures("_leaves_no_file")
def test_whatever_slices_hold_of_it_moves_and_comes_back() -> None:
    """An association that is in every table, and leaves each of them but for what stays."""
    weavers = weavers_everywhere()
    kept, team = weavers.twin.organisation, an_animator()
    before, rows = (
        everything(),
        {ref.model._meta.label: held.count() for ref, held in leading_to(weavers.organisation)},
    )
    assert sum(bool(count) for count in rows.values()) > 10

    union = join(kept, weavers.organisation, by=team, chosen={})
    left = {ref.model._meta.label: held.count() for ref, held in leading_to(weavers.organisation)}
    part(union, by=team)

    assert {label for label, count in left.items() if count} == set()
    assert everything() == before


def test_both_are_signatories_again_and_their_contacts_are_told() -> None:
    union = a_union()

    part(union, by=an_animator())

    assert {entry.organisation for entry in DirectoryEntry.objects.all()} == {union.kept, union.joined}
    told = Message.objects.filter(kind="merging.parted")
    assert {mail.to for mail in told} == {"kept@example.org", "joined@example.org"}
    assert [
        *RegisterEntry.objects.filter(signature_id=signature_of(union.joined).pk).values_list("kind", flat=True)
    ][-2:] == ["merged", "parted"]


def test_the_register_says_who_a_record_is_again_where_the_union_had_changed_it() -> None:
    renamed, by = two_records(), an_animator()
    union = join(*renamed, by=by, chosen={"nom": Side.JOINED})

    def sealed() -> list[str]:
        rows = RegisterEntry.objects.filter(signature_id=signature_of(union.kept).pk)
        return [*rows.order_by("number").values_list("kind", flat=True)]

    part(union, by=by)

    assert sealed().count("corrected") == 2, "once by the union, once by its end"
    before = sealed()
    union = join(*renamed, by=by, chosen={})
    part(union, by=by)
    assert sealed()[len(before) :] == ["merged", "parted"], "nothing of who it is had changed"
    assert verify() == RegisterEntry.objects.count()


def test_once_parted_or_after_a_year_what_is_written_on_either_stays_there() -> None:
    parted = a_union()
    part(parted, by=an_animator())
    kept, joined = an_organisation(), an_organisation()
    a_published_signature(organisation=kept)
    old = join(kept, joined, by=an_animator(), chosen={})
    changed(old, made_at=timezone.now() - UNDONE_WITHIN - timedelta(days=1))
    late = [Membership.objects.create(organisation=each.joined, user=a_user()) for each in (parted, old)]

    for each in (parted, old):
        catch_up(each)

    here = Membership.objects.filter(pk__in=[each.pk for each in late]).order_by("pk")
    assert [each.organisation for each in here] == [parted.joined, old.joined]


def test_what_is_written_on_a_record_that_was_joined_elsewhere_since_is_not_moved_by_the_first_union() -> None:
    union, other = a_union(), an_organisation()
    changed(union.joined, joined_into=other)
    late = Membership.objects.create(organisation=union.joined, user=a_user())

    catch_up(union)

    late.refresh_from_db()
    assert late.organisation == union.joined


def test_what_followed_late_then_was_touched_stays_too() -> None:
    union = a_union()
    late = Membership.objects.create(organisation=union.joined, user=a_user(email="late@example.org"))
    catch_up(union)
    late.refresh_from_db()
    change_role(late, by=late.user, role="directrice")

    part(union, by=an_animator())

    late.refresh_from_db()
    assert late.organisation == union.kept
    assert f"Personne contact\u202f: {late}" in what_stayed(union)


def test_a_union_and_its_end_are_told_to_nobody_else_s_record() -> None:
    """Whoever reads another one meanwhile is not told that it changed; the kept one's reader is."""
    kept, joined = two_records()
    a_published_signature()
    union = join(kept, joined, by=an_animator(), chosen={})
    before = {each.pk: each.revision for each in Organisation.objects.all()}

    part(union, by=an_animator())

    after = {each.pk: each.revision for each in Organisation.objects.all()}
    assert {key for key in after if after[key] != before[key]} == {kept.pk}
    assert not Event.objects.filter(kind="organisation.taken_over").exists(), "nothing was chosen"


def test_what_was_touched_since_stays_and_is_named() -> None:
    kept, joined = two_full_records()
    team = an_animator()
    union = join(kept, joined, by=team, chosen={"site": Side.JOINED, "themes": Side.BOTH})
    hers = Membership.objects.get(user__email="joined@example.org")
    change_role(hers, by=hers.user, role="directrice")
    update_description(
        kept, by=hers.user, description="", website="https://autre.example.org", public_email="", public_phone=""
    )
    catch_up(union)  # which takes none of this for its own

    part(union, by=team)

    hers.refresh_from_db()
    kept.refresh_from_db()
    assert hers.organisation == kept
    assert kept.website == "https://autre.example.org"
    assert [each.label for each in kept.themes.all()] == ["Santé"]
    assert what_stayed(union) == [f"Personne contact\u202f: {hers}", "Dans la fiche gardée\u202f: site"]


def test_what_does_not_go_with_what_was_written_since_stays_whole_and_is_named() -> None:
    kept, joined = two_records()
    changed(kept, doubtful_rna="W931111111")
    changed(joined, rna="W931234567", acronym="TR")
    union = join(kept, joined, by=an_animator(), chosen=dict.fromkeys(["nom", "numeros"], Side.JOINED))
    taken = Organisation.objects.get(pk=kept.pk)
    changed(taken, rna="W932222222")  # which no number in doubt stands beside
    hers = Membership.objects.get(user__email="joined@example.org")
    Membership.objects.create(organisation=joined, user=hers.user)  # as whoever had read it before

    part(union, by=an_animator())

    kept.refresh_from_db()
    hers.refresh_from_db()
    assert (kept.name, kept.acronym, kept.rna, kept.doubtful_rna) == (joined.name, "TR", "W932222222", None)
    assert hers.organisation == kept
    assert [each for each in what_stayed(union) if "Personne" in each] == [f"Personne contact : {hers}"]
    assert "Dans la fiche gardée : sigle" in what_stayed(union)


def test_a_row_that_is_gone_is_no_obstacle() -> None:
    union = a_union()
    Membership.objects.filter(user__email="joined@example.org").delete()

    part(union, by=an_animator())

    assert what_stayed(union) == ["Personne contact, effacé depuis"]


def test_it_is_done_once_and_within_the_year() -> None:
    union, team = a_union(), an_animator()
    old = timezone.now() - UNDONE_WITHIN - timedelta(days=1)
    changed(union, made_at=old)
    with pytest.raises(ActionRefused, match="pendant un an"):
        part(union, by=team)
    changed(union, made_at=timezone.now())

    part(union, by=team)

    with pytest.raises(ActionRefused, match="déjà séparées"):
        part(union, by=team)


def test_the_last_union_is_undone_first() -> None:
    union, team = a_union(), an_animator()
    third = an_organisation()
    a_published_signature(organisation=third)
    last = join(third, union.kept, by=team, chosen={})

    with pytest.raises(ActionRefused, match="séparez d’abord"):
        part(union, by=team)

    part(last, by=team)
    part(union, by=team)
    assert not Organisation.objects.exclude(joined_into=None).exists()
    assert verify() == RegisterEntry.objects.count()


def test_a_number_published_meanwhile_is_in_doubt() -> None:
    kept, joined = two_records()
    changed(joined, rna="W931234567")
    union = join(kept, joined, by=an_animator(), chosen={})
    other = an_organisation()
    changed(other, rna="W931234567")
    a_published_signature(organisation=other)

    part(union, by=an_animator())

    joined.refresh_from_db()
    assert (joined.rna, joined.doubtful_rna) == (None, "W931234567")


def test_what_was_erased_is_not_parted() -> None:
    union, team = a_union(), an_animator()
    withdraw(signature_of(union.kept), by=team.person, reason="À sa demande.")
    erase_organisation(union.kept, by=team.person)

    union.joined.refresh_from_db()
    assert union.joined.erased_at
    assert not UnionChange.objects.exists()
    with pytest.raises(ActionRefused, match="effacées"):
        part(union, by=team)
    assert verify() == RegisterEntry.objects.count()


def test_a_record_whose_joined_one_stands_is_not_erased() -> None:
    union, team = a_union(), an_animator()
    changed(signature_of(union.kept), status="withdrawn", withdrawn_at=timezone.now())

    with pytest.raises(ActionRefused, match="Retirez d’abord"):
        erase_organisation(union.kept, by=team.person)


def test_the_joined_record_alone_may_be_erased() -> None:
    union, team = a_union(), an_animator()
    withdraw(signature_of(union.joined), by=team.person, reason="À sa demande.")

    erase_organisation(union.joined, by=team.person)

    union.joined.refresh_from_db()
    assert union.joined.joined_into == union.kept
    with pytest.raises(ActionRefused, match="effacées"):
        part(union, by=team)
    assert verify() == RegisterEntry.objects.count()


def test_what_somebody_had_lent_to_an_association_leaves_its_journal() -> None:
    """And nothing else: what the association says of itself is its own."""
    kept, joined = two_records()
    changed(kept, public_email="ana@example.org")
    changed(joined, contact_email="nora@example.org", public_phone="0102030405", description="nora@example.org")
    slugs = [part.slug for part in PARTS]
    union = join(kept, joined, by=an_animator(), chosen=dict.fromkeys(slugs, Side.JOINED))
    noted = {"contact_email", "public_email", "public_phone", "description"}
    of_record = union.changes.filter(field__in=noted)
    assert {*of_record.values_list("field", flat=True)} == noted

    her = a_user()
    her.phone = "0102030405"
    forgetting.forget_person(Leaver(frozenset({"nora@example.org"}), her))
    assert {*of_record.values_list("field", flat=True)} == {"public_email", "description"}
    forgetting.forget_person(Leaver(frozenset({"ana@example.org"})))

    assert {*of_record.values_list("field", flat=True)} == {"description"}


def test_journals_go_within_the_year() -> None:
    union = a_union()
    assert union.changes.exists()
    assert forgetting.forget_older_than(UNDONE_WITHIN) == 0
    changed(union, made_at=timezone.now() - UNDONE_WITHIN - timedelta(days=1))

    assert forgetting.forget_older_than(UNDONE_WITHIN) > 0
    assert Union.objects.get() == union
