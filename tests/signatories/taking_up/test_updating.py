"""A line of an association that is known: what it says otherwise is shown, chosen, written, and taken back."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatories.erasure.actions import erase_address, erase_organisation
from signatories.history.models import Event
from signatories.moderation.papers import correct_paper, said_by
from signatories.organisations.actions import add_contact
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.signatures.actions import publish, sign, withdraw
from signatories.signatures.dates import Precision
from signatories.signatures.models import RegisterEntry, Signature, Status
from signatories.signatures.proof import proof_of
from signatories.signatures.verification import verify
from signatories.taking_up import actions, blocks
from signatories.taking_up.differences import between, now
from signatories.taking_up.known import latest_of
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.queries import counts
from tests.constraints import changed
from tests.factories import (
    a_commune,
    a_newer_charter,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_user,
    signing_facts,
)
from tests.signatories.taking_up.lists import a_list, entered, undone
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
HEADINGS = ["Association", "Forme", "Ville", "QPV", "RNA", "SIREN", "Mail", "Date"]
State = ImportRow.State


def line(name: str = "Les Voisines", **said: str) -> list[str]:
    cells = {"forme": "", "ville": "Saint-Denis", "qpv": "", "rna": "", "siren": "", "mail": "", "date": ""} | said
    return [name, *cells.values()]


@pytest.fixture
def known() -> Signature:
    """Published, from a list of before, without anybody who looks after it."""
    a_qpv()
    first = entered(
        a_list(line(rna="W931234567", mail="voisines@example.org", date="juin 2020"), headings=HEADINGS)
    )
    signature = first.rows.get().signature
    assert signature
    return publish(signature, by=a_team_member(), told=False)


def again(*lines: list[str]) -> ListImport:
    return a_list(*lines, headings=HEADINGS)


def differing(taken: ListImport) -> dict[str, tuple[str, str]]:
    row = taken.rows.get()
    return {each["slug"]: (each["now"], each["then"]) for each in row.differences}


def taking_all(taken: ListImport) -> ListImport:
    return taking(taken, **{each["slug"]: True for each in taken.rows.get().differences})


def taking(taken: ListImport, **answers: bool) -> ListImport:
    number = taken.rows.get().number
    return actions.choose(taken, by=a_team_member(), choices={}, answers={number: answers})


ALL = {
    "forme": "collectif",
    "ville": "Bourg-en-Bresse",
    "qpv": "QN09331M",
    "siren": "732829320",
    "mail": "bureau@example.org",
    "date": "12/06/2020",
}
HERE = ALL | {"ville": "Saint-Denis"}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"mail": "voisines@example.org", "rna": "W931234567"},
        {"date": "06/2020"},
        {"mail": "autre@example.org voisines@example.org"},
        {"date": "inconnue"},
        {"ville": "SAINT DENIS", "forme": "association"},
    ],
)
def test_what_says_the_same_or_less_changes_nothing(known: Signature, said: dict[str, str]) -> None:
    row = again(line("LES VOISINES", **said)).rows.get()

    assert (row.state, row.differences, row.standing) == (State.KNOWN, [], known)
    assert "rien ne change" in row.why


def test_of_a_day_that_is_known_its_month_says_nothing(known: Signature) -> None:
    changed(known, signed_on=date(2020, 6, 12), signed_precision=Precision.DAY)

    assert again(line(date="juin 2020")).rows.get().state == State.KNOWN
    assert differing(again(line(date="juillet 2020"))) == {"date": ("12 juin 2020", "juillet 2020")}


def test_what_is_said_otherwise_is_shown_part_by_part(known: Signature) -> None:
    taken = again(line(**HERE))

    assert taken.rows.get().state == State.DIFFERS
    assert differing(taken) == {
        "forme": ("Association", "Collectif sans existence légale"),
        "quartiers": ("", "QN09331M"),
        "siren": ("", "732829320"),
        "courriel": ("voisines@example.org", "bureau@example.org"),
        "date": ("juin 2020", "12 juin 2020"),
    }


def test_a_close_name_with_its_number_is_known_and_says_where_it_is(known: Signature) -> None:
    """Another number, and somebody has to say; a number that two names bear joins nothing."""
    a_commune(name="Aubervilliers", code="93001")
    named = ["Les Voisines du Landy, du Clos, du Mail", "Les Voisines du Landy et du Clos"]
    Organisation.objects.update(name=named[0], name_key="les voisines du landy du clos du mail")
    close = {"ville": "Aubervilliers"}

    same, other = (
        again(line(named[1], rna="W931234567", **close)),
        again(line(named[1], rna="W931234568", **close)),
    )
    several = again(line(named[1], rna="W931234567", **close), line("Autre", rna="W931234567"))

    assert differing(same)["nom"] == (named[0], named[1])
    assert differing(same)["siege"] == ("Saint-Denis (93)", "Aubervilliers (93)")
    assert other.rows.get().state == State.UNCLEAR
    assert several.rows.all()[0].state == State.UNCLEAR


def test_somebody_says_that_it_is_the_same(known: Signature) -> None:
    taken = again(line("Voisines", siren="732829320"))
    row, browser, address = (
        taken.rows.get(),
        team_browser(a_team_member()),
        f"/animation/reprises/{taken.pk}/lignes/",
    )
    assert (row.state, row.standing) == (State.UNCLEAR, known)

    page = browser.post(address, {f"ligne-{row.number}": "same"}, follow=True).content.decode()

    assert "Garder\u202f: Les Voisines" in page
    assert "Prendre\u202f: 732829320" in page
    browser.post(address, {f"ligne-{row.number}-nom": "garder"})
    assert taken.rows.get().answers == {"nom": False}, "what was left unanswered waits"
    answers = {f"ligne-{row.number}-siren": "prendre"}
    page = browser.post(address, answers, follow=True).content.decode()
    assert "Corriger 1 fiche" in page
    entered(taken)
    known.organisation.refresh_from_db()
    assert (known.organisation.name, known.organisation.siren) == ("Les Voisines", "732829320")
    assert "Fiches corrigées" in browser.get(f"/animation/reprises/{taken.pk}/").content.decode()


def test_nothing_is_replaced_that_nobody_took(known: Signature) -> None:
    taken = taking(again(line(siren="732829320", mail="bureau@example.org")), siren=False)
    assert taken.rows.get().state == State.DIFFERS, "one part waits"

    taken = taking(taken, courriel=False)

    assert taken.rows.get().state == State.KNOWN
    known.organisation.refresh_from_db()
    assert (known.organisation.siren, known.organisation.contact_email) == (None, "voisines@example.org")


def test_what_was_taken_is_written_as_a_correction_and_nobody_is_told(known: Signature) -> None:
    team, mails = a_team_member(), Message.objects.count()

    taken = entered(taking_all(again(line(**HERE))), by=team)

    row, after = taken.rows.get(), Signature.objects.get(pk=known.pk)
    assert (row.state, row.signature, row.facts) == (State.UPDATED, None, {})
    assert (after.organisation.kind, after.organisation.siren) == ("collective", "732829320")
    assert (after.organisation.contact_email, after.signed_on) == ("bureau@example.org", date(2020, 6, 12))
    assert [qpv.code for qpv in after.organisation.qpvs.all()] == ["QN09331M"]
    assert after.organisation.rna == "W931234567", "the line did not say it"
    kinds = Event.objects.filter(actor=team).values_list("kind", flat=True)
    assert {"organisation.put_right", "signature.put_right", "organisation.located"} <= set(kinds)
    sealed = RegisterEntry.objects.filter(signature_id=known.pk, kind=RegisterEntry.Kind.CORRECTED)
    assert sealed.exists()
    assert proof_of(after).name == "Les Voisines"
    assert after.status == Status.PUBLISHED
    assert Message.objects.count() == mails
    assert verify()


def test_it_is_told_when_somebody_says_so(known: Signature) -> None:
    taken = entered(taking(again(line(siren="732829320")), siren=True))

    actions.begin_telling(taken, by=a_team_member())
    while blocks.tell_block(taken):
        pass

    assert Message.objects.get(kind="list_import.listed").to == "voisines@example.org"


@pytest.mark.parametrize("how", ["online", "contact"])
def test_what_an_association_says_itself_no_list_says_better(known: Signature, how: str) -> None:
    if how == "contact":
        add_contact(known.organisation, user=a_user(), role="présidente")
    else:
        Signature.objects.update(source=Signature.Source.ONLINE)

    row = again(line(**HERE)).rows.get()

    assert (row.state, row.differences) == (State.KNOWN, [])


def test_a_number_that_another_bears_changes_nothing(known: Signature) -> None:
    other = a_published_signature(name="Autre").organisation
    Organisation.objects.filter(pk=other.pk).update(siren="732829320")

    assert again(line(siren="732829320")).rows.get().state == State.KNOWN


def test_the_date_of_another_text_changes_nothing(known: Signature) -> None:
    taken = again(line(date="12/06/2020"))
    assert differing(taken).keys() == {"date"}

    assert between(known, taken.rows.get().facts, addresses=["voisines@example.org"], same_text=False) == []


def test_a_list_of_another_text_says_of_how_many_it_changes_nothing(known: Signature) -> None:
    browser, address = team_browser(a_team_member()), "/animation/reprises/{}/"
    of_same = again(line())
    a_newer_charter()
    a_published_signature(name="Rose")  # of the newer one
    of_newer = again(line("Rose"), line("Les Voisines"), line("Lilas"))

    pages = [browser.get(address.format(taken.pk)).text for taken in (of_same, of_newer)]

    assert [counts(taken).of_another_text for taken in (of_same, of_newer)] == [0, 1]
    assert ["Des signataires d’un autre texte" in page for page in pages] == [False, True]
    assert "1 association de cette liste figure déjà parmi les signataires, pour un autre texte" in pages[1]


def test_a_line_is_compared_with_what_its_association_stands_by(known: Signature) -> None:
    a_published_signature()
    a_newer_charter()
    later = sign(known.organisation, facts=signing_facts())
    withdraw(later, by=a_team_member(), reason="À sa demande.")

    assert latest_of({known.organisation_id}) == {known.organisation_id: known}


def test_a_record_that_changed_meanwhile_is_not_overwritten(known: Signature) -> None:
    taken = taking(again(line(siren="732829320")), siren=True)
    Organisation.objects.filter(pk=known.organisation_id).update(siren="552100554")

    row = entered(taken).rows.get()

    assert (row.state, row.choice, row.standing) == (State.UNCLEAR, "", None), "it is asked about anew"
    assert "a changé depuis" in row.why
    assert Organisation.objects.get(pk=known.organisation_id).siren == "552100554"


def test_undone_what_was_before_is_back(known: Signature) -> None:
    """What was typed by hand too, where official places were taken."""
    Organisation.objects.update(commune=None, commune_typed="Bourg", qpv_typed="Le Clos")
    a_commune(name="Bourg-en-Bresse", code="01053")
    before, number = state_of(known), str(known.organisation_id)
    headings = ["id", *HEADINGS]
    taken = taking_all(a_list([number, *line("Voisines (exemple)", **ALL)], headings=headings))
    taken = entered(taken)
    assert state_of(known) | {"rna": ""} == {
        "name": "Voisines (exemple)",
        "kind": "collective",
        "rna": "",
        "siren": "732829320",
        "contact_email": "bureau@example.org",
        "commune": "01053",
        "commune_typed": "",
        "qpvs": ["QN09331M"],
        "qpv_typed": "",
        "outside_qpv": False,
        "signed_on": "2020-06-12",
        "signed_precision": "day",
    }
    mails = Message.objects.count()

    taken = undone(taken)

    assert state_of(known) == before
    assert taken.rows.count() == 0
    assert Message.objects.count() == mails
    assert Signature.objects.get(pk=known.pk).status == Status.PUBLISHED
    assert verify()


def test_undone_the_neighbourhoods_of_before_are_back(known: Signature) -> None:
    Organisation.objects.update(qpv_typed="Le Clos")
    before = state_of(known)
    taken = entered(taking_all(again(line(qpv="QN09331M"))))
    assert (state_of(known)["qpvs"], state_of(known)["qpv_typed"]) == (["QN09331M"], "")

    undone(taken)

    assert state_of(known) == before


def state_of(signature: Signature) -> dict[str, Any]:
    return now(Signature.objects.get(pk=signature.pk))


def test_undone_what_somebody_touched_since_stays_and_is_named(known: Signature) -> None:
    team = a_team_member()
    taken = entered(taking(again(line(siren="732829320")), siren=True))
    since = Signature.objects.get(pk=known.pk)
    said = said_by(since)
    correct_paper(since, type(said)(**(vars(said) | {"siren": "552100554"})), by=team)

    taken = undone(taken)

    assert Organisation.objects.get(pk=known.organisation_id).siren == "552100554"
    page = team_browser(team).get(f"/animation/reprises/{taken.pk}/").content.decode()
    assert "Les Voisines" in page
    assert "elle reste comme elle est" in page


def test_what_was_before_is_forgotten_with_its_association(known: Signature) -> None:
    taken = entered(taking(again(line(mail="bureau@example.org")), courriel=True))
    assert "voisines@example.org" in taken.rows.get().cells
    team = a_team_member()
    withdraw(known, by=team, reason="Dissolution.", told=False)

    erase_organisation(Organisation.objects.get(pk=known.organisation_id), by=team)

    row = taken.rows.get()
    assert (row.cells, row.differences, row.text) == ([], [], "")


def test_an_address_that_was_replaced_is_forgotten_by_itself(known: Signature) -> None:
    taken = entered(taking(again(line(mail="bureau@example.org")), courriel=True))

    erase_address("voisines@example.org", by=a_team_member())

    row = taken.rows.get()
    assert (row.cells, row.differences, row.text) == ([], [], "")


def test_a_line_that_may_be_another_is_not_forgotten_with_it(known: Signature) -> None:
    perhaps, team = again(line("Voisines", siren="732829320")), a_team_member()
    withdraw(known, by=team, reason="Dissolution.", told=False)

    erase_organisation(Organisation.objects.get(pk=known.organisation_id), by=team)

    assert "Voisines" in perhaps.rows.get().cells


def test_more_known_lines_cost_no_more_queries(known: Signature) -> None:
    def checked(*lines: list[str]) -> int:
        taken = again(*lines)
        with CaptureQueriesContext(connection) as queries:
            actions.choose(taken, by=taken.received_by, choices={})
        return len(queries)

    entered(again(line("Le Mail"), line("La Régie")))

    one = checked(line("Les Voisines", siren="732829320"))
    assert checked(line("Les Voisines", mail="b@example.org"), line("Le Mail", mail="c@example.org")) == one
