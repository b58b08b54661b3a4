"""Two records become one: what moves, what stays, what the public and the register say."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.following.lists import Associations
from signatories.following.queries import associations, offers
from signatories.following.queries import page as association_page
from signatories.merging.actions import catch_up, join, part
from signatories.merging.forms import UnionForm
from signatories.merging.models import Union
from signatories.merging.parts import NOT_CHOSEN, PARTS, Side
from signatories.merging.tasks import catch_up as periodic_catch_up
from signatories.moderation.queries import how_many_signatures
from signatories.numbers.queries import numbers
from signatories.organisations.actions import add_contact, ask_to_join, invite, update_identity
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation, ProposedChange
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.signatures.actions import pause, sign, withdraw
from signatories.signatures.models import RegisterEntry, Signature, Status
from signatories.signatures.verification import RegisterFault, verify
from tests.constraints import changed
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_network,
    a_newer_charter,
    a_published_signature,
    a_qpv,
    a_theme,
    a_user,
    an_organisation,
    signing_facts,
)
from tests.signatories.merging.twins import JOINED, KEPT, a_union, an_animator, signature_of, two_records
from tests.signin import browser_of

pytestmark = pytest.mark.django_db

HAD = {200, 503}  # the file, or why it cannot be drawn on this machine


def kinds_of(organisation: Organisation) -> list[str]:
    rows = RegisterEntry.objects.filter(signature_id=signature_of(organisation).pk).order_by("number")
    return [row.kind for row in rows]


def test_the_joined_record_leaves_every_list_and_count(client: Client) -> None:
    union = a_union(by=(team := an_animator()))

    assert [*Signature.objects.published().values_list("organisation__name", flat=True)] == [KEPT]
    assert not Signature.objects.standing().filter(organisation=union.joined).exists()
    assert not Signature.objects.in_force().filter(organisation=union.joined).exists()
    assert how_many_signatures()[0] == 1
    assert [each.organisation.name for each in associations(team)] == [KEPT]
    listed = client.get(reverse("directory:list")).content.decode()
    assert KEPT in listed
    assert JOINED not in listed


@pytest.mark.parametrize("who", ["national", "territorial"])
def test_the_ties_of_a_joined_record_are_offered_and_counted_no_more(who: str) -> None:
    kept, other = two_records()
    theme, alone = a_theme(), a_theme("Sport")
    for each in (kept, other):
        each.themes.add(theme)
    other.themes.add(alone)
    join(kept, other, by=an_animator(), chosen={})
    near = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    actor = an_animator() if who == "national" else near

    offered = {offer.title: offer.links for offer in offers(Associations.read(QueryDict()), actor)}

    assert {*other.themes.all()} == {theme, alone}
    assert [link.label for link in offered["Par thème"]] == [theme.label]
    [table] = [table for table in numbers(actor).tables if table.key == "theme"]
    assert [(number.name, number.answers) for number in table.numbers] == [(theme.label, 1)]


def test_what_waited_for_a_review_waits_no_more() -> None:
    kept, other = an_organisation(), an_organisation()
    a_published_signature(organisation=kept)
    waiting = a_confirmed_signature(organisation=other)

    join(kept, other, by=an_animator(), chosen={})

    assert not Signature.objects.awaiting_review().exists()
    waiting.refresh_from_db()
    assert waiting.status == Status.CONFIRMED
    assert waiting.state_label == "réunie à une autre fiche"


def test_its_addresses_lead_to_the_record_that_is_kept(client: Client) -> None:
    union = a_union()

    answer = client.get(reverse("directory:detail", args=[union.joined.slug]))

    assert answer.status_code == 308
    assert answer["Location"] == reverse("directory:detail", args=[union.kept.slug])
    assert "no-cache" in answer["Cache-Control"]
    kit = client.get(reverse("directory:kit", args=[union.joined.slug]))
    assert kit["Location"] == reverse("directory:kit", args=[union.kept.slug])


def test_its_attestation_still_verifies_and_names_the_union(client: Client) -> None:
    union = a_union()

    page = client.get(reverse("signatures:verify", args=[signature_of(union.joined).code])).content.decode()

    assert "Cette attestation est authentique" in page
    assert JOINED in page
    assert KEPT in page
    kept = client.get(reverse("signatures:verify", args=[signature_of(union.kept).code])).content.decode()
    assert JOINED not in kept


def test_its_attestation_stands_and_falls_with_the_record_that_is_kept(client: Client) -> None:
    union = a_union()
    code = signature_of(union.joined).code
    page_of, file_of = reverse("signatures:verify", args=[code]), reverse("signatures:attestation", args=[code])
    assert client.get(file_of).status_code in HAD

    pause(signature_of(union.kept), by=a_user(), reason="Sans nouvelles depuis six mois.")
    paused = client.get(page_of).content.decode()
    assert "Cette signature est en pause" in paused
    assert KEPT in paused
    assert reverse("directory:detail", args=[union.kept.slug]) not in paused
    assert client.get(file_of).status_code == 404
    assert browser_of(union.kept.memberships.current().earliest("pk").user).get(file_of).status_code in HAD

    withdraw(signature_of(union.kept), by=a_user(), reason="Demande du bureau.")
    withdrawn = client.get(page_of).content.decode()
    assert "Cette signature a été retirée" in withdrawn
    assert KEPT not in withdrawn
    assert client.get(file_of).status_code == 404


def test_both_registers_say_so_and_the_chain_still_verifies() -> None:
    third = a_published_signature().organisation
    union = a_union()
    assert kinds_of(third) == ["confirmed", "published"]

    assert kinds_of(union.kept) == ["confirmed", "published", "merged"]
    assert kinds_of(union.joined) == ["confirmed", "published", "merged"]
    assert verify() == RegisterEntry.objects.count()


def test_a_union_that_the_register_does_not_tell_is_found() -> None:
    kept, other = two_records()
    changed(other, joined_into=kept)

    with pytest.raises(RegisterFault, match="joined_into"):
        verify()


def test_a_union_that_was_undone_by_hand_is_found() -> None:
    changed(a_union().joined, joined_into=None)

    with pytest.raises(RegisterFault, match="joined_into"):
        verify()


def test_contacts_of_both_look_after_the_kept_record_and_are_told() -> None:
    union = a_union()

    people = Membership.objects.current().filter(organisation=union.kept)
    assert {each.user.email for each in people} == {"kept@example.org", "joined@example.org"}
    told = Message.objects.filter(kind="merging.joined")
    assert {mail.to for mail in told} == {"kept@example.org", "joined@example.org"}
    assert all(KEPT in mail.text and JOINED in mail.text for mail in told)


def test_who_looks_after_both_does_once() -> None:
    kept, other = two_records()
    both = Membership.objects.get(organisation=kept).user
    add_contact(other, user=both, role="trésorière")

    join(kept, other, by=an_animator(), chosen={})

    assert Membership.objects.current().filter(user=both).count() == 1
    assert [*Organisation.objects.of(both)] == [kept]


def test_who_is_invited_twice_keeps_one_invitation() -> None:
    kept, other = two_records()
    for each in (kept, other):
        invite(each, by=Membership.objects.get(organisation=each).user, email="nora@example.org")

    join(kept, other, by=an_animator(), chosen={})

    pending = Invitation.objects.pending()
    assert [each.organisation for each in pending] == [kept]


def test_who_asks_to_join_both_or_what_is_proposed_of_both_waits_once_and_elsewhere_as_before() -> None:
    kept, other = two_records()
    elsewhere = a_published_signature().organisation
    for each in (kept, other, elsewhere):
        ask_to_join(each, email="nora@example.org", first_name="Nora", last_name="Rey", role="trésorière")
        contact = Membership.objects.get(organisation=each).user
        update_identity(
            each, by=contact, name=f"{each.name} du Nord", acronym="", kind=Organisation.Kind.ASSOCIATION
        )

    def states(model: type[JoinRequest] | type[ProposedChange]) -> dict[Organisation, str]:
        return {each.organisation: each.state for each in model.objects.all()}

    before = states(JoinRequest), states(ProposedChange)
    union = join(kept, other, by=an_animator(), chosen={})

    assert states(JoinRequest) == {kept: "pending", other: "declined", elsewhere: "pending"}
    assert states(ProposedChange) == {kept: "pending", other: "replaced", elsewhere: "pending"}
    part(union, by=an_animator())
    assert (states(JoinRequest), states(ProposedChange)) == before


def test_the_old_address_of_the_space_shows_the_kept_one(client: Client) -> None:
    union = a_union()
    client.force_login(Membership.objects.get(user__email="joined@example.org").user)

    page = client.get(reverse("organisations:space_detail", args=[union.joined.slug]))

    assert page.status_code == 200
    assert page.context["acting"].organisation == union.kept
    client.force_login(a_user())
    assert client.get(reverse("organisations:space_detail", args=[union.joined.slug])).status_code == 404


def test_the_kept_record_takes_what_was_chosen() -> None:
    kept, other = two_records()
    for each, label in ((kept, "Santé"), (other, "Logement")):
        each.themes.add(a_theme(label))
    changed(other, rna="W931234567", description="Ce que nous faisons.", website="https://example.org")

    join(
        kept,
        other,
        by=an_animator(),
        chosen={"themes": Side.BOTH, "numeros": Side.JOINED, "presentation": Side.KEPT, "nom": Side.JOINED},
    )

    kept.refresh_from_db()
    assert {each.label for each in kept.themes.all()} == {"Santé", "Logement"}
    assert (kept.name, kept.rna, kept.description, kept.website) == (JOINED, "W931234567", "", "")
    assert kinds_of(kept)[-2:] == ["corrected", "merged"]
    assert verify() == RegisterEntry.objects.count()


def test_what_is_proposed_is_both_lists_else_what_the_kept_record_says_unless_it_says_nothing() -> None:
    kept, other = two_records()
    for each, label in ((kept, "Santé"), (other, "Logement")):
        each.themes.add(a_theme(label))
    changed(kept, website="https://kept.example.org", qpv_typed="Le Mail")
    changed(other, website="https://joined.example.org", description="Un atelier.", public_phone="0102030405")
    other.networks.add(a_network())
    for each in (kept, other):
        each.refresh_from_db()

    form = UnionForm(kept=kept, joined=other)

    proposed = {name: field.initial for name, field in form.fields.items() if name != "vu"}
    assert proposed == {
        "nom": "gardee",
        "territoire": "gardee",
        "themes": "deux",
        "reseaux": "reunie",
        "presentation": "reunie",
        "site": "gardee",
        "telephone": "reunie",
    }
    choices = {name: [side for side, _ in form.fields[name].choices] for name in proposed}  # type: ignore[attr-defined]  # choices
    assert [name for name, sides in choices.items() if "deux" in sides] == ["themes"], "both say something"
    said = dict(form.fields["territoire"].choices)  # type: ignore[attr-defined]  # choices
    assert said == {"gardee": "Le Mail", "reunie": "rien"}


def test_of_both_together_a_list_is_whole_and_a_word_is_the_kept_one_unless_it_is_missing() -> None:
    kept, other = two_records()
    here, there = a_qpv(), a_qpv(name="Le Landy", code="QN09332M")
    kept.qpvs.add(here)
    other.qpvs.add(there)
    changed(kept, networks_typed="Un réseau")
    changed(other, networks_typed="Un autre", qpv_typed="Le Clos")
    other.networks.add(a_network())

    join(kept, other, by=an_animator(), chosen={"territoire": Side.BOTH, "reseaux": Side.BOTH})

    kept.refresh_from_db()
    assert {*kept.qpvs.all()} == {here, there}
    assert [*kept.networks.all()] == [a_network()]
    assert (kept.networks_typed, kept.qpv_typed) == ("Un réseau", "Le Clos")


def test_what_the_joined_record_says_alone_takes_the_place_of_what_the_kept_one_said() -> None:
    kept, other = two_records()
    for each, label in ((kept, "Santé"), (other, "Logement")):
        each.themes.add(a_theme(label))

    join(kept, other, by=an_animator(), chosen={"themes": Side.JOINED})

    assert [theme.label for theme in kept.themes.all()] == ["Logement"]


def test_every_field_of_a_record_is_chosen_or_is_not() -> None:
    in_parts = [field for part in PARTS for field in (*part.fields, *part.lists)]
    fields = {field.name for field in (*Organisation._meta.concrete_fields, *Organisation._meta.many_to_many)}
    assert sorted(in_parts) == sorted(fields - NOT_CHOSEN)


def test_the_page_of_the_kept_record_tells_what_happened_to_both() -> None:
    union = a_union(by=(team := an_animator()))
    followed = associations(team).get(pk=union.kept.pk)

    shown = association_page(followed, team)

    assert {signature.organisation_id for signature, _ in shown["signatures"]} == {union.kept_id, union.joined_id}
    assert "Deux fiches réunies" in [line.words for line in shown["history"]]
    assert sum(line.words == "Publiée" for line in shown["history"]) == 2


def test_a_record_that_says_more_is_the_one_to_keep() -> None:
    kept, other = two_records()
    pause(signature_of(kept), by=an_animator().person, reason="Personne ne répond.")
    sign(other, facts=replace(signing_facts(), charter_version=a_newer_charter()))

    join(other, kept, by=an_animator(), chosen={})

    assert Organisation.objects.get(pk=kept.pk).joined_into == other


def test_what_was_withdrawn_speaks_for_nobody() -> None:
    kept, other = an_organisation(), an_organisation()
    a_confirmed_signature(organisation=kept)
    a_newer_charter()
    withdrawn = a_confirmed_signature(organisation=other)
    withdraw(withdrawn, by=a_user(), reason="Entrée par erreur.", told=False)

    join(kept, other, by=an_animator(), chosen={})

    assert Organisation.objects.get(pk=other.pk).joined_into == kept


def test_a_published_record_is_not_joined_into_one_that_is_not() -> None:
    kept, other = an_organisation(), an_organisation()
    a_published_signature(organisation=other)
    a_confirmed_signature(organisation=kept)

    with pytest.raises(ActionRefused, match="Gardez plutôt"):
        join(kept, other, by=an_animator(), chosen={})

    assert not Union.objects.exists()


@pytest.mark.parametrize("spoilt", [{"erased_at": "2026-01-01T00:00:00Z"}, {"joined_into": True}])
def test_what_was_erased_or_joined_is_joined_no_more(spoilt: dict[str, object]) -> None:
    kept, other = two_records()
    changed(other, **({"joined_into": kept} if "joined_into" in spoilt else spoilt))

    for one, two in ((kept, other), (other, kept)):
        with pytest.raises(ActionRefused, match="Rien n’a changé"):
            join(one, two, by=an_animator(), chosen={})
    assert not Union.objects.exists()


def test_a_record_is_not_joined_to_itself() -> None:
    kept, _ = two_records()

    with pytest.raises(ActionRefused, match="deux fiches différentes"):
        join(kept, kept, by=an_animator(), chosen={})


def test_nothing_more_is_signed_published_or_paused_of_a_joined_record() -> None:
    union, team = a_union(), an_animator().person

    with pytest.raises(ActionRefused, match="a été réunie"):
        sign(union.joined, facts=replace(signing_facts(), charter_version=a_newer_charter()))
    with pytest.raises(ActionRefused, match="a été réunie"):
        pause(signature_of(union.joined), by=team, reason="Pourquoi pas.")


def test_the_last_signature_withdrawn_takes_those_of_joined_records_along() -> None:
    union = a_union()

    withdraw(signature_of(union.kept), by=an_animator().person, reason="À sa demande.")

    assert signature_of(union.joined).status == Status.WITHDRAWN
    assert Message.objects.filter(kind="signature.withdrawn", to="kept@example.org").count() == 1
    assert verify() == RegisterEntry.objects.count()


def test_the_records_joined_before_follow() -> None:
    first = a_union()
    third = an_organisation(name="Les Tilleuls")
    a_published_signature(organisation=third)

    join(third, first.kept, by=an_animator(), chosen={})

    assert Organisation.objects.get(pk=first.joined_id).joined_into == third
    assert verify() == RegisterEntry.objects.count()


def test_what_was_written_on_the_joined_record_meanwhile_follows() -> None:
    union = a_union()
    late = Membership.objects.create(organisation=union.joined, user=a_user(email="late@example.org"))

    catch_up(union)

    late.refresh_from_db()
    assert late.organisation == union.kept
    assert not Membership.objects.filter(organisation=union.joined).exists()
    assert add_contact(union.joined, user=a_user(), role="").organisation == union.kept


def test_each_day_what_was_written_on_a_joined_record_follows() -> None:
    union, another = a_union(), a_published_signature().organisation
    parted = join(another, an_organisation(), by=an_animator(), chosen={})
    part(parted, by=an_animator())
    late, own = (Membership.objects.create(organisation=each.joined, user=a_user()) for each in (union, parted))

    periodic_catch_up.call()

    homes = [Membership.objects.get(pk=each.pk).organisation for each in (late, own)]
    assert homes == [union.kept, parted.joined]


def test_only_who_animates_both_joins_them_or_parts_them() -> None:
    kept, joined = two_records()
    changed(joined, commune=a_commune(name="Lyon", code="69123"))
    here = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    with pytest.raises(ActionRefused, match="de chacune"):
        join(kept, joined, by=here, chosen={})
    union = join(kept, joined, by=an_animator(), chosen={})
    with pytest.raises(ActionRefused, match="de chacune"):
        part(union, by=here)
    assert Union.objects.get().parted_at is None


def test_what_nobody_chose_is_not_in_the_journal() -> None:
    kept, joined = two_records()
    changed(joined, outside_qpv=True, description="Un atelier vélo (exemple).")

    union = join(kept, joined, by=an_animator(), chosen={"presentation": Side.JOINED})

    of_kept = union.changes.filter(table="signatories.Organisation", row=str(kept.pk))
    assert [*of_kept.values_list("field", flat=True)] == ["description"]


def test_a_record_says_what_is_ticked_by_its_name_and_nothing_of_what_is_not() -> None:
    kept, joined = two_records()
    changed(joined, outside_qpv=True)
    joined.refresh_from_db()
    [territory] = [part for part in PARTS if part.slug == "territoire"]

    assert territory.says(kept) == []
    assert territory.says(joined) == [Organisation._meta.get_field("outside_qpv").verbose_name]
