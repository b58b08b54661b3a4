"""A monthly meeting that opens on what was to be done, and a debate that keeps who disagrees, and why."""

import pytest
from django.utils import timezone

from engagements.debates.actions.sheets import close
from engagements.debates.models import Sheet
from engagements.decisions.models import Audience, Decision
from tests.engagements.debates.scenes import ten_days_later
from tests.engagements.decisions.scenes import LIGHT, a_contact, a_decision, months_ago
from tests.engagements.participation.scenes import a_gathering
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Neighbour, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BENCH = "Écrire au bailleur pour le banc (exemple)"
QUESTION = "Une seule fête pour les deux quartiers\u202f? (exemple)"


@screens
def test_a_monthly_meeting_opens_on_what_was_to_be_done_since_the_last(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given what two associations decided last month, and their meeting of tomorrow
    lead, other = a_contact(name="Les Voisins (exemple)"), a_contact(name="Le Lien (exemple)")
    months_ago(a_decision(by=lead), 1)
    months_ago(a_decision(by=other, text="Prêter la salle (exemple)"), 1)
    gathering = a_gathering(lead, days=(1,))
    space = f"/espace/{lead.organisation.slug}/rencontres/{gathering.pk}/"
    theirs = signed_in(visit("/", width=width, scripts=scripts), lead.person)

    # When they open its notes from the page of the gathering: first, what was to be done
    theirs.go(gathering.get_absolute_url()).follow("Ouvrir les notes").press("Ouvrir les notes")
    theirs.press("Commencer").sees("Depuis la dernière fois", LIGHT, "Prêter la salle (exemple)")
    run = theirs.page.url

    # Then each says where it is, and what was done is not asked again
    theirs.follow(LIGHT).follow("Dire où l’on en est").tick("C’est fait").press("Enregistrer").sees("Fait")
    theirs.go(run).sees("Prêter la salle (exemple)").does_not_see(LIGHT)

    # And while one writes a decision, another writes from its own phone what it would try
    theirs.go(run.replace("animer", "inviter"))
    theirs.field("Quelle association invitez-vous").select_option(label="Le Lien (exemple)")
    theirs.press("Inviter").go(run).follow("Noter une décision").fill("Qu’est-ce qui est décidé", BENCH)
    theirs.field("Quelle association s’en charge").select_option(label="Les Voisins (exemple)")
    theirs.field("Pour quel mois").select_option(index=1)
    second = signed_in(visit("/", width=width, scripts=scripts), other.person).go(run)
    second.opens("Écrire une chose à essayer").fill("Une chose à essayer", "Se voir le samedi (exemple)")
    second.press("Enregistrer ce point").sees("Se voir le samedi (exemple)")
    theirs.press("Enregistrer").sees(BENCH, "Se voir le samedi (exemple)")
    assert Decision.objects.get(text=BENCH).audience == Audience.PLACE

    # Then the neighbourhood's page says it to those of the place, and the next meeting opens on it
    theirs.go("/quartiers/QN09331M/").sees(BENCH)
    Neighbour(visit("/quartiers/QN09331M/", width=width, scripts=scripts)).looks().does_not_see(BENCH)
    following = a_gathering(lead, days=(30,))
    theirs.go(space.replace(str(gathering.pk), str(following.pk))).follow("Ouvrir les notes")
    theirs.press("Ouvrir les notes").press("Commencer").sees(BENCH, "Prêter la salle (exemple)")
    theirs.does_not_see(LIGHT)


@screens
def test_a_debate_keeps_its_disagreement_with_who_holds_it_and_why(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    lead, other = a_contact(name="Les Voisins (exemple)"), a_contact(name="Le Lien (exemple)")
    theirs = signed_in(visit("/", width=width, scripts=scripts), lead.person)
    second = signed_in(visit("/", width=width, scripts=scripts), other.person)

    # Given a question that one association prepares: those of the place are invited
    theirs.go(f"/espace/{lead.organisation.slug}/debats/").fill("De quoi débattez-vous", QUESTION)
    theirs.tick("Tout le monde pourra la lire").press("Préparer").sees("Le débat est préparé")
    sheet = Sheet.objects.get()
    theirs.follow("Inviter").sees("Le Lien (exemple)")

    # When both write: one what they agree on, the other what separates them
    theirs.go(sheet.get_absolute_url()).press("Commencer").opens("Écrire un point d’accord")
    theirs.fill("Un point d’accord", "Les bénévoles sont trop peu (exemple)").press("Enregistrer ce point")
    second.go(f"{sheet.get_absolute_url()}animer/").opens("Écrire un désaccord")
    second.fill("Un désaccord", "Il faut deux fêtes (exemple)").press("Enregistrer ce point")
    second.sees("Dites pourquoi").holds("Un désaccord", "Il faut deux fêtes (exemple)")
    second.fill("Pourquoi", "L’avenue sépare les quartiers (exemple)")
    second.field("Quelle association le porte").select_option(label="Le Lien (exemple)")
    second.press("Enregistrer ce point").sees(
        "Les bénévoles sont trop peu (exemple)", "Il faut deux fêtes (exemple)"
    )

    # And it is read again, the one who is named says yes, and ten days pass
    theirs.go(sheet.get_absolute_url()).press("Donner à relire").sees("À relire jusqu’au")
    second.go(sheet.get_absolute_url()).press("Oui, nous sommes d’accord").sees("Votre association a dit oui")
    close(ten_days_later(sheet))

    # Then anybody reads both parts, who holds the disagreement, and why
    anybody = Neighbour(visit("/debats/", width=width, scripts=scripts)).looks().follow(QUESTION)
    anybody.sees("Il faut deux fêtes (exemple)", "L’avenue sépare les quartiers (exemple)", "Le Lien (exemple)")
    anybody.sees("Les bénévoles sont trop peu (exemple)", "Rien n’est écrit ici")
    printed = anybody.page.request.get(f"{sheet.get_absolute_url()}fiche.pdf")
    assert printed.body().startswith(b"%PDF")

    # And what is corrected later is a dated note beside it
    second.go(sheet.get_absolute_url()).follow("Ajouter une note")
    second.fill("Ce que vous voulez ajouter", "Essayé en juin (exemple)").press("Ajouter")
    second.sees("Essayé en juin (exemple)", str(timezone.localdate().year))
