"""Every association found by what one knows of it, and its page."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from qpv_charter.toolkit.actions import ActionRefused
from signatories.following import views
from signatories.following.actions import rebuild
from signatories.following.exports import COLUMNS
from signatories.following.lists import Associations
from signatories.history.kinds import words_of
from signatories.moderation.actions import ask, note, note_answer
from signatories.moderation.models import Exchange, unanswered_questions, unread_replies
from signatories.organisations.models import Membership, Organisation
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINKS
from signatories.signatures.actions import sign, withdraw
from signatories.signatures.models import Mandate, Signature
from signatories.tags.actions import make, put_on
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_message,
    a_network,
    a_newer_charter,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_qpv,
    a_signatory,
    a_team_member,
    a_theme,
    a_user,
    an_organisation,
    signing_facts,
)
from tests.lists import costs_the_same_at_any_length, queries_of
from tests.signin import browser_of, team_browser
from tests.test_sweep import close_files

pytestmark = pytest.mark.django_db
LIST = "/animation/associations/"


def national() -> Client:
    return team_browser(a_team_member())


def names(browser: Client, **asked: Any) -> list[str]:
    answer = browser.get(LIST, asked)
    assert answer.status_code == 200
    return [each.organisation.name for each in answer.context["listing"].rows]


def the_atelier() -> Organisation:
    """One that differs from the others by all that one may look for."""
    contact = a_user(email="benoit.leroy@atelier.example", first_name="Benoît", last_name="Leroy")
    organisation = an_organisation(
        name="L’Atelier des Lilas (exemple)", contact=contact, commune=a_commune(name="Vénissieux", code="69259")
    )
    Organisation.objects.filter(pk=organisation.pk).update(
        acronym="ADL",
        siren="123456782",
        rna="W691234567",
        address="7 rue Oberkampf",
        public_email="bonjour@adl.example",
    )
    rebuild()
    a_published_signature(organisation=organisation, signer_name="Zoé Quintal")
    a_paper_signature(contact_email="papier@anciens.example")
    return organisation


@pytest.mark.parametrize(
    "typed",
    [
        "atelier",
        "l’atelier des lilas",
        "LILAS exemple",
        "adl",
        "Benoît",
        "leroy atelier",
        "benoit.leroy@atelier.example",
        "bonjour@adl.example",
        "oberkampf",
        "venissieux",
        "Vénissieux",
        "Zoé Quintal",
        "zoe QUINTAL",
        "benoit",
        "BENOÎT LEROY",
        "123 456 782",
        "123 456 782 00012",
        "w69 1234567",
    ],
)
def test_an_association_is_found_by_what_one_knows_of_it(typed: str) -> None:
    the_atelier()

    assert names(national(), q=typed) == ["L’Atelier des Lilas (exemple)"]


def test_a_word_of_signs_alone_finds_nobody() -> None:
    the_atelier()

    assert names(national(), q="&&") == []
    assert names(national(), q="@") != [], "addresses hold it"


@pytest.mark.parametrize("typed", ["martin atelier", "987654321", "leroy marseille"])
def test_every_word_counts(typed: str) -> None:
    the_atelier()

    assert names(national(), q=typed) == []


def test_who_left_is_not_how_one_finds_it_and_a_paper_address_is() -> None:
    organisation = the_atelier()
    Membership.objects.filter(organisation=organisation).update(ended_at=timezone.now())

    assert names(national(), q="benoit.leroy@atelier.example") == []
    assert len(names(national(), q="papier@anciens.example")) == 1


def test_filters_narrow_and_are_kept_from_page_to_page(monkeypatch: pytest.MonkeyPatch) -> None:
    network, theme, browser = a_network(), a_theme(), national()
    lyon = a_commune(name="Lyon", code="69123")
    for name in ("Une", "Deux", "Trois"):
        a_signatory(f"{name} (exemple)", commune=lyon, networks=[network], themes=[theme])
    a_confirmed_signature(name="Ailleurs (exemple)")
    an_organisation(name="Rien signé (exemple)")
    withdraw(a_published_signature(name="Partie (exemple)"), by=a_team_member(), reason="Elle s’arrête.")

    assert names(browser, etat="published") == ["Deux (exemple)", "Trois (exemple)", "Une (exemple)"]
    assert names(browser, etat="confirmed") == ["Ailleurs (exemple)"]
    assert names(browser, etat="aucune") == ["Rien signé (exemple)"]
    assert names(browser, etat="withdrawn") == ["Partie (exemple)"]
    assert len(names(browser)) == 6
    for asked in ({"departement": "69"}, {"reseau": network.slug}, {"theme": theme.slug}):
        assert len(names(browser, **asked)) == 3
    assert names(browser, tri="-nom")[0] == "Une (exemple)"
    monkeypatch.setattr(Associations, "size", 2)
    asked = {"etat": "published", "departement": "69", "page": "2"}
    assert names(browser, **asked) == ["Une (exemple)"]
    page = browser.get(LIST, asked).content.decode()
    assert "associations.csv?etat=published&amp;departement=69" in page
    assert f"{LIST}?etat=published&amp;departement=69&amp;reseau={network.slug}" in page


def test_mandates_and_signs_of_life_are_filters() -> None:
    browser = national()
    known, past, unknown = (a_published_signature(name=f"{name} (exemple)") for name in ("Sue", "Passée", "Tue"))
    Mandate.objects.filter(signature=past).update(next_election=date(2020, 1, 1))
    Mandate.objects.filter(signature=known).update(next_election=timezone.localdate().replace(day=1))
    Mandate.objects.filter(signature=unknown).update(decided_by="")
    for signature, days in ((past, 89), (known, 91), (unknown, 366)):  # made anew each time
        long_ago(signature, days)

    assert names(browser, mandat="connu") == ["Passée (exemple)", "Sue (exemple)"]
    assert names(browser, mandat="inconnu") == ["Tue (exemple)"]
    assert names(browser, mandat="passe") == ["Passée (exemple)"]
    assert names(browser, signe="recent") == ["Passée (exemple)"]
    assert names(browser, signe="ancien") == ["Sue (exemple)", "Tue (exemple)"]
    assert names(browser, signe="silence") == ["Tue (exemple)"]
    assert names(browser, tri="signe") == ["Tue (exemple)", "Sue (exemple)", "Passée (exemple)"]


def long_ago(signature: Signature, days: int) -> Organisation:
    at = timezone.now() - timedelta(days=days)
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=at)
    Mandate.objects.filter(signature=signature).update(created_at=at)
    Organisation.objects.filter(pk=signature.organisation_id).update(created_at=at)
    rebuild()
    return signature.organisation


def test_a_territorial_animator_finds_and_exports_her_departments_alone() -> None:
    the_atelier()
    here = a_published_signature(name="Ici (exemple)").organisation
    browser = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    assert set(names(browser)) == set(
        Organisation.objects.filter(commune__department="93").values_list("name", flat=True)
    )
    page = browser.get(LIST).content.decode()
    assert "departement=69" not in page
    for exported in (as_csv(browser), as_xlsx(browser)):
        assert here.name in str(exported)
        assert "Atelier" not in str(exported)


def as_csv(browser: Client, **asked: str) -> list[list[str]]:
    """The lines of the file, its heading first."""
    content = browser.get(f"{LIST}associations.csv", asked).getvalue()
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def as_xlsx(browser: Client, **asked: str) -> list[list[Any]]:
    book = workbook(browser, **asked)
    return [list(line) for line in book["Associations"].iter_rows(values_only=True)]


def workbook(browser: Client, **asked: str) -> Workbook:
    return load_workbook(io.BytesIO(browser.get(f"{LIST}associations.xlsx", asked).getvalue()))


@pytest.mark.once
@pytest.mark.parametrize(("extension", "read"), [("csv", as_csv), ("xlsx", as_xlsx)])
def test_the_list_is_exported_as_it_is_asked(extension: str, read: Callable[..., list[list[Any]]]) -> None:
    organisation, browser = the_atelier(), national()
    actor = member(a_team_member())
    put_on(make("à rappeler", by=actor), [organisation], by=actor)

    head, *lines = read(browser, q="atelier")

    assert len(head) == len(COLUMNS)
    assert len(lines) == 1
    values = "".join(str(value) for value in lines[0])
    told = (
        "L’Atelier des Lilas (exemple)",
        "ADL",
        "Vénissieux",
        "publiée",
        "123456782",
        "W691234567",
        "Benoît Leroy",
    )
    for each in (*told, "benoit.leroy@atelier.example", "à rappeler"):
        assert each in values
    assert timezone.localdate().isoformat() in values
    assert "papier@anciens.example" in str(read(browser, q="anciens"))
    page = browser.get(LIST, {"q": "atelier"})
    assert f'href="{LIST}associations.{extension}?q=atelier"' in page.content.decode()
    answer = browser.get(f"{LIST}associations.{extension}")
    close_files(answer)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="associations.{extension}"'


@pytest.mark.once
def test_both_files_have_the_same_rows_in_the_same_order() -> None:
    the_atelier()
    for name in ("Zèbre (exemple)", "Ânes (exemple)", "=Formule (exemple)"):
        a_published_signature(name=name)
    browser = national()

    (keys, *lines), (labels, *cells) = as_csv(browser), as_xlsx(browser)

    assert keys == [column.key for column in COLUMNS]
    assert labels == [column.label for column in COLUMNS]
    written = [[_as_in_csv(cell) for cell in line] for line in cells]
    assert written == [[value.removeprefix("'") for value in line] for line in lines]
    assert [line[1] for line in written] == names(browser)


def _as_in_csv(cell: Any) -> str:
    if cell is None:
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


@pytest.mark.once
def test_a_workbook_says_what_it_holds() -> None:
    the_atelier()

    book = workbook(national(), q="atelier", etat="published")

    said = {line[0]: line[1] for line in book["À lire"].iter_rows(values_only=True)}
    is_sorted = book["Associations"].auto_filter.sortState
    assert is_sorted
    assert is_sorted.sortCondition[0].ref == "B2:B2", "by name"
    assert said["Contenu"] == "la recherche «\u202fatelier\u202f», État\u202f: Publiée"
    assert said["Associations"] == "1"
    assert "il reste dans l’équipe" in str(said["À savoir"])
    assert {column.label for column in COLUMNS} <= said.keys()
    everybody = workbook(national())["À lire"]
    assert "toutes les associations" in [line[1] for line in everybody.iter_rows(values_only=True)]


def test_of_more_than_a_workbook_holds_the_list_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    the_atelier()
    browser = national()
    monkeypatch.setattr(views, "MOST_SHEET_ROWS", 1)

    answer = browser.get(f"{LIST}associations.xlsx", {"q": "exemple"}, follow=True)

    assert answer.redirect_chain == [(f"{LIST}?q=exemple", 302)]
    assert "Un classeur tient 1 association au plus\u202f: demandez-en moins" in answer.content.decode()
    assert len(as_xlsx(browser, q="atelier")) == 2


@pytest.mark.once
def test_the_csv_is_made_while_it_is_sent() -> None:
    the_atelier()
    browser = national()

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(f"{LIST}associations.csv")
        before = len(asked)
        answer.getvalue()

    assert answer.streaming
    assert len(asked) == before + 3, "associations, contacts, tags"


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_costs_the_same_at_any_length(extension: str) -> None:
    browser, costs = national(), []
    for many in (1, 2):
        for _ in range(many):
            a_published_signature()
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{LIST}associations.{extension}").getvalue()
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_a_list_costs_the_same_at_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    costs_the_same_at_any_length(monkeypatch, national(), Associations, LIST, a_published_signature)


def test_a_page_says_all_that_is_known_of_one() -> None:
    signature, team = a_published_signature(name="Les Lilas (exemple)"), a_team_member()
    organisation = signature.organisation
    contact = organisation.memberships.get().user
    ask(signature, by=team, text="Avez-vous déménagé\u202f?")
    note(signature, by=team, text="Rappeler en mars.")
    a_message(to="secret@example.org", subject="Votre code 123456", secret=True, about=[organisation])
    url = reverse("following:association", args=[organisation.slug])

    page = team_browser(team).get(url).content.decode()

    for told in (contact.email, contact.full_name, "Aminata Diallo", "Avez-vous déménagé", "Rappeler en mars."):
        assert told in page
    assert "Votre code ••••" in page
    assert reverse("moderation:review", args=[signature.pk]) in page
    assert reverse("moderation:decide", args=[signature.pk, "telephone"]) in page
    assert f"<strong>{words_of('signature.published')}</strong>" in page
    theirs = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department)).get(url).content.decode()
    assert "Rappeler en mars." in theirs
    assert "Votre code" not in theirs, "mails are everybody’s: national animators read them"
    assert reverse("erasure:organisation", args=[organisation.pk]) not in theirs


def test_who_looks_after_it_and_who_left_are_told_apart() -> None:
    organisation = a_published_signature().organisation
    left = organisation.memberships.get()
    there = Membership.objects.create(organisation=organisation, user=a_user())
    Membership.objects.filter(pk=left.pk).update(ended_at=timezone.now())

    page = national().get(reverse("following:association", args=[organisation.slug])).context

    assert (page["contacts"], page["former"]) == ([there], [left])


def test_a_page_says_nothing_of_another_association() -> None:
    network, theme, commune = a_network(), a_theme(), a_commune()
    mine = a_signatory("Une (exemple)", commune=commune, networks=[network], themes=[theme])
    other = a_signatory(
        "Autre (exemple)", networks=[a_network("Zénith", acronym="Z")], themes=[a_theme("Sport")], qpvs=[a_qpv()]
    )
    for each in (mine, other):
        note(each, by=a_team_member(), text=f"De {each.organisation.name}.")
        a_message(subject=f"À {each.organisation.name}", about=[each.organisation])

    page = national().get(reverse("following:association", args=[mine.organisation.slug])).context

    assert (page["networks"], page["themes"], page["qpvs"]) == ([network], [theme], [])
    assert [each.text for each in page["exchanges"]] == ["De Une (exemple)."]
    assert "À Autre (exemple)" not in {each.subject for each in page["mails"]}
    assert [signature for signature, _ in page["signatures"]] == [mine]


def test_each_has_its_own_page() -> None:
    browser, pages = national(), {}
    for name in ("Une (exemple)", "Autre (exemple)"):
        slug = a_published_signature(name=name).organisation.slug
        pages[name] = reverse("following:association", args=[slug])

    for name, url in pages.items():
        assert browser.get(url).context["organisation"].name == name
    assert browser.get(reverse("following:association", args=["nulle-part"])).status_code == 404


def test_a_page_costs_the_same_whatever_was_said() -> None:
    signature, browser = a_published_signature(), national()
    url, costs = reverse("following:association", args=[signature.organisation.slug]), []
    for many in (1, 3, 30):
        while Exchange.objects.count() < many:
            note(signature, by=a_team_member(), text="Vu.")
            a_message(about=[signature.organisation])
            withdraw(signature, by=a_team_member(), reason="Elle signe de nouveau.")
            signature = a_published_signature(organisation=signature.organisation)
        costs.append(queries_of(browser, url))

    assert costs[0] == costs[1] == costs[2]


def test_an_answer_got_by_telephone_is_an_answer() -> None:
    signature, team = a_published_signature(), a_team_member()
    ask(signature, by=team, text="Toujours là\u202f?")
    Exchange.objects.update(at=timezone.now() - timedelta(days=30))
    assert unanswered_questions().exists()
    browser = team_browser(team)

    tells = reverse("moderation:decide", args=[signature.pk, "telephone"])
    answer = browser.post(tells, {"text": "Oui, depuis peu à Lyon.", "vu": 0})

    assert answer.status_code == 302
    assert not unanswered_questions().exists()
    assert not unread_replies().exists(), "who noted it has read it"
    space = browser_of(signature.organisation.memberships.get().user)
    page = space.get(f"/espace/{signature.organisation.slug}/echanges/").content.decode()
    assert "Oui, depuis peu à Lyon." in page
    paused = a_paused_signature()
    note_answer(paused, by=team, text="Nous voilà.")
    paused.refresh_from_db()
    assert paused.status == "published"
    withdraw(paused, by=team, reason="Fin.")
    with pytest.raises(ActionRefused, match="est retirée"):
        note_answer(paused, by=team, text="Trop tard.")


def test_the_workspace_leads_to_those_that_one_animates_with_how_many() -> None:
    for commune in (a_commune(), a_commune(), a_commune(name="Lyon", code="69123")):
        an_organisation(commune=commune)
    people = {
        "national": a_team_member(),
        "territorial": a_colleague(Role.Kind.TERRITORIAL, a_commune().department),
        "committee": a_colleague(Role.Kind.COMMITTEE),
    }

    assert {
        name: [link.count for link in WORKSPACE_LINKS.gather(member(person)) if link.href == LIST]
        for name, person in people.items()
    } == {"national": [3], "territorial": [2], "committee": []}


def test_who_signed_a_newer_text_stays_published_while_that_waits_to_be_read() -> None:
    first, browser = a_published_signature(name="Rose (exemple)"), national()
    a_published_signature(name="Lilas (exemple)")
    a_newer_charter()
    sign(first.organisation, facts=signing_facts())

    assert names(browser, etat="published") == ["Lilas (exemple)", "Rose (exemple)"]
    assert names(browser, etat="confirmed") == ["Rose (exemple)"]
    rows = browser.get(LIST).content.decode().split("<tr>")[2:]
    assert [("Publiée" in row, "À relire" in row) for row in rows] == [(True, False), (True, True)]
    page = browser.get(f"{LIST}{first.organisation.slug}/").content.decode()
    assert "Publiée" in page.partition("Dernier signe")[0]
