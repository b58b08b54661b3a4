"""The five screens, as somebody of the federation meets them."""

import re
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from signatories.history.models import Event
from signatories.signatures.models import Signature, Status
from signatories.taking_up import actions
from signatories.taking_up.lists import Imports
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.tasks import enter_lines, publish_lines
from tests.factories import a_charter, a_commune, a_qpv, a_team_member
from tests.lists import costs_the_same_at_any_length, queries_of
from tests.signatories.taking_up.lists import PLAIN, a_line, a_list, published, undone
from tests.signatories.taking_up.messy import MESSY, as_xlsx
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
HOME = "/animation/reprises/"
RADIO = re.compile(r'type="radio" name="([^"]+)" value="([^"]*)"')


def answered(page: str, first: int = 0) -> dict[str, str]:
    """The first answer to each question of a page."""
    return dict(reversed(RADIO.findall(page)))


def test_a_messy_list_goes_from_its_file_to_the_public_in_one_sitting() -> None:
    a_qpv()
    a_commune(name="Bourg-en-Bresse", code="01053")
    team, version = a_team_member(), a_charter()
    browser = team_browser(team)
    file = SimpleUploadedFile("liste 2022.xlsx", as_xlsx(MESSY, others=["Budget"]))

    columns = browser.post(HOME, {"file": file, "charter_version": version.pk}, follow=True)
    page = columns.content.decode()
    assert "Que contient chaque colonne" in page
    assert "amis@example.org" in page, "examples help"
    form = columns.context["form"]
    said = {field.html_name: field.value() for field in form}

    values = browser.post(columns.request["PATH_INFO"], said, follow=True)
    assert "Les valeurs à décider" in values.content.decode()
    while "Les valeurs à décider" in (page := values.content.decode()):
        values = browser.post(values.request["PATH_INFO"], answered(page), follow=True)

    assert "LES AMIS DU MAIL" in page, "twins in capitals"
    summary = browser.post(values.request["PATH_INFO"], answered(page), follow=True)
    taken = ListImport.objects.get()
    assert "Intégrer 8 lignes" in summary.content.decode()

    browser.post(f"{HOME}{taken.pk}/integrer/")
    enter_lines.call(str(taken.pk))
    assert "Publier 8 signatures" in browser.get(f"{HOME}{taken.pk}/").content.decode()
    assert Signature.objects.published().count() == 0

    browser.post(f"{HOME}{taken.pk}/publier/")
    publish_lines.call(str(taken.pk), by=team.pk)
    assert Signature.objects.published().count() == 8
    assert {each.status for each in Signature.objects.all()} == {Status.PUBLISHED}


