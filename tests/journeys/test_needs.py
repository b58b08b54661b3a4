"""What residents miss: said by one of them, read by the relais, followed by a code; or noted after a meeting."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagements.needs.models import Need
from engagements.participation.models import Answer
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering
from tests.engagements.relays.scenes import a_relay, a_signatory, relay_browser
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Neighbour, signed_in, sit_down

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = "La lampe est cassée depuis septembre, demandez à Mme Diallo au 06 12 34 56 78 (exemple)"
READ = "La lampe de l’allée est cassée depuis septembre (exemple)"
CODE = re.compile(r"^\w{5}-\w{5}$")


@screens
def test_a_resident_says_a_need_and_follows_it_without_account_nor_address(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given a resident at the school gate, in a neighbourhood where two people read
    relay = a_relay()
    hers = Neighbour(visit(f"/besoins/dire/?qpv={relay.qpv.pk}", width=width, scripts=scripts)).looks()
    hers.sees("Danger, menaces, trafic", "Nous ne sommes ni la mairie ni le bailleur", relay.talk)

    # When she writes it in two screens, and copies a code
    hers.tick("Quelque chose ne va pas").tick("La rue, la lumière, la propreté").fill("Avec vos mots", WORDS)
    hers.press("Continuer").press("Envoyer").sees("C’est envoyé, merci")
    code = hers.page.get_by_text(CODE).inner_text()
    assert hers.page.context.cookies() == []

    # Then it waits, on any phone
    other = Neighbour(visit(f"/besoins/suivre/{relay.qpv.pk}/", width=width, scripts=scripts)).looks()
    other.fill("Votre code", code.lower()).press("Ouvrir").sees("Pas encore lu")

    # When the relais reads, edits, looks at it again and opens it
    reader = Neighbour(visit("/", width=width, scripts=scripts))
    sit_down(reader.page, relay_browser(relay.first))
    reader.go("/besoins/a-lire/").does_not_see("La lampe").follow("La rue, la lumière, la propreté")
    marked = reader.page.locator("mark").all_inner_texts()
    assert "06 12 34 56 78" in " ".join(marked)
    reader.fill("Ce que les autres liront", READ).press("Voir avant d’ouvrir").sees(READ)
    assert not Need.objects.exists()
    reader.press("Ouvrir aux associations d’ici").sees("C’est ouvert aux associations d’ici", READ)
    need = Need.objects.get()
    assert other.page.request.get(need.get_absolute_url()).status == 404

    # And says what it did of it: she reads it by her code, then takes her words back
    reader.follow("Noter la suite").tick("Nous l’avons dit").fill("À qui l’avez-vous dit", "La mairie")
    reader.fill("Quel jour", timezone.localdate().isoformat()).press("Noter").sees("À : La mairie")
    other.page.reload()
    other.looks().sees("C’est lu", READ, "nous l’avons dit", "La mairie").press("Effacer ce que j’ai écrit")
    other.sees("C’est effacé. Il n’en reste rien.")


@screens
def test_a_council_reads_by_a_link_until_it_is_taken_back(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given a need that associations keep among themselves, where a relais reads
    relay, need = a_relay(), a_need(text=READ, is_public=False)
    relais = Neighbour(visit("/", width=width, scripts=scripts))
    sit_down(relais.page, relay_browser(relay.first))

    # When the relais invites the council from the neighbourhood's page, and passes its link on
    relais.go("/quartiers/QN09331M/").follow("Inviter à lire ce qui se dit ici").looks()
    relais.fill("Qui invitez-vous", "Le conseil citoyen (exemple)").fill(
        "Jusqu’à quel jour", timezone.localdate().isoformat()
    )
    relais.press("Créer un lien").looks().sees("Il n’est montré qu’une fois", "Le conseil citoyen (exemple)")
    link = relais.page.locator(".address").inner_text().removeprefix(live_server_address)
    council = Neighbour(visit(link, width=width, scripts=scripts)).looks()

    # Then the council reads it, without an account, as long as the invitation stands
    council.is_at("/besoins/quartier/QN09331M/lire/").sees(READ, "entre associations")
    assert council.page.request.get(need.get_absolute_url()).status == 404
    relais.press("Retirer l’invitation de Le conseil citoyen (exemple)").sees("Personne n’est invité")
    assert council.page.reload().status == 404  # type: ignore[union-attr]  # it was answered


@screens
def test_an_association_notes_ten_lines_then_twelve_answers_on_paper(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    contact = a_signatory(name="Les Voisins (exemple)")
    space = f"/espace/{contact.organisation.slug}"
    theirs = signed_in(visit("/", width=width, scripts=scripts), contact.person)

    # Given ten things heard at a café des parents: one form, a line each, with how many said it
    theirs.go(f"{space}/besoins/").opens("D’autres lignes, jusqu’à dix").looks()
    theirs.field("Quand").select_option(index=1)
    theirs.fill("À quelle occasion", "café des parents")
    for number in range(1, 11):
        line = theirs.page.get_by_role("group", name=f"Ligne {number}", exact=True)
        line.get_by_label("Ce qui a été dit").fill(f"Ce qui manque, {number} (exemple)")
        line.get_by_label("Par combien de personnes").fill(str(number))
    theirs.press("Enregistrer ces lignes").sees("10 besoins")
    assert sorted(Need.objects.values_list("how_many", flat=True)) == [*range(1, 11)]

    # Then anybody reads them on the neighbourhood's list
    anybody = Neighbour(visit("/besoins/?qpv=QN09331M", width=width, scripts=scripts)).looks()
    anybody.sees("Ce qui manque, 1 (exemple)", "Ce qui manque, 10 (exemple)", "10 besoins")

    # And twelve people who answered on paper are entered in one form
    gathering = a_gathering(contact, days=(10, 12))
    theirs.go(f"{space}/rencontres/{gathering.pk}/noter/")
    for number in range(1, 13):
        theirs.opens(f"Réponse {number}")
        answer = theirs.page.locator(f"#reponse-{number}")
        answer.get_by_label("Prénom").fill(f"Prénom {number}")
        for question in answer.get_by_role("group").filter(has=theirs.page.get_by_label("S’il le faut")).all():
            question.get_by_label("Oui" if number > 2 else "Non", exact=True).check()
    theirs.looks().press("Noter ces réponses").sees("12 réponses notées", "10 habitantes ou habitants sur 12")
    expect(theirs.page.get_by_role("heading", name="Prénom 12", exact=True)).to_be_visible()
    assert Answer.objects.count() == 12
