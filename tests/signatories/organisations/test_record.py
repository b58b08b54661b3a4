"""Changing an association's record."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.pictures import redrawn
from signatories.history.models import Event
from signatories.organisations import actions
from signatories.organisations.forms import NumbersForm
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.parts import PARTS
from signatories.organisations.slugs import new_slug
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.territories.models import Commune
from tests.factories import a_commune, a_published_signature, a_qpv, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def edit_url(organisation: Organisation, part: str) -> str:
    return reverse("organisations:edit", args=[organisation.slug, part])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("L’Œuvre de l’Été (exemple)", "l-oeuvre-de-l-ete-exemple"),
        ("Maison pour tous Straße", "maison-pour-tous-strasse"),
        ("Les Amis", "les-amis"),
    ],
)
def test_a_slug_reads_like_the_name(name: str, expected: str) -> None:
    assert new_slug(name) == expected


@pytest.mark.parametrize("name", ["🌻🌻", "جمعية الحي", "街の会", "—"])
def test_a_name_without_latin_letters_gets_an_address_too(name: str) -> None:
    slug = new_slug(name)

    assert slug.startswith("association-")
    assert "none" not in slug


@given(st.text(max_size=300))
def test_any_name_gives_an_address_that_fits(name: str) -> None:
    slug = new_slug(name)

    assert 0 < len(slug) <= 120
    assert slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""


def test_namesakes_get_a_number_and_an_address_never_changes() -> None:
    first = actions.create(name="Les Amis (exemple)")
    second = actions.create(name="Les amis, exemple")
    contact = a_user()

    renamed = actions.update_identity(
        first, by=contact, name="Les Voisins (exemple)", acronym="", kind=Organisation.Kind.COLLECTIVE
    )

    assert (first.slug, second.slug) == ("les-amis-exemple", "les-amis-exemple-2")
    assert renamed.slug == "les-amis-exemple"
    assert renamed.name_key == "les voisins exemple"


def test_a_change_is_in_the_history_without_its_values() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    actions.update_description(
        organisation, by=contact, description="Nous jardinons", website="", public_email="", public_phone=""
    )

    event = Event.objects.about(organisation).get(kind="organisation.changed")
    assert (event.actor, event.data, event.note) == (contact, {"part": "description"}, "")


def test_numbers_are_stored_compact_and_a_siret_gives_its_siren() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    client = browser_of(contact)

    client.post(edit_url(organisation, "numeros"), {"rna": "w75 1234567", "siret": "732 829 320 00074"})

    organisation.refresh_from_db()
    assert (organisation.rna, organisation.siren, organisation.siret) == (
        "W751234567",
        "732829320",
        "73282932000074",
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"rna": "123"}, "Numéro RNA"),
        ({"siren": "732829321"}, "Ce numéro SIREN contient une erreur"),
        ({"siret": "7328293200007"}, "Le numéro SIRET compte quatorze chiffres"),
        ({"siren": "552100554", "siret": "73282932000074"}, "Le SIRET commence par le SIREN"),
        ({"rna": "9" * 10_000}, "Numéro RNA"),
    ],
)
def test_a_wrong_number_says_which_and_why_and_keeps_the_rest(typed: dict[str, str], said: str) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    page = browser_of(contact).post(
        edit_url(organisation, "numeros"), typed | {"alsace_moselle_register": "Colmar, volume 3, folio 4"}
    )

    assert page.status_code == 200
    assert said in page.content.decode()
    assert "Colmar, volume 3, folio 4" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.rna is None


def test_an_action_refuses_what_a_form_would() -> None:
    with pytest.raises(ActionRefused, match="ne vont pas ensemble"):
        actions.update_numbers(
            an_organisation(),
            by=a_user(),
            rna="",
            siren="552100554",
            siret="73282932000074",
            alsace_moselle_register="",
        )


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_number_typed_gives_an_answer(rna: str, siren: str, siret: str) -> None:
    form = NumbersForm({"rna": rna, "siren": siren, "siret": siret}, organisation=Organisation())

    assert form.is_valid() or form.errors


def test_a_commune_is_found_by_name_and_chosen_among_namesakes() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact, commune=a_commune())
    here, there = a_commune(name="Saint-Ouen", code="93070"), a_commune(name="Saint-Ouen", code="41226")
    client = browser_of(contact)

    asked = client.post(edit_url(organisation, "adresse"), {"commune": "st ouen"})
    client.post(
        edit_url(organisation, "adresse"), {"commune": "st ouen", "commune_code": "41226", "address": "1 rue"}
    )

    assert "Choisissez votre commune" in asked.content.decode()
    assert f"Saint-Ouen, {here.department.name} (93)" in asked.content.decode()
    organisation.refresh_from_db()
    assert (organisation.commune, organisation.address) == (there, "1 rue")


def test_an_unknown_commune_can_be_kept_as_typed() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    browser_of(contact).post(
        edit_url(organisation, "adresse"), {"commune": "Ville-Neuve", "commune_code": "absente"}
    )

    organisation.refresh_from_db()
    assert (organisation.commune, organisation.commune_label) == (None, "Ville-Neuve")


def test_official_places_replace_what_was_typed_and_are_no_longer_the_registry_s() -> None:
    organisation, team, commune = an_organisation(), a_team_member(), a_commune()
    organisation.commune, organisation.commune_typed, organisation.qpv_typed = None, "Sant Deni", "le franc moisin"
    organisation.qpv_unknown, organisation.from_registry = True, {"commune": "2026-01-02", "rna": "2026-01-02"}
    organisation.save()

    located = actions.locate(organisation, by=team, commune=commune, qpvs=[a_qpv()], outside_qpv=False)

    assert (located.commune, located.commune_typed) == (commune, "")
    assert (located.qpv_typed, located.qpv_unknown, located.outside_qpv) == ("", False, False)
    assert [qpv.name for qpv in located.qpvs.all()] == ["Franc-Moisin"]
    assert located.from_registry == {"rna": "2026-01-02"}
    event = Event.objects.about(organisation).get(kind="organisation.located")
    assert (event.actor, event.data) == (team, {"part": "places"})


def test_places_that_are_not_given_stay_as_they_were_typed() -> None:
    organisation = an_organisation(commune=a_commune())
    organisation.qpv_typed = "le franc moisin"
    organisation.save()
    typed = an_organisation()
    Organisation.objects.filter(pk=typed.pk).update(commune=None, commune_typed="Sant Deni", qpv_unknown=True)

    located = actions.locate(organisation, by=a_team_member(), commune=None, qpvs=[], outside_qpv=False)
    outside = actions.locate(typed, by=a_team_member(), commune=None, qpvs=[], outside_qpv=True)

    assert (located.commune, located.qpv_typed) == (a_commune(), "le franc moisin")
    assert (outside.commune, outside.commune_typed) == (None, "Sant Deni")
    assert (outside.outside_qpv, outside.qpv_unknown) == (True, False)


def test_an_area_is_searched_for_without_losing_what_is_ticked() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact, commune=a_commune())
    near = a_qpv(name="Franc-Moisin", code="QN09331M")
    far = a_qpv(name="Le Parc", code="QN06921M", commune=a_commune(name="Vénissieux", code="69259"))
    client = browser_of(contact)

    found = client.post(
        edit_url(organisation, "territoire"), {"qpvs": [near.pk], "search": "venissieux", "find": "1"}
    ).content.decode()
    assert "checked" in found.split('value="QN09331M"')[1][:200]
    assert "Le Parc (Vénissieux)" in found
    assert not organisation.qpvs.exists()

    client.post(
        edit_url(organisation, "territoire"),
        {"qpvs": [near.pk, far.pk], "outside_qpv": "on", "communes": [Commune.objects.get(code="69259").pk]},
    )
    organisation.refresh_from_db()
    assert set(organisation.qpvs.all()) == {near, far}
    assert organisation.outside_qpv
    assert [commune.name for commune in organisation.action_communes.all()] == ["Vénissieux"]


@pytest.mark.parametrize("sent", [{"qpvs": ["QN99999M"]}, {"communes": ["x", "9" * 50]}, {"regions": ["\x00"]}])
def test_a_territory_that_does_not_exist_is_refused(sent: dict[str, list[str]]) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    page = browser_of(contact).post(edit_url(organisation, "territoire"), sent)

    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


def test_themes_and_networks_are_ticked() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    theme = Theme.objects.create(slug="culture", label="Culture")
    network = Network.objects.create(slug="reseau", name="Un réseau (exemple)")
    client = browser_of(contact)

    page = client.get(edit_url(organisation, "reseaux")).content.decode()
    client.post(edit_url(organisation, "themes"), {"themes": [theme.pk]})
    client.post(edit_url(organisation, "reseaux"), {"networks": [network.pk]})

    assert "La signature d’un réseau n’engage pas ses membres" in page
    assert list(organisation.themes.all()) == [theme]
    assert list(organisation.networks.all()) == [network]


@pytest.mark.parametrize(
    "typed",
    ["x" * 10_000, "a\x00b", "🌻" * 20, "\u202egnp.exe", "<script>alert(1)</script>", "=HYPERLINK(1)"],
)
def test_odd_text_is_stored_clean_or_refused(typed: str) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    page = browser_of(contact).post(
        edit_url(organisation, "nom"), {"name": typed, "acronym": "", "kind": "association"}, follow=True
    )

    organisation.refresh_from_db()
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "\x00" not in organisation.name
    assert "\u202e" not in organisation.name
    assert len(organisation.name) <= 200


def picture(*, side: int = 1200, kind: str = "PNG", **saved: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side // 2), "#1f5c4a").save(file, kind, **saved)
    return file.getvalue()


def test_a_logo_is_drawn_again_without_what_the_file_told() -> None:
    told = PngInfo()
    told.add_text("Author", "Aminata Diallo")

    drawn = redrawn(BytesIO(picture(pnginfo=told)), size=10).read()

    assert b"Aminata" not in drawn
    with Image.open(BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (512, 256))


def test_the_place_in_a_photograph_is_dropped() -> None:
    exif = Image.Exif()
    exif[0x010E] = "48.9362, 2.3574"

    drawn = redrawn(BytesIO(picture(kind="JPEG", exif=exif)), size=10).read()

    assert b"48.9362" not in drawn


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "le SVG n’est pas accepté"),
        (b"%PDF-1.4", "n’est pas une image"),
        (picture()[:20] + b"\x00" * 200, "n’est pas une image"),
        (picture(side=8000), "trop de pixels"),
        (b"", "vide"),
    ],
)
def test_what_is_no_fair_picture_is_refused(content: bytes, said: str) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    page = browser_of(contact).post(
        edit_url(organisation, "logo"), {"logo": SimpleUploadedFile("logo.png", content, "image/png")}
    )

    assert said in page.content.decode()
    organisation.refresh_from_db()
    assert not organisation.logo


def test_a_picture_whose_text_would_unfold_to_megabytes_is_refused_in_french() -> None:
    text = PngInfo()
    text.add_text("comment", "x" * 2_000_000, zip=True)
    file = BytesIO()
    Image.new("RGB", (10, 10)).save(file, "PNG", pnginfo=text)

    with pytest.raises(ValueError, match="Ce fichier n’est pas une image que nous savons lire"):
        redrawn(BytesIO(file.getvalue()), size=file.tell())


@pytest.mark.parametrize("page", ["logo", "extract"])
def test_an_association_sends_so_many_files_in_ten_minutes(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qpv_charter.toolkit.limits.time.time", lambda: 1_800_000_000.0)  # one window
    contact, other = a_user(), a_user()
    ours, theirs = an_organisation(contact=contact), an_organisation(contact=other)

    def said(person: User, organisation: Organisation) -> str:
        at = {
            "logo": edit_url(organisation, "logo"),
            "extract": reverse("mandates:extract", args=[organisation.slug]),
        }
        sent = SimpleUploadedFile("x.png", b"no picture", "image/png")
        return browser_of(person).post(at[page], {page: sent}).content.decode()

    for organisation in (ours, theirs):
        a_published_signature(organisation=organisation)
    for _ in range(20):
        assert "beaucoup de fichiers" not in said(contact, ours)
    assert "beaucoup de fichiers" in said(contact, ours)
    assert "beaucoup de fichiers" not in said(other, theirs)


@pytest.mark.django_db(transaction=True)
def test_a_logo_is_served_then_replaced_and_its_file_goes() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    client = browser_of(contact)

    client.post(edit_url(organisation, "logo"), {"logo": SimpleUploadedFile("x.svg", picture(), "image/png")})
    organisation.refresh_from_db()
    former = str(organisation.logo.name)
    answer = client.get(f"/{former}")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]  # a FileResponse

    client.post(reverse("organisations:remove_logo", args=[organisation.slug]))
    organisation.refresh_from_db()
    assert not organisation.logo
    assert client.get(f"/{former}").status_code == 404
    assert not organisation.logo.storage.exists(former)


def a_logo_of(organisation: Organisation) -> str:
    """Its address."""
    organisation.logo.save("logo.png", ContentFile(picture()))
    return f"/{organisation.logo.name}"


def test_a_logo_is_seen_by_all_as_long_as_its_association_is_and_by_its_people_always() -> None:
    contact = a_user()
    signature = a_published_signature(organisation=an_organisation(contact=contact))
    address = a_logo_of(signature.organisation)

    shown = Client().get(address)
    withdraw(signature, by=contact, reason="Nous arrêtons.")
    hidden, hers = Client().get(address), browser_of(contact).get(address)
    others = browser_of(an_organisation().memberships.get().user).get(address)

    assert [shown.status_code, hidden.status_code, hers.status_code, others.status_code] == [200, 404, 200, 404]
    assert shown["Cache-Control"] == "public, max-age=3600"
    assert hers["Cache-Control"] == "private, no-store"
    for answer in (shown, hers):
        answer.close()


def test_a_logo_of_an_association_that_nobody_published_is_its_people_s() -> None:
    contact = a_user()
    address = a_logo_of(an_organisation(contact=contact))

    hers = browser_of(contact).get(address)

    assert (Client().get(address).status_code, hers.status_code) == (404, 200)
    hers.close()


@pytest.mark.parametrize("typed", ["contact@asso.fr", "https://contact@asso.fr", "@asso"])
def test_a_site_that_is_no_site_is_refused_in_words_by_the_form_and_by_the_action(typed: str) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    said = {"description": "", "website": typed, "public_email": "", "public_phone": ""}

    page = browser_of(contact).post(
        edit_url(organisation, "presentation"), said | {"revision": organisation.revision}
    )
    with pytest.raises(ActionRefused, match=r"est (une adresse e-mail|le nom d’un compte)"):
        actions.update_description(
            organisation, by=contact, description="", website=typed, public_email="", public_phone=""
        )

    assert "est une adresse e-mail" in page.content.decode() or "est le nom d’un compte" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.website == ""


@pytest.mark.parametrize("part", PARTS)
def test_each_part_opens_to_its_contacts_alone(part: str) -> None:
    contact, neighbour = a_user(), a_user()
    organisation = an_organisation(contact=contact)
    an_organisation(contact=neighbour)
    address = edit_url(organisation, part)

    page = browser_of(contact).get(address).content.decode()

    assert PARTS[part].title in page
    assert "⟦undefined" not in page
    for other in (a_user(), neighbour, a_team_member()):
        assert browser_of(other).get(address).status_code == 404
        assert browser_of(other).post(address, {"name": "Prise"}).status_code == 404


def test_a_part_that_does_not_exist_is_not_found() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    assert browser_of(contact).get(edit_url(organisation, "mot-de-passe")).status_code == 404


def test_a_search_gives_the_commune_of_that_very_name_first() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact, commune=a_commune())
    for number in range(12):
        a_commune(name=f"Aaa{number:02}-Saint-Denis", code=f"930{number + 10}")

    page = browser_of(contact).post(edit_url(organisation, "territoire"), {"search": "saint denis", "find": "1"})

    assert "Saint-Denis (93)" in page.content.decode().replace("-Saint-Denis (93)", "")


def test_a_picture_cut_short_is_refused_even_after_a_pdf_was_drawn() -> None:
    assert pdf.available()
    file = BytesIO()
    Image.effect_noise((300, 300), 90).save(file, "PNG")
    cut = file.getvalue()[: file.tell() // 2]

    with pytest.raises(ValueError, match="Ce fichier n’est pas une image que nous savons lire"):
        redrawn(BytesIO(cut), size=len(cut))


def test_a_network_that_no_list_has_is_kept_and_shown_to_the_team() -> None:
    organisation = a_published_signature(organisation=an_organisation(contact=(contact := a_user()))).organisation
    there = reverse("organisations:edit", args=[organisation.slug, "reseaux"])

    browser_of(contact).post(there, {"networks_typed": "  Réseau des régies "})

    assert 'value="Réseau des régies"' in browser_of(contact).get(there).content.decode()
    address = reverse("moderation:review", args=[organisation.signatures.get().pk])
    review = team_browser(a_team_member()).get(address).content.decode()
    assert "Réseau des régies" in review
