"""Signatories that may be the same association: said to who signs, compared by the team."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from qpv_charter.toolkit.text import key_of
from signatories.organisations.models import Organisation
from signatories.signatures.actions import pause, publish, withdraw
from signatories.signatures.alike import NUMBERS, Traits
from signatories.signatures.duplicates import look_alikes, published_twins, twins_of
from signatories.signatures.models import Signature
from signatories.signing.models import SigningDraft
from tests.factories import (
    a_charter,
    a_commune,
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.signing import Person

pytestmark = pytest.mark.django_db
NAME = "Les Jardins du Moulin (exemple)"


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("typed", [NAME, "LES JARDINS DU MOULIN, exemple", "Les  Jardins du Moulin – Exemple"])
def test_the_same_folded_name_in_the_same_commune_is_a_twin(typed: str) -> None:
    signature = a_published_signature(name=NAME)

    assert list(published_twins(typed, a_commune())) == [signature]


def test_elsewhere_or_otherwise_named_it_is_none() -> None:
    a_published_signature(name=NAME)

    assert not published_twins(NAME, a_commune(name="Lyon", code="69123"))
    assert not published_twins("Les Jardins", a_commune())
    assert not published_twins(NAME, None)
    assert not published_twins("…", a_commune())


def test_a_name_without_letters_or_a_commune_typed_by_hand_is_nobodys_twin() -> None:
    a_published_signature(name="…")
    typed = a_published_signature(name=NAME).organisation
    Organisation.objects.filter(pk=typed.pk).update(commune=None, commune_typed="St Denis")

    assert not published_twins("!!!", a_commune())
    assert not published_twins(NAME, None)


def test_only_the_twins_asked_for_are_shown() -> None:
    first, _ = a_published_signature(), a_published_signature()

    assert list(twins_of([first.organisation.slug])) == [first]


def test_before_publication_and_after_withdrawal_it_blocks_nobody() -> None:
    a_confirmed_signature(name=NAME)
    gone = a_published_signature(name=NAME)
    withdraw(gone, by=a_team_member(), reason="Dissolution.")

    assert not published_twins(NAME, a_commune())


def test_a_pause_does_not_make_it_sign_twice() -> None:
    paused = a_published_signature(name=NAME)
    pause(paused, by=a_team_member(), reason="Trois appels.")

    assert list(published_twins(NAME, a_commune())) == [paused]


def test_who_signs_is_told_and_can_join_or_go_on() -> None:
    signature = a_published_signature(name=NAME, signer_name="Fatou Sow")
    person = Person()

    assert person.begin(name="Les jardins du moulin (EXEMPLE)")["Location"] == person.url("deja-signataire")
    page = text(person.get("deja-signataire"))
    assert f"/signer/rejoindre/{signature.organisation.slug}/" in page
    assert person.get("quartiers")["Location"] == person.url("deja-signataire")
    for private in ("Fatou", "Sow", "Aminata", "Diallo", "@example.org"):
        assert private not in page

    assert person.post("deja-signataire")["Location"] == person.url("quartiers")
    assert person.get("quartiers").status_code == 200
    assert person.get("deja-signataire")["Location"] == person.url("quartiers")


def test_not_us_is_asked_again_only_for_another_name() -> None:
    a_published_signature(name=NAME)
    a_published_signature(name="Les Voisins (exemple)")
    person = Person()
    person.begin(name=NAME)
    person.post("deja-signataire")

    answers = {"name": NAME, "commune": "Saint-Denis", "kind": "collective"}
    assert person.post("association", answers)["Location"] == person.url("quartiers")
    answers["name"] = "Les Voisins (exemple)"
    assert person.post("association", answers)["Location"] == person.url("deja-signataire")


def test_a_paper_signatory_is_found_and_confirms_instead_of_signing_twice() -> None:
    signature = a_published_signature(name=NAME)
    Signature.objects.filter(pk=signature.pk).update(source="paper", signed_on=date(2020, 6, 12))
    person = Person()
    person.begin(name=NAME)

    page = text(person.get("deja-signataire"))

    assert "Signature donnée sur papier le 12 juin 2020." in page
    assert "vous n’avez pas à signer de nouveau" in page
    assert "confirmez ou corrigez" in page
    assert not SigningDraft.objects.get().answers("neighbourhoods")


# For the team


def test_look_alikes_bear_the_same_number_wherever_they_are() -> None:
    here = a_confirmed_signature(name="Alpha (exemple)").organisation
    rna = a_published_signature(name="Bravo (exemple)").organisation
    siren = a_confirmed_signature(
        organisation=an_organisation(name="Charlie", commune=a_commune(name="Lyon", code="69123"))
    ).organisation
    an_organisation(name="Sans signature")
    Organisation.objects.filter(pk__in=[here.pk, rna.pk]).update(rna="W931234567")
    Organisation.objects.filter(pk__in=[here.pk, siren.pk]).update(siren="732829320")
    here.refresh_from_db()

    assert set(look_alikes([here])[here.pk]) == {rna, siren}


def test_look_alikes_bear_a_close_name_in_the_department() -> None:
    here = a_confirmed_signature(name="Centre social Les Tilleuls").organisation
    near = a_confirmed_signature(
        organisation=an_organisation(
            name="Association du Centre social les Tilleuls", commune=a_commune(name="Bobigny", code="93008")
        )
    ).organisation
    a_confirmed_signature(name="Centre social Les Peupliers")
    a_confirmed_signature(
        organisation=an_organisation(name=here.name, commune=a_commune(name="Lyon", code="69123"))
    )
    gone = a_confirmed_signature(name=here.name)
    withdraw(gone, by=a_team_member(), reason="Doublon.")

    assert look_alikes([here])[here.pk] == [near]
    assert look_alikes([near])[near.pk] == [here]


def test_who_did_not_sign_or_withdrew_is_no_look_alike() -> None:
    one = a_confirmed_signature(organisation=an_organisation(name=NAME)).organisation
    an_organisation(name=NAME)
    gone = a_confirmed_signature(organisation=an_organisation(name=NAME))
    withdraw(gone, by=a_team_member(), reason="Dissolution.")

    assert look_alikes([one]) == {one.pk: []}


def test_a_commune_typed_by_hand_is_compared_by_name_alone() -> None:
    a_charter()
    here = a_confirmed_signature(name=NAME).organisation
    typed = an_organisation(name=NAME)
    Organisation.objects.filter(pk=typed.pk).update(commune=None, commune_typed="St Denis")
    typed.refresh_from_db()
    publish(a_confirmed_signature(organisation=typed), by=a_team_member())

    assert look_alikes([typed])[typed.pk] == [here]
    assert look_alikes([here])[here.pk] == [typed]


CLOSE = [
    ("Les Amis de la Dalle", "Amis de la dalle", True),
    ("Régie de quartier Franc-Moisin", "Régie de quartiers du Franc Moisin", True),
    ("Centre social", "Centre social", True),
    ("Centre social A", "Maison de quartier B", False),
    ("Centre social", "Maison de quartier", False),
    ("Lilas Moulin Canal", "Lilas Moulin Canal Nord Est", True),  # three words in five
    ("Espoir", "Espoir et Avenir des familles", False),
]


@pytest.mark.parametrize(("name", "other", "close"), [*CLOSE, ("", "", True)])
def test_close_names(name: str, other: str, *, close: bool) -> None:
    one, another = (Traits.read(uuid4(), key_of(each), "93", *[None] * len(NUMBERS)) for each in (name, other))

    assert one.is_alike(another) is close


@pytest.mark.parametrize(("name", "other", "close"), CLOSE)
def test_those_that_are_close_are_found_in_the_department_and_no_others(
    name: str, other: str, *, close: bool
) -> None:
    one, another = (a_confirmed_signature(name=each).organisation for each in (name, other))

    assert look_alikes([one, another]) == {one.pk: [another] * close, another.pk: [one] * close}


def test_only_the_same_name_is_alike_where_a_commune_was_typed_by_hand() -> None:
    """Whoever else is on the page of the queue: the answer is each association's own."""
    here = a_confirmed_signature(name="Centre social Les Tilleuls").organisation
    typed = a_confirmed_signature(organisation=an_organisation(name="Le centre social Tilleuls")).organisation
    assert look_alikes([typed, here]) == {typed.pk: [here], here.pk: [typed]}
    Organisation.objects.filter(pk=typed.pk).update(commune=None, commune_typed="St Denis")
    typed.refresh_from_db()

    assert look_alikes([typed, here]) == {typed.pk: [], here.pk: []}
