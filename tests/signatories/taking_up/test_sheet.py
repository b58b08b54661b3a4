"""The sheet of a session: copied, checked, entered with one scan."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.erasure.actions import erase_organisation
from signatories.history.models import Event
from signatories.moderation.papers import correct_paper, said_by
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature, SigningSession, Status
from signatories.signatures.verification import verify
from signatories.taking_up.actions import SheetLine, enter_sheet
from signatories.taking_up.known import communes_meant
from signatories.territories.models import Commune, Department
from tests.factories import (
    a_charter,
    a_colleague,
    a_commune,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    paper_facts,
)
from tests.signatories.taking_up.sheets import A_PDF, a_line, a_session, a_sheet, address_of, entered, token_in
from tests.signin import team_browser
from tests.test_sweep import close_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> SigningSession:
    return a_session()


@pytest.fixture
def team(session: SigningSession) -> Client:
    return team_browser(a_team_member())


def text(response: Any) -> str:
    return str(response.content.decode())


def scan_of(signature: Signature) -> bytes:
    with signature.paper_scan.open() as file:
        return bytes(file.read())


def status_of(answer: Any) -> int:
    """Of a file too."""
    close_files(answer)
    return int(answer.status_code)


def files() -> list[str]:
    return list(storages["private"].listdir("papier")[1]) if storages["private"].exists("papier") else []


def test_the_page_of_a_session_leads_to_its_sheet_with_twelve_lines(team: Client, session: SigningSession) -> None:
    wall = text(team.get(f"/animation/seances/{session.code}/"))

    assert f'href="{address_of(session)}"' in wall
    page = text(team.get(address_of(session)))
    assert page.count('<legend class="sr">Ligne ') == 12
    assert "checked" in page, "the text in force is chosen"
    assert '<details class="more">' in page


def test_lines_become_signatures_of_the_session_with_one_scan(team: Client, session: SigningSession) -> None:
    first = a_line(1, "Les Voisines", courriel="voisines@example.org", decision="board", mois="")
    third = a_line(3, "Collectif du Mail", forme="collective", commune="Nulle-Part")
    mails = Message.objects.count()

    answer = entered(team, session, first, third)

    assert answer.headers["Location"] == f"/animation/seances/{session.code}/"
    one, other = Signature.objects.order_by("organisation__name_key").reverse()
    assert (one.organisation.name, other.organisation.name) == ("Les Voisines", "Collectif du Mail")
    assert (one.organisation.kind, other.organisation.kind) == ("association", "collective")
    for signature in (one, other):
        assert (signature.session, signature.source) == (session, Signature.Source.PAPER)
        assert (signature.status, signature.signed_on) == (Status.CONFIRMED, date(2026, 10, 12))
    assert one.paper_scan.name == other.paper_scan.name
    assert scan_of(one) == A_PDF
    assert one.organisation.commune == a_commune()
    assert other.organisation.commune_typed == "Nulle-Part"
    assert one.organisation.contact_email == "voisines@example.org"
    mandate, unsaid = one.mandates.get(), other.mandates.get()
    assert (mandate.signer_name, mandate.signer_role, mandate.decided_by) == ("Léa Petit", "salariée", "board")
    assert unsaid.decided_by == ""
    assert Message.objects.count() == mails, "nobody is told"
    assert verify() == 2


def test_the_page_of_the_session_says_how_many_were_entered(team: Client, session: SigningSession) -> None:
    one = entered(team, session, a_line(1, "Les Voisines"), follow=True)
    two = entered(team, session, a_line(1, "Le Mail"), a_line(2, "La Régie"), follow=True)

    assert "1 signature entrée\u202f: elle attend une relecture." in text(one)
    assert "2 signatures entrées\u202f: chacune attend une relecture." in text(two)


def test_what_will_be_entered_is_shown_first(team: Client, session: SigningSession) -> None:
    page = text(
        team.post(address_of(session), a_sheet(a_line(2, "Les Voisines"), a_line(4, "Le Mail", commune="X")))
    )

    assert "Ce qui sera entré" in page
    assert "2 lignes" in page
    assert "Les Voisines</strong>, Saint-Denis (93)" in page
    assert page.count("commune à préciser à la relecture") == 1
    assert not Signature.objects.exists()


def test_an_error_stands_by_its_line_and_nothing_is_lost(team: Client, session: SigningSession) -> None:
    """Neither what was typed nor the file, which need not be chosen again."""
    wrong = a_line(7, "Les Voisines", personne="", courriel="voisines@")
    page = text(team.post(address_of(session), a_sheet(a_line(1, "Le Mail"), wrong)))

    assert 'href="#id_personne_7">7. Prénom et nom' in page
    assert 'id="id_courriel_7_error"' in page
    assert 'value="voisines@"' in page
    assert "Le scan de la feuille est gardé" in page
    assert 'id="id_scan_error"' not in page
    right = a_sheet(a_line(1, "Le Mail"), a_line(7, "Les Voisines"), scan=None, feuille=token_in(page))
    summary = text(team.post(address_of(session), right))
    assert "Ce qui sera entré" in summary
    team.post(address_of(session), right | {"entrer": "1", "feuille": token_in(summary)})
    assert {scan_of(each) for each in Signature.objects.all()} == {A_PDF}
    assert Signature.objects.count() == 2


def test_going_back_keeps_all_that_was_typed(team: Client, session: SigningSession) -> None:
    summary = text(team.post(address_of(session), a_sheet(a_line(5, "Les Voisines"))))
    assert 'type="hidden" name="nom_5" value="Les Voisines"' in summary

    again = a_sheet(a_line(5, "Les Voisines"), scan=None, feuille=token_in(summary), corriger="1")
    page = text(team.post(address_of(session), again))

    assert '<legend class="sr">Ligne 5' in page
    assert 'value="Les Voisines"' in page
    assert '<details class="more" open>' in page, "it is seen"
    assert token_in(page)
    assert not Signature.objects.exists()


def test_lines_are_added_without_judging_those_that_are_there(team: Client, session: SigningSession) -> None:
    unfinished = a_sheet(a_line(12, "Les Voisines", personne=""), ajouter="1")
    page = text(team.post(address_of(session), unfinished))

    assert page.count('<legend class="sr">Ligne ') == 18
    assert '<details class="more" open>' in page
    assert 'value="Les Voisines"' in page
    assert "error-summary" not in page
    assert token_in(page), "the file is kept"
    more = unfinished | {"lignes": "18", "scan": ""} | a_line(18, "Le Mail")
    assert 'value="Le Mail"' in text(team.post(address_of(session), more))


@pytest.mark.parametrize(
    ("asked", "shown"), [("60", 60), ("61", 60), ("9" * 40, 60), ("0", 12), ("x", 12), ("²", 12)]
)
def test_a_sheet_has_so_many_lines(team: Client, session: SigningSession, asked: str, shown: int) -> None:
    page = text(team.post(address_of(session), a_sheet(lignes=asked)))

    assert page.count('<legend class="sr">Ligne ') == shown
    assert ("Ajouter des lignes" in page) == (shown < 60)


@pytest.mark.parametrize(
    ("lines", "more", "reason"),
    [
        ([], {}, "Recopiez au moins une ligne"),
        ([a_line(1, "")], {}, "Écrivez le nom de cette association"),
        ([a_line(1, "Le Mail", commune="")], {}, "Écrivez sa commune"),
        ([a_line(1, "Le Mail", role=" ")], {}, "Écrivez son rôle"),
        ([{"courriel_2": "mail@example.org"}], {}, "Écrivez le nom de cette association"),
        ([a_line(1, "Le Mail")], {"scan": None}, "Choisissez le scan de la feuille"),
        ([a_line(1, "Le Mail")], {"scan": b"<html>"}, "ni un PDF ni une photo"),
        ([a_line(1, "Le Mail")], {"signed_on": "2099-01-01"}, "dans l’avenir"),
        ([a_line(1, "Le Mail")], {"signed_on": ""}, "obligatoire"),
        ([a_line(1, "Le Mail")], {"charter_version": ""}, "obligatoire"),
        ([a_line(1, "Le Mail", courriel="mail@gmial.com")], {}, "Vouliez-vous dire mail@gmail.com"),
    ],
)
def test_what_is_wrong_is_said(
    team: Client, session: SigningSession, lines: list[dict[str, str]], more: dict[str, Any], reason: str
) -> None:
    page = text(team.post(address_of(session), a_sheet(*lines, **more)))

    assert reason in page
    assert "error-summary" in page


def test_an_address_asked_about_is_not_asked_about_again(team: Client, session: SigningSession) -> None:
    line = a_line(1, "Le Mail", courriel="mail@gmial.com") | {"courriel_1_asked": "mail@gmial.com"}
    summary = text(team.post(address_of(session), a_sheet(line)))

    assert 'name="courriel_1_asked" value="mail@gmial.com"' in summary
    assert "nom_1_asked" not in summary


def test_a_line_that_looks_like_a_signatory_or_another_line_asks(team: Client, session: SigningSession) -> None:
    a_published_signature(name="Les Jardins du <b>Mail</b>")
    lines = a_line(1, "Jardins du <b>Mail</b>"), a_line(2, "Les Voisines"), a_line(3, "Voisines")

    asked = text(entered(team, session, *lines))
    said = text(entered(team, session, *lines, choix_1="leave", choix_3="enter")) or "entered"

    assert (
        "«\u202fLes Jardins du &lt;b&gt;Mail&lt;/b&gt;\u202f», Saint-Denis (93), qui a déjà signé ce texte."
        in asked
    )
    assert "«\u202fVoisines\u202f» ressemble à «\u202fLes Voisines\u202f», ligne 2 de cette feuille" in asked
    assert asked.count("Dites si c’est la même association.") == 4, "on top, and beside"
    assert "<b>" not in asked
    assert said == "entered"
    assert {each.organisation.name for each in session.signatures.all()} == {"Les Voisines", "Voisines"}


def signed_before(*names: str) -> list[Organisation]:
    """Those that signed a text, which another one replaced since: the one that the sheet is of."""
    organisations = [a_published_signature(name=name).organisation for name in names]
    a_newer_charter()
    return organisations


def test_who_signed_another_text_signs_this_one_and_its_record_stays(
    team: Client, session: SigningSession
) -> None:
    [known] = signed_before("Les Voisines du Mail")
    record, first = Organisation.objects.filter(pk=known.pk).values(), known.signatures.all().values().get()
    was, mails = record.get(), Message.objects.count()
    line = a_line(1, "Voisines du Mail", forme="collective", courriel="autre@example.org", decision="board")

    asked = text(entered(team, session, line, a_line(2, "La Régie")))
    entered(team, session, line, a_line(2, "La Régie"), choix_1=str(known.pk))

    name = "«\u202fLes Voisines du Mail\u202f», Saint-Denis (93)"
    assert f"ressemble à {name}, qui a signé un autre texte de la charte." in asked
    assert f"C’est {name}\u202f: elle signe ce texte, sa fiche reste comme elle est" in asked
    assert "Ce qu’elle a signé avant ne change pas." in asked
    signature, other = session.signatures.order_by("organisation__created_at")
    assert (signature.organisation, other.organisation.name) == (known, "La Régie")
    assert (signature.charter_version, signature.source) == (a_charter(), Signature.Source.PAPER)
    assert (signature.status, signature.signed_on) == (Status.CONFIRMED, date(2026, 10, 12))
    assert scan_of(signature) == A_PDF
    assert signature.paper_scan.name == other.paper_scan.name
    mandate = signature.mandates.get()
    assert (mandate.signer_name, mandate.signer_role, mandate.decided_by) == ("Léa Petit", "salariée", "board")
    assert record.get() == was
    assert known.signatures.exclude(pk=signature.pk).values().get() == first
    assert Message.objects.count() == mails, "nobody is told"
    assert verify() == 4


def test_who_signed_this_text_already_is_left_aside(team: Client, session: SigningSession) -> None:
    """As the sheet of another room says it, which nobody read yet."""
    [known] = signed_before("Les Voisines")
    line = a_line(1, "Les Voisines")
    entered(team, session, line, choix_1=str(known.pk))

    page = text(entered(team, session, line, choix_1=str(known.pk)))

    assert "qui a déjà signé ce texte" in page
    assert "La laisser de côté\u202f: elle a déjà signé ce texte" in page
    assert "sa fiche reste comme elle est" not in page
    assert "error-summary" in page, "it is no choice"
    assert known.signatures.count() == 2


def test_who_no_longer_stands_by_this_text_may_sign_it_again(team: Client, session: SigningSession) -> None:
    [known] = signed_before("Les Voisines")
    line = a_line(1, "Les Voisines")
    entered(team, session, line, choix_1=str(known.pk))
    withdraw(session.signatures.get(), by=a_team_member(), reason="Pas elle.", told=False)

    page = text(entered(team, session, line))
    entered(team, session, line, choix_1=str(known.pk))

    assert "sa fiche reste comme elle est" in page
    assert {each.status for each in session.signatures.all()} == {Status.WITHDRAWN, Status.CONFIRMED}


def test_a_text_that_differs_by_typography_alone_is_the_same(team: Client, session: SigningSession) -> None:
    a_published_signature(name="Les Voisines")
    first = a_charter()
    newer = a_newer_charter()
    CharterVersion.objects.filter(pk=newer.pk).update(corrects=first)

    page = text(entered(team, session, a_line(1, "Les Voisines")))

    assert "qui a déjà signé ce texte" in page


def test_of_two_that_a_line_may_be_one_is_chosen(team: Client, session: SigningSession) -> None:
    close, same = signed_before("Jardins du Mail d’en haut", "Les Jardins du Mail")
    line = a_line(1, "Les Jardins du Mail")

    page = text(entered(team, session, line))
    entered(team, session, line, choix_1=str(close.pk))

    assert page.index(f'value="{same.pk}"') < page.index(f'value="{close.pk}"'), "of the very same name first"
    assert [each.signatures.count() for each in (close, same)] == [2, 1]
    page = text(entered(team, session, line))
    assert "qui a signé un autre texte de la charte\u202f; à «\u202fJardins du Mail d’en haut" in page
    assert f'value="{close.pk}"' not in page
    assert "La laisser de côté\u202f: elle a déjà signé ce texte" in page


def test_an_association_signs_once_whatever_its_lines(team: Client, session: SigningSession) -> None:
    [known] = signed_before("Les Voisines")
    lines = a_line(2, "Les Voisines"), a_line(3, "Voisines")

    page = text(entered(team, session, *lines, choix_2=str(known.pk), choix_3=str(known.pk)))

    assert 'id="id_choix_3_error"' in page
    assert "La ligne 2 dit déjà que c’est elle." in page
    assert not session.signatures.exists()


@pytest.mark.parametrize(("who", "commune"), [(Role.Kind.TERRITORIAL, "93"), (Role.Kind.NATIONAL, None)])
def test_of_two_communes_of_one_name_the_one_of_her_departments_is_meant(
    who: Role.Kind, commune: str | None
) -> None:
    """Who animates the whole country too says which, at the reading."""
    a_commune(code="97411")
    sacha = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    if who == Role.Kind.NATIONAL:
        Role.objects.create(user=sacha, kind=who)

    entered(team_browser(sacha), a_session(by=sacha), a_line(1, "Les Voisines"))

    assert Organisation.objects.get(name="Les Voisines").department_code == commune


def test_a_commune_is_meant_and_not_the_part_of_it_that_bears_its_code() -> None:
    whole = a_commune()
    Commune.objects.create(
        code=whole.code, kind=Commune.Kind.DELEGATED, name="Saint-Denis", department=whole.department, parent=whole
    )

    assert communes_meant(["Saint-Denis (93)"]) == {"Saint-Denis (93)": whole}


def test_one_out_of_her_departments_is_neither_shown_nor_signs() -> None:
    [far] = signed_before("Les Voisines")
    Organisation.objects.filter(pk=far.pk).update(commune=None, commune_typed="Lyon")
    sacha = a_colleague(Role.Kind.TERRITORIAL, Department.objects.get(code="93"))
    hers = a_session(by=sacha)

    entered(team_browser(sacha), hers, a_line(1, "Les Voisines"), choix_1=str(far.pk))

    assert hers.signatures.get().organisation != far
    with pytest.raises(ActionRefused, match="pas dans vos départements"):
        enter_sheet(hers, [SheetLine(paper_facts(), far)], by=sacha, scan="papier/feuille.pdf")


def test_several_lines_may_be_left_aside_and_one_commune_is_one_however_it_is_written(
    team: Client, session: SigningSession
) -> None:
    signed_before("Les Voisines", "Le Mail")
    again = [*map(a_line, (1, 2, 3), ("Les Voisines", "Le Mail", "Rose"))]
    again.append(a_line(4, "Rose", commune="Saint-Denis (93)"))

    page = text(entered(team, session, *again, choix_1="leave", choix_2="leave"))
    assert 'name="choix_4"' in page, "the third and the fourth are one"
    entered(team, session, *again, choix_1="leave", choix_2="leave", choix_4="leave")

    assert [each.organisation.name for each in session.signatures.all()] == ["Rose"]


def test_a_sheet_where_every_line_is_left_aside_enters_nothing(team: Client, session: SigningSession) -> None:
    a_published_signature(name="Les Voisines")

    page = text(entered(team, session, a_line(1, "Les Voisines"), choix_1="leave"))

    assert "Aucune ligne de cette feuille n’est à entrer." in page


def test_the_same_sheet_is_entered_once(team: Client, session: SigningSession) -> None:
    summary = text(team.post(address_of(session), a_sheet(a_line(1, "Les Voisines"))))
    sent = a_sheet(a_line(1, "Les Voisines"), scan=None, feuille=token_in(summary), entrer="1", choix_1="enter")
    team.post(address_of(session), sent)

    page = text(team.post(address_of(session), sent))

    assert "Cette feuille est déjà entrée" in page
    assert Signature.objects.count() == 1


def test_a_scan_is_kept_for_one_person_and_one_session(team: Client, session: SigningSession) -> None:
    token = token_in(text(team.post(address_of(session), a_sheet(a_line(1, "Les Voisines")))))
    sent = a_sheet(a_line(1, "Les Voisines"), scan=None, feuille=token)

    elsewhere = team.post(address_of(a_session()), sent)
    another = team_browser(a_team_member()).post(address_of(session), sent)
    forged = team.post(address_of(session), sent | {"feuille": token[:-1]})

    for answer in (elsewhere, another, forged):
        assert "Choisissez le scan de la feuille" in text(answer)


def test_a_scan_that_is_gone_is_asked_for_again(team: Client, session: SigningSession) -> None:
    token = token_in(text(team.post(address_of(session), a_sheet(a_line(1, "Les Voisines")))))
    for name in files():
        storages["private"].delete(f"papier/{name}")

    page = text(team.post(address_of(session), a_sheet(a_line(1, "Les Voisines"), scan=None, feuille=token)))

    assert "Choisissez le scan de la feuille" in page


def test_the_history_of_the_session_says_it(team: Client, session: SigningSession) -> None:
    entered(team, session, a_line(1, "Les Voisines"))

    assert "session.sheet_entered" in Event.objects.about(session).values_list("kind", flat=True)


def a_two_lined_sheet(session: SigningSession) -> list[Signature]:
    entered(team_browser(a_team_member()), session, a_line(1, "Les Voisines"), a_line(2, "Le Mail"))
    return list(session.signatures.order_by("organisation__name_key"))


@pytest.mark.django_db(transaction=True)
def test_the_sheet_goes_whole_once_one_of_its_lines_is_erased(session: SigningSession) -> None:
    """It shows the handwritten names of all."""
    mail, voisines = a_two_lined_sheet(session)
    scan, team = voisines.paper_scan, a_team_member()
    withdraw(mail, by=team, reason="Dissolution.", told=False)

    erase_organisation(Organisation.objects.get(pk=mail.organisation_id), by=team)

    assert not scan.storage.exists(str(scan.name))
    assert {each.paper_scan.name for each in Signature.objects.all()} == {""}


@pytest.mark.django_db(transaction=True)
def test_another_scan_for_one_line_leaves_the_sheet_to_the_others(session: SigningSession) -> None:
    mail, voisines = a_two_lined_sheet(session)
    scan = voisines.paper_scan

    correct_paper(mail, said_by(mail), by=a_team_member(), scan=ContentFile(A_PDF, name="autre.pdf"))

    assert scan.storage.exists(str(scan.name))
    voisines.refresh_from_db()
    assert voisines.paper_scan.name == scan.name
    correct_paper(voisines, said_by(voisines), by=a_team_member(), scan=ContentFile(A_PDF, name="encore.pdf"))
    assert not scan.storage.exists(str(scan.name))


def test_who_does_not_animate_all_its_lines_does_not_read_a_sheet(session: SigningSession) -> None:
    mail, voisines = a_two_lined_sheet(session)
    sacha = team_browser(a_colleague(Role.Kind.TERRITORIAL, Department.objects.get(code="93")))
    address, link = f"/animation/signatures/{mail.pk}/", f"/animation/signatures/{mail.pk}/scan/"
    record = f"/animation/associations/{mail.organisation.slug}/"

    assert status_of(sacha.get(link)) == 200
    assert link in text(sacha.get(address))
    assert link in text(sacha.get(record))
    Organisation.objects.filter(pk=voisines.organisation_id).update(commune=None, commune_typed="Lyon")
    assert status_of(sacha.get(link)) == 404
    assert link not in text(sacha.get(address))
    assert link not in text(sacha.get(record))
    assert status_of(team_browser(a_team_member()).get(link)) == 200


def test_a_line_out_of_her_departments_is_said_beside_it(session: SigningSession) -> None:
    sacha = a_colleague(Role.Kind.TERRITORIAL, Department.objects.get(code="93"))
    hers = a_session(by=sacha)
    browser = team_browser(sacha)

    page = text(
        browser.post(address_of(hers), a_sheet(a_line(1, "Le Mail"), a_line(2, "Ailleurs", commune="Lyon")))
    )

    assert 'id="id_commune_2_error"' in page
    assert 'id="id_commune_1_error"' not in page
    assert "confiez ce papier à l’animation nationale" in page
    assert browser.get(address_of(session)).status_code == 404, "she opened another one"


def test_one_line_that_is_refused_and_none_is_entered(session: SigningSession) -> None:
    sacha = a_colleague(Role.Kind.TERRITORIAL, Department.objects.get(code="93"))
    far = paper_facts()
    far = type(far)(**(vars(far) | {"commune": None, "commune_typed": "Lyon"}))

    with pytest.raises(ActionRefused, match="pas dans vos départements"):
        enter_sheet(session, [SheetLine(paper_facts()), SheetLine(far)], by=sacha, scan="papier/feuille.pdf")

    assert not Signature.objects.exists()


@pytest.mark.parametrize("button", [{}, {"entrer": "1"}])
def test_more_lines_cost_no_more_queries(
    team: Client, session: SigningSession, button: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    a_published_signature(name="Le Mail 1")
    costs = []
    for lines in ([1], [1, 2, 3]):
        sent = a_sheet(*(a_line(number, f"Le Mail {number}") for number in lines)) | button
        team.post(address_of(session), sent)
        with django_assert_max_num_queries(100) as asked:
            team.post(address_of(session), sent | {"scan": a_sheet()["scan"]})
        costs.append(len(asked))

    assert costs[0] == costs[1]
    assert costs[0] <= 16
