"""The five screens: each asks, keeps, and gives way to the next; nothing typed is lost."""

from typing import Any

import pytest
from django.urls import reverse

from signatories.signatures.models import Signature
from signatories.signing.models import SigningDraft
from signatories.territories.models import Commune, Qpv
from tests.factories import a_charter, a_commune, a_newer_charter, a_qpv
from tests.signing import Person

pytestmark = pytest.mark.django_db
SLUGS = ["association", "quartiers", "vous", "charte", "verifier"]


@pytest.fixture
def qpv() -> Qpv:
    a_charter()
    return a_qpv(name="Franc-Moisin", code="QN09331M", commune=a_commune())


def the_draft() -> SigningDraft:
    return SigningDraft.objects.get()


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_small_association_signs_from_its_phone(qpv: Qpv) -> None:
    person = Person()

    assert person.begin()["Location"] == person.url("quartiers")
    assert "Franc-Moisin" in text(person.get("quartiers"))
    assert person.post("quartiers", {"qpvs": qpv.code})["Location"] == person.url("vous")
    assert person.pass_person()["Location"] == person.url("charte")
    assert "Veille" in text(person.get("charte")) or "veille" in text(person.get("charte"))
    assert person.pass_charter()["Location"] == person.url("verifier")
    page = text(person.get("verifier"))

    for said in (
        "Les Jardins du Moulin (exemple)",
        "Saint-Denis (93)",
        "Franc-Moisin",
        "Aminata Diallo, présidente",
    ):
        assert said in page
    assert "Non publié" in page
    assert "aminata@example.org" in page


def test_no_neighbourhood_is_ticked_beforehand(qpv: Qpv) -> None:
    person = Person()
    person.begin()

    assert "checked" not in text(person.get("quartiers"))


@pytest.mark.parametrize("slug", SLUGS[2:])
def test_jumping_ahead_leads_back_to_the_first_screen_missing(qpv: Qpv, slug: str) -> None:
    person = Person()
    person.begin()

    assert person.get(slug)["Location"] == person.url("quartiers")
    assert person.post(slug, {"agree": "on"})["Location"] == person.url("quartiers")