def sent(browser: Client, content: bytes) -> str:
    data = {"file": SimpleUploadedFile("liste.xls", content), "charter_version": a_charter().pk}
    return browser.post(HOME, data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("content", "what_to_do"),
    [
        (b"\xd0\xcf\x11\xe0 ancien", "Classeur Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "retirez le mot de passe"),
        (b"PK pas un zip", "enregistrez-le de nouveau"),
        (b"\x00\x01\x02", "un fichier CSV"),
        (b";;;\n;;", "vide"),
        (b"Association;Ville\n", "aucune ligne"),
    ],
    ids=["xls", "password", "damaged", "binary", "empty", "headings alone"],
)
def test_what_we_do_not_read_is_refused_with_what_to_do(content: bytes, what_to_do: str) -> None:
    assert what_to_do in sent(team_browser(a_team_member()), content)
    assert not ListImport.objects.exists()


def test_a_file_sent_twice_leads_to_where_its_import_is() -> None:
    browser, content = team_browser(a_team_member()), as_xlsx([["Association"], ["Les Voisines (exemple)"]])
    sent(browser, content)

    assert "a déjà été envoyé" in sent(browser, content)
    assert ListImport.objects.count() == 1


def test_a_column_is_held_by_one_field_and_the_name_is_needed() -> None:
    taken, browser = a_list(), team_browser(a_team_member())
    address = f"{HOME}{taken.pk}/colonnes/"
    fields = {f"colonne-{at}": "rien" for at in range(6)}

    assert "nom de l’association" in browser.post(address, fields).content.decode()
    twice = fields | {"colonne-0": "name", "colonne-1": "name"}
    assert "ne peuvent pas contenir la même chose" in browser.post(address, twice).content.decode()


def test_a_column_is_named_by_its_heading_or_by_its_place() -> None:
    taken = a_list(["Les Voisines", "?"], headings=["Association", ""])

    page = team_browser(a_team_member()).get(f"{HOME}{taken.pk}/colonnes/")

    assert [field.label for field in page.context["form"]] == ["Association", "Colonne 2, sans titre"]


def test_a_value_is_read_as_one_of_what_is_offered_on_all_its_lines() -> None:
    a_commune(name="Saint-Denis", code="97411")
    taken, browser = (
        a_list(a_line("Rose"), a_line("Iris"), a_line("Lilas", town="Nulle")),
        team_browser(a_team_member()),
    )
    address = f"{HOME}{taken.pk}/valeurs/"
    page = browser.get(address)
    name, asked = next(iter(page.context["form"].questions.items()))
    option = [text for text, *_ in asked["options"]].index("Saint-Denis (97)")

    labels = [str(field.label) for field in page.context["form"] if "texte" not in field.name]
    assert ["2 lignes" in label for label in labels] == [True, False]
    assert "1 ligne" in labels[1]
    assert "1 lignes" not in labels[1]
    browser.post(address, {name: str(option)})

    assert [row.facts["commune"] for row in taken.rows.order_by("number")] == ["97411", "97411", ""]


def test_columns_are_remembered_for_the_next_list() -> None:
    first = a_list(a_line("Les Voisines"), headings=["Asso", "Ville", "Mail", "Qui", "Quoi", "Date"])
    browser = team_browser(a_team_member())
    said = ["name", "commune", "email", "signer", "role", "signed_on"]
    browser.post(f"{HOME}{first.pk}/colonnes/", {f"colonne-{at}": key for at, key in enumerate(said)})

    second = a_list(a_line("D’autres"), headings=["Quoi", "Asso", "Qui", "Date", "Ville", "Mail"])

    assert second.columns == ["role", "name", "signer", "signed_on", "commune", "email"]


def test_a_heading_that_was_left_aside_once_says_nothing_of_what_it_held_before() -> None:
    headings, team = ["Asso", "Divers"], a_team_member()
    for columns in (["name", "role"], ["name", ""]):
        taken = a_list(["Les Voisines", " ".join(columns)], headings=headings)
        actions.name_columns(taken, by=team, columns=columns)

    assert a_list(["D’autres", "?"], headings=headings).columns == ["name", "role"]


def test_a_column_without_a_heading_is_not_remembered() -> None:
    taken = a_list(["Les Voisines", "Léa"], headings=["Association", ""])
    actions.name_columns(taken, by=a_team_member(), columns=["name", "role"])

    assert a_list(["D’autres", "?"], headings=["Association", ""]).columns == ["name", ""]


def test_something_else_may_be_read_in_the_place_of_a_value() -> None:
    taken, browser = a_list(a_line("Les Voisines", town="St-Dny")), team_browser(a_team_member())
    address = f"{HOME}{taken.pk}/valeurs/"
    name = next(iter(answered(browser.get(address).content.decode())))

    empty = browser.post(address, {name: "autre", f"{name}-texte": ""})
    assert "Écrivez ce qu’il faut lire" in empty.content.decode()
    browser.post(address, {name: "autre", f"{name}-texte": "Saint-Denis (93)"})

    row = taken.rows.get()
    assert (row.state, row.facts["commune"]) == (ImportRow.State.READY, "93066")


def test_a_screen_comes_back_while_it_settles_something_and_leads_on_when_nothing_is_said() -> None:
    browser = team_browser(a_team_member())
    unknown = a_line("Rose", town="Nulle"), a_line("Iris", town="Aucune")
    taken = a_list(*unknown, *map(a_line, ("Les Voisines", "Voisines", "Lilas Rouge", "Rouge Lilas")))
    here = f"{HOME}{taken.pk}/"

    def sent(screen: str, *names: str) -> str:
        """Where the answers to these questions lead."""
        said = answered(browser.get(f"{here}{screen}").content.decode())
        data = {name: said[name] for name in names} | {"csrfmiddlewaretoken": "…"}  # as a browser: never empty
        return browser.post(f"{here}{screen}", data).headers["Location"]

    first, second = sorted(answered(browser.get(f"{here}valeurs/").content.decode()))
    assert sent("valeurs/") == f"{here}lignes/"
    assert sent("valeurs/", first) == f"{here}valeurs/"
    assert sent("valeurs/", second) == f"{here}lignes/"
    lines = sorted(answered(browser.get(f"{here}lignes/").content.decode()))
    assert len(lines) > 1
    assert sent("lignes/") == here
    assert [sent("lignes/", line) for line in lines] == [f"{here}lignes/"] * (len(lines) - 1) + [here]


@pytest.mark.parametrize("screen", ["", "colonnes/", "valeurs/", "lignes/"])
def test_a_screen_costs_as_much_for_three_lines_as_for_one(screen: str) -> None:
    browser = team_browser(a_team_member())
    one = a_list(a_line("Ici", town="Ailleurs"))
    three = a_list(*(a_line(name, town=f"Ailleurs {name}") for name in ("Rose", "Lilas", "Iris")))

    costs = [queries_of(browser, f"{HOME}{taken.pk}/{screen}") for taken in (one, three)]

    assert costs[0] == costs[1] <= 12


def test_what_a_file_says_is_text_on_every_screen() -> None:
    """Its cells are shown as examples, in questions, and as reasons: never as a part of the page."""
    mark = "<img src=x>"
    taken = a_list(
        a_line(f"Rose {mark}", town=f"Nulle {mark}"), a_line(f"La Rose {mark}"), a_line(f"Rose la {mark}")
    )
    browser = team_browser(a_team_member())

    for screen in ("colonnes/", "valeurs/", "lignes/", ""):
        page = browser.get(f"{HOME}{taken.pk}/{screen}").content.decode()
        assert mark not in page


def test_lists_are_found_by_their_state() -> None:
    prepared, over = a_list(), undone(a_list(a_line("Rose")))
    browser = team_browser(a_team_member())

    def found(**asked: str) -> set[ListImport]:
        return {*browser.get(HOME, asked).context["listing"].rows}

    assert found(etat="prepared") == {prepared}
    assert found(etat="undone") == {over}
    assert found() == {prepared, over}


def test_each_screen_says_how_far_the_list_is_and_leads_to_the_others_while_it_is_prepared() -> None:
    taken, browser = a_list(a_line("Rose", town="Nulle"), a_line("Iris")), team_browser(a_team_member())

    def steps(screen: str) -> list[tuple[str, str, bool]]:
        shown = browser.get(f"{HOME}{taken.pk}/{screen}").context["steps"]
        return [(step["label"], step["state"], bool(step["href"])) for step in shown]

    assert steps("colonnes/") == [
        ("Fichier", "done", False),
        ("Colonnes", "current", False),
        ("Valeurs", "todo", True),
        ("Lignes", "done", True),
        ("Intégration", "todo", True),
    ]
    assert [state for _, state, _ in steps("valeurs/")] == ["done", "done", "current", "done", "todo"]
    undone(taken)
    assert {leads for _, _, leads in steps("")} == {False}


def test_another_sheet_of_the_file_is_read_instead() -> None:
    content = as_xlsx([PLAIN, a_line("Rose")], others=["Budget"])
    team, browser = a_team_member(), team_browser(a_team_member())
    several = actions.receive(content, by=team, name="liste.xlsx", charter_version=a_charter())
    here = f"{HOME}{several.pk}/"
    assert browser.get(f"{here}colonnes/").context["sheets"]
    assert not browser.get(f"{HOME}{a_list().pk}/colonnes/").context["sheets"], "it has but one"
    actions.choose(several, by=team, choices={2: ImportRow.Choice.LEAVE})

    wrong = browser.post(f"{here}feuille/", {"sheet": "Budget"}, follow=True)
    unknown = browser.post(f"{here}feuille/", {"sheet": "Nulle part"}, follow=True)
    assert several.rows.get().choice == ImportRow.Choice.LEAVE, "nothing was read again"
    again = browser.post(f"{here}feuille/", {"sheet": "Signataires"}, follow=True)

    assert "aucune ligne sous ses titres" in wrong.text
    assert [answer.redirect_chain for answer in (wrong, unknown, again)] == [[(f"{here}colonnes/", 302)]] * 3
    assert several.rows.get().choice == ""


def test_nothing_is_written_where_nothing_is_said() -> None:
    browser = team_browser(a_team_member())
    taken = a_list(a_line("Rose", town="Nulle"), *map(a_line, ("Les Voisines", "Voisines")))
    written = Event.objects.count()

    for screen in ("valeurs/", "lignes/"):
        browser.post(f"{HOME}{taken.pk}/{screen}", {"csrfmiddlewaretoken": "…"})

    assert Event.objects.count() == written


def test_those_of_a_list_are_told_by_its_button() -> None:
    taken = published(a_list(a_line("Rose", email="rose@example.org")))

    page = team_browser(a_team_member()).post(f"{HOME}{taken.pk}/prevenir/", follow=True).text

    assert "Les messages sont en route, un par adresse." in page


def test_the_list_of_lists_costs_the_same_at_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    browser, numbers = team_browser(a_team_member()), count(1)

    costs_the_same_at_any_length(
        monkeypatch, browser, Imports, HOME, lambda: a_list(a_line(f"Rose {next(numbers)}"))
    )