def test_looking_changes_nothing(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()
    before = list(SigningDraft.objects.values())

    for slug in [*SLUGS, "draft", "decision", "forget", "kit", "en-attente", "deja-signataire", "merci"]:
        assert person.get(slug).status_code in {200, 302}

    assert list(SigningDraft.objects.values()) == before
    assert person.client.get(person.url("ask_code")).status_code == 405


def test_the_pages_of_a_draft_are_neither_indexed_nor_stored(qpv: Qpv) -> None:
    person = Person()
    person.begin()

    response = person.get("quartiers")

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_a_screen_passed_shows_what_was_answered(qpv: Qpv) -> None:
    person = Person()
    person.begin()
    person.post("quartiers", {"qpvs": qpv.code, "qpv_typed": "Les Tilleuls"})
    person.pass_person()

    assert 'value="Saint-Denis (93)"' in text(person.get("association"))
    assert "checked" in text(person.get("quartiers"))
    assert 'value="Les Tilleuls"' in text(person.get("quartiers"))
    assert 'value="coordinatrice"' not in text(person.get("vous"))
    assert 'value="présidente"' in text(person.get("vous"))


def test_changing_an_answer_from_the_check_page_comes_back_to_it(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()

    assert f"{person.url('vous')}?retour=1" in text(person.get("verifier"))
    back = person.post("quartiers", {"outside": "on"}, query="?retour=1")

    assert back["Location"] == person.url("verifier")
    assert "Hors QPV" in text(person.get("verifier"))


def test_two_tabs_write_each_their_screen(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()

    person.pass_person(role="trésorière")
    person.post("quartiers", {"qpvs": qpv.code})
    person.pass_person(role="secrétaire")

    draft = the_draft()
    assert draft.answers("person")["role"] == "secrétaire"
    assert draft.answers("neighbourhoods")["qpvs"] == [qpv.code]


def test_another_commune_asks_for_the_neighbourhoods_again(qpv: Qpv) -> None:
    a_commune(name="Lyon", code="69123")
    person = Person()
    person.walk_to_check()

    person.post("association", {"name": "Les Jardins", "commune": "Lyon", "kind": "association"})

    assert person.get("verifier")["Location"] == person.url("quartiers")
    assert "Nous ne connaissons pas de quartier prioritaire (QPV) à Lyon" in text(person.get("quartiers"))


@pytest.mark.parametrize(
    ("typed", "named"), [("Trifouilly-les-Oies", "à Trifouilly-les-Oies."), ("98765", "dans votre commune.")]
)
def test_a_commune_absent_from_the_list_is_called_by_its_name_never_by_its_postal_code(
    qpv: Qpv, typed: str, named: str
) -> None:
    person = Person()
    person.begin(commune=typed, commune_code="absente")

    assert f"Nous ne connaissons pas de quartier prioritaire (QPV) {named}" in text(person.get("quartiers"))


def test_a_postal_code_that_one_commune_bears_is_that_commune(qpv: Qpv) -> None:
    lyon = a_commune(name="Bron", code="69029")
    Commune.objects.filter(pk=lyon.pk).update(postal_codes="69500")
    person = Person()
    person.begin(commune="69 500")

    assert "Nous ne connaissons pas de quartier prioritaire (QPV) à Bron." in text(person.get("quartiers"))


def test_errors_keep_everything_typed(qpv: Qpv) -> None:
    person = Person()
    person.begin()
    person.pass_neighbourhoods()

    page = text(person.pass_person(email="aminata@", role="trésorière de l’association"))

    assert "Cette adresse n’est pas complète" in page
    assert 'value="aminata@"' in page
    assert 'value="trésorière de l’association"' in page
    assert 'href="#id_email"' in page


def test_ten_thousand_letters_are_refused_kindly_and_kept(qpv: Qpv) -> None:
    response = Person().begin(name="a" * 10_000)

    assert "Ce texte compte 10000 caractères" in text(response)
    assert "a" * 10_000 in text(response)
    assert not SigningDraft.objects.exists()


# Communes


def test_namesakes_are_chosen_from_a_list_without_scripts(qpv: Qpv) -> None:
    a_commune(name="Saint-Denis", code="11339")
    person = Person()

    page = text(person.begin())
    assert "Choisissez votre commune dans la liste" in page
    assert "Saint-Denis, Département 11 (11)" in page
    assert 'value="Les Jardins du Moulin (exemple)"' in page
    person.begin(commune_code="11339")

    assert the_draft().answers("association")["commune"] == "11339"


def test_a_choice_made_for_another_text_is_not_kept(qpv: Qpv) -> None:
    a_commune(name="Lyon", code="69123")

    Person().begin(commune="Lyon", commune_code="93066")

    assert the_draft().answers("association")["commune"] == "69123"


def test_an_unknown_commune_can_go_on(qpv: Qpv) -> None:
    person = Person()

    page = text(person.begin(commune="Trifouilly-les-Oies"))
    assert "Nous ne trouvons pas cette commune" in page
    assert "Ma commune n’est pas dans la liste" in page
    person.begin(commune="Trifouilly-les-Oies", commune_code="absente")

    answers = the_draft().answers("association")
    assert (answers["commune"], answers["commune_typed"]) == ("", "Trifouilly-les-Oies")


def test_the_list_under_the_field_answers_what_is_typed(qpv: Qpv) -> None:
    response = Person().client.get(reverse("signing:communes"), {"commune": "saint-d"})

    assert "Saint-Denis, Département 93 (93)" in text(response)
    assert "<html" not in text(response)
    assert "radio" not in text(Person().client.get(reverse("signing:communes")))


# Neighbourhoods


def test_a_neighbourhood_of_another_commune_is_found_by_search(qpv: Qpv) -> None:
    elsewhere = a_qpv(name="Les Minguettes", code="QN06941M", commune=a_commune(name="Vénissieux", code="69259"))
    person = Person()
    person.begin()

    page = text(person.post("quartiers", {"search": "venissieux", "chercher": "1", "qpvs": qpv.code}))
    assert "Les Minguettes (Vénissieux)" in page
    assert "Cochez au moins" not in page
    assert not the_draft().answers("neighbourhoods")
    person.post("quartiers", {"qpvs": [qpv.code, elsewhere.code]})

    assert set(the_draft().answers("neighbourhoods")["qpvs"]) == {qpv.code, elsewhere.code}


def test_a_neighbourhood_nobody_knows_is_typed(qpv: Qpv) -> None:
    person = Person()
    person.begin()

    person.post("quartiers", {"qpv_typed": "Les Tilleuls"})

    assert the_draft().answers("neighbourhoods")["qpv_typed"] == "Les Tilleuls"


def test_some_answer_is_asked_for(qpv: Qpv) -> None:
    person = Person()
    person.begin()

    assert "en est une" in text(person.post("quartiers"))


@pytest.mark.parametrize("code", ["QN99999X", "' OR 1=1", "\x00", "é" * 500])
def test_a_code_that_does_not_exist_is_refused(qpv: Qpv, code: str) -> None:
    person = Person()
    person.begin()

    response = person.post("quartiers", {"qpvs": code})

    assert response.status_code == 200
    assert not the_draft().answers("neighbourhoods")


# The charter


def test_the_charter_must_be_agreed_to(qpv: Qpv) -> None:
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    person.pass_person()

    page = text(person.post("charte", {"sha256": person.sha256(), "publish_name": "on"}))

    assert "Pour signer, cochez" in page
    assert not the_draft().answers("charter")


def test_nobody_is_published_without_a_yes(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()

    assert the_draft().answers("charter")["publish_name"] is False


def test_a_charter_changed_since_it_was_read_must_be_read_again(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()
    newer = a_newer_charter()

    assert person.get("verifier")["Location"] == person.url("charte")
    assert "La charte a changé" in text(person.get("charte"))
    person.pass_charter()

    assert the_draft().charter_version == newer
    assert person.get("verifier").status_code == 200


def test_agreeing_to_a_text_replaced_meanwhile_shows_the_new_one(qpv: Qpv) -> None:
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    person.pass_person()
    shown = person.sha256()
    a_newer_charter()

    response = person.post("charte", {"agree": "on", "sha256": shown})

    assert response["Location"] == person.url("charte")
    assert "La charte a changé pendant que vous la lisiez" in text(person.get("charte"))
    assert not the_draft().answers("charter")


@pytest.mark.parametrize("sha256", ["", "0" * 64, "\x00", "z" * 500])
def test_a_forged_digest_signs_nothing(qpv: Qpv, sha256: str) -> None:
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    person.pass_person()

    person.post("charte", {"agree": "on", "sha256": sha256})

    assert not the_draft().answers("charter")


def test_without_a_charter_in_force_nobody_begins() -> None:
    assert "pas encore ouverte à la signature" in text(Person().client.get(reverse("signing:first")))
    assert "pas encore ouverte à la signature" in text(Person().client.get(reverse("signing:start")))


# Where one acts


@pytest.mark.parametrize(
    "known", [{"qpvs": "QN09331M"}, {"outside": "on"}, {"whole": "on"}, {"qpv_typed": "Les Tilleuls"}], ids=str
)
def test_one_knows_or_does_not(qpv: Qpv, known: dict[str, str]) -> None:
    person = Person()
    person.begin()

    refused = person.post("quartiers", {"unknown": "on", **known})

    assert "gardez l’un ou l’autre" in text(refused)
    assert not the_draft().answers("neighbourhoods")
    assert person.post("quartiers", known)["Location"] == person.url("vous")


def test_the_whole_commune_and_outside_are_two_answers(qpv: Qpv) -> None:
    person = Person()
    person.walk_to_check()

    person.post("quartiers", {"whole": "on"}, query="?retour=1")
    assert "Toute la commune" in text(person.get("verifier"))
    assert "Hors QPV" not in text(person.get("verifier"))
    person.post("verifier", {"code": person.ask_code()})

    organisation = Signature.objects.get().organisation
    assert [commune.name for commune in organisation.action_communes.all()] == ["Saint-Denis"]
    assert not organisation.outside_qpv
    assert not organisation.qpv_unknown


def test_a_place_that_no_list_knows_has_no_whole() -> None:
    a_charter()
    person = Person()
    person.begin(commune="Trifouilly-les-Oies", commune_code="absente")

    assert "Dans toute la commune" not in text(person.get("quartiers"))
