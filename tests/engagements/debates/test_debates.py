"""Debates and notes, from the question to the dated notes."""

import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from engagements.debates.actions.inviting import GUESTS, end_guest, forget_old_guests, invite, invite_guest
from engagements.debates.actions.points import MOST_POINTS, Said, add, change, decide_there, strike
from engagements.debates.actions.sheets import (
    TO_CORRECT,
    Readers,
    Words,
    add_note,
    agree,
    begin,
    choose_readers,
    close,
    close_all,
    forget_words_of,
    have_it_read,
    named_in,
    open_after,
    prepare,
    take_notes,
)
from engagements.debates.contributions import is_read_again
from engagements.debates.lists import Sheets
from engagements.debates.models import (
    LONGEST_POINT,
    Part,
    Point,
    Sheet,
    SheetGuest,
    SheetNote,
    SheetParty,
    Stage,
    State,
)
from engagements.debates.queries import at, columns_of, guests, next_gathering, to_agree, waiting_for
from engagements.debates.tasks import close_sheets
from engagements.decisions.models import Decision
from engagements.decisions.places import ORIGIN
from engagements.letter.places import LETTER
from engagements.letter.places import Part as LetterPart
from engagements.participation.actions import cancel
from engagements.participation.models import GatheringTime
from engagements.scope.places import place_of
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, SPACE, SPACE_STEPS, SPACE_WAITING
from signatories.people.actors import Actor
from signatories.people.places import JOURNAL, Period
from signatories.signatures.actions import withdraw
from tests.constraints import changed
from tests.engagements.debates.scenes import (
    QUESTION,
    a_contact,
    a_gathering,
    a_point,
    a_sheet,
    agreed,
    an_animator,
    apart,
    closed,
    facts,
    far_away,
    franc_moisin,
    held,
    in_days,
    notes,
    organiser,
    read_again,
    ten_days_later,
    the_team,
)
from tests.engagements.decisions.scenes import LIGHT, a_decision
from tests.engagements.participation.scenes import a_gathering_held
from tests.factories import a_commune, a_qpv
from tests.lists import costs_the_same_at_any_length
from tests.races import raised, side_by_side
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
WEEK = Period(in_days(-7), in_days(1))


def test_nine_agree_two_do_not_and_the_sheet_keeps_it() -> None:
    """From the question to the page, by the pages alone."""
    contact, neighbour = a_contact(name="La Régie (exemple)"), a_contact(name="Le Lien (exemple)")
    browser = browser_of(contact.person)
    question = {"title": QUESTION, "stage": "avant", "reach": "qpv", "qpvs": ["QN09331M"], "place_reads": "on"}

    browser.post(f"/espace/{contact.organisation.slug}/debats/", question)
    sheet = Sheet.objects.get()
    base = sheet.get_absolute_url()
    browser.post(f"{base}commencer/")
    browser.post(f"{base}animer/", {"part": "agreed", "agreed-text": "Trop peu de bénévoles."})
    disagreement = {
        "part": "apart",
        "apart-text": "Une fête de moins.",
        "apart-reason": "Les petits ne traversent pas.",
        "apart-association": str(neighbour.organisation.pk),
    }
    written = browser.post(f"{base}animer/", disagreement, follow=True).content.decode()
    decision = {"text": LIGHT, "association": str(contact.organisation.pk), "month": in_days(0).replace(day=1)}
    browser.post(f"{base}decider/", decision)
    page = browser.get(base).content.decode()

    assert "C’est écrit." in written
    said = ["Trop peu de bénévoles.", "Une fête de moins.", "Les petits ne traversent pas.", "Le Lien (exemple)"]
    assert [words for words in [*said, LIGHT] if words not in page] == []
    assert "Rien n’est écrit ici." in page  # nothing is to be tried, and that is shown
    assert Decision.objects.get().commitments == ["debat"]
    assert browser_of(neighbour.person).get(base).status_code == 200


def test_a_disagreement_without_a_holder_or_a_reason_is_asked_for_and_nothing_typed_is_lost() -> None:
    by = a_contact()
    sheet = held(by=by)

    page = browser_of(by.person).post(
        f"{sheet.get_absolute_url()}animer/", {"part": "apart", "apart-text": "Une fête de moins."}
    )

    shown = page.content.decode()
    assert "un désaccord a ses raisons" in shown
    assert "Dites qui le porte" in shown
    assert "Une fête de moins." in shown
    assert not Point.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(part="ailleurs", text="Oui."), "quelle partie"),
        (agreed(" \u200b "), "en quelques mots"),
        (agreed("é" * (LONGEST_POINT + 1)), "500"),
        (apart(reason=" "), "ses raisons"),
        (apart(called=" "), "qui le porte"),
    ],
)
def test_points_are_checked_at_this_door_too(said: Said, words: str) -> None:
    by = a_contact()
    sheet = held(by=by)

    with pytest.raises(ActionRefused, match=words):
        add(sheet, said, by=by)

    assert not Point.objects.exists()


def test_a_holder_is_a_signatory_of_the_department() -> None:
    by = a_contact()
    sheet = held(by=by)

    for other in (a_contact(published=False), far_away()):
        with pytest.raises(ActionRefused, match="signataire du département"):
            add(sheet, apart(organisation=other.organisation), by=by)


def test_what_is_at_the_bound_is_taken_and_a_sheet_holds_so_many_points() -> None:
    by = a_contact()
    sheet = held(by=by)
    for _ in range(MOST_POINTS):
        add(sheet, agreed("é" * LONGEST_POINT), by=by)

    with pytest.raises(ActionRefused, match="deux pages"):
        add(sheet, agreed(), by=by)


def test_only_a_disagreement_keeps_a_holder() -> None:
    point = a_point(said=Said(part=Part.TRY, text="Une navette.", reason="Parce que.", called="Rosa"))

    assert (point.reason, point.voice) == ("", None)


def test_who_takes_part_writes_and_nobody_else() -> None:
    by, invited, other = a_contact(), a_contact(), a_contact()
    sheet = held(by=by)
    invite(sheet, invited.organisation, by=by)

    add(sheet, agreed(), by=invited)

    for stranger in (other, Actor(), the_team()):
        with pytest.raises(ActionRefused, match="qui y participent"):
            add(sheet, agreed(), by=stranger)
    withdraw(invited.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")
    with pytest.raises(ActionRefused, match="qui y participent"):
        add(sheet, agreed(), by=invited)


def test_a_point_is_changed_by_who_wrote_it_holds_it_or_leads() -> None:
    by, writer, holder, other = a_contact(), a_contact(), a_contact(), a_contact()
    sheet = held(by=by, place_reads=True)
    said = apart(organisation=holder.organisation)
    point = add(sheet, said, by=writer)

    for number, each in enumerate((writer, holder, by)):
        change(point, apart(text=f"Autrement {number}.", organisation=holder.organisation), by=each, read=None)
    with pytest.raises(ActionRefused, match="peut le changer"):
        change(point, said, by=other, read=None)
    with pytest.raises(ActionRefused, match="peut le changer"):
        strike(point, by=other)

    assert Point.objects.get().text == "Autrement 2."


def test_two_who_change_a_point_at_once_see_both_texts() -> None:
    by = a_contact()
    point = add(held(by=by), agreed("Le premier"), by=by)
    change(point, agreed("Le sien"), by=by, read=0)
    path = f"{point.sheet.get_absolute_url()}point/{point.pk}/"

    with pytest.raises(Stale):
        change(point, agreed("Le mien"), by=by, read=0)
    late = {"text": "Le mien", "revision": "0"}
    both = browser_of(by.person).post(path, late).content.decode()
    joined = browser_of(by.person).post(path, {**late, "both": "1"}).content.decode()

    assert "Le sien" in both
    assert "Le mien" in both
    assert "Le sien\n\nLe mien" in joined
    assert Point.objects.get().text == "Le sien"


@pytest.mark.django_db(transaction=True)
def test_several_who_write_at_once_lose_nothing() -> None:
    by = a_contact()
    sheet = held(by=by)

    answers = side_by_side(*(partial(add, sheet, agreed(f"Point {number}"), by=by) for number in range(4)))

    assert raised(answers) == []
    assert {*Point.objects.values_list("text", flat=True)} == {f"Point {number}" for number in range(4)}


@pytest.mark.django_db(transaction=True)
def test_the_notes_of_a_gathering_are_opened_once() -> None:
    gathering = a_gathering(days=(10,))
    by = organiser(gathering)

    answers = side_by_side(*(partial(take_notes, gathering, by=by) for _ in range(2)))

    assert raised(answers) == []
    assert Sheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_followed_by_one_other() -> None:
    by = a_contact()
    sheet = closed(held(by=by), by=by)

    answers = side_by_side(*(partial(open_after, sheet, by=by) for _ in range(2)))

    assert raised(answers) == [ActionRefused]
    assert Sheet.objects.filter(before=sheet).count() == 1


def test_what_a_point_said_is_taken_off_with_how_somebody_was_called() -> None:
    by = a_contact()
    point = add(held(by=by), apart(), by=by)
    assert Voice.objects.get().called == "Rosa (exemple)"

    browser_of(by.person).post(f"{point.sheet.get_absolute_url()}point/{point.pk}/", {"strike": "1"})

    assert not Point.objects.exists()
    assert not Voice.objects.exists()
    with pytest.raises(ActionRefused, match="retiré ce point"):
        strike(point, by=by)


def test_once_closed_no_page_opens_to_change_a_point_nor_to_decide() -> None:
    by = a_contact()
    sheet = held(by=by)
    point = add(sheet, agreed(), by=by)
    browser, base = browser_of(by.person), sheet.get_absolute_url()
    pages = [f"{base}point/{point.pk}/", f"{base}decider/"]
    before = [browser.get(page).status_code for page in pages]

    closed(sheet, by=by)

    assert before == [200, 200]
    assert [browser.get(page).status_code for page in pages] == [404, 404]
    assert browser.post(pages[0], {"strike": "1"}).status_code == 404
    assert Point.objects.get() == point


def test_who_held_something_is_called_by_a_name_for_three_months() -> None:
    by = a_contact()
    point = add(held(by=by), apart(), by=by)

    assert point.voice
    assert point.voice.forget_on == timezone.localdate() + timedelta(days=90)
    change(point, apart(organisation=by.organisation), by=by, read=None)
    assert not Voice.objects.exists()


WRONG: dict[str, Callable[[Sheet, Contact], object]] = {
    "déjà commencé": lambda sheet, by: begin(begin(sheet, by=by), by=by),
    "une fois le débat tenu": lambda sheet, by: have_it_read(sheet, by=by),
    "jour du débat": lambda sheet, by: add(sheet, agreed(), by=by),
    "jour du débat à sa": lambda sheet, by: decide_there(sheet, facts(), by=by),
    "n’est pas close": lambda sheet, by: add_note(sheet, by=by, text="Trop tôt."),
    "une fois celle-ci close": lambda sheet, by: open_after(sheet, by=by),
    "Seule l’association": lambda sheet, _: have_it_read(sheet, by=a_contact()),
    "Seule l’association qui": lambda sheet, _: choose_readers(sheet, by=the_team(), readers=Readers()),
    "Seule l’association qui a": lambda sheet, _: invite(sheet, a_contact().organisation, by=Actor()),
    "qui y participent": lambda sheet, by: agree(sheet, by=by, yes=True),
    "signataire du département": lambda sheet, by: invite(sheet, far_away().organisation, by=by),
    "trois mois au plus": lambda sheet, by: invite_guest(
        sheet, by=by, called="Le conseil", until=timezone.localdate() + GUESTS.longest + timedelta(days=1)
    ),
    "un jour à venir": lambda sheet, by: invite_guest(sheet, by=by, called="Le conseil", until=in_days(-1)),
    "qui vous invitez": lambda sheet, by: invite_guest(sheet, by=by, called=" ", until=in_days(1)),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_is_refused_plainly(words: str) -> None:
    by = a_contact()
    sheet = a_sheet(by=by)

    with pytest.raises(ActionRefused, match=words):
        WRONG[words](sheet, by)


@pytest.mark.parametrize(
    ("by", "words", "stage"),
    [
        (Actor, Words(title="Une question"), "avant"),
        (lambda: a_contact(published=False), Words(title="Une question"), "avant"),
        (lambda: an_animator("69"), Words(title="Une question"), "avant"),
        (a_contact, Words(title=" "), "avant"),
        (a_contact, Words(title="Une question"), ""),
    ],
)
def test_a_debate_is_opened_by_a_signatory_with_a_question(
    by: Callable[[], Actor], words: Words, stage: str
) -> None:
    with pytest.raises(ActionRefused):
        prepare(by=by(), place=franc_moisin(), words=words, stage=stage, readers=Readers())

    assert not Sheet.objects.exists()


def test_the_team_opens_one_and_leads_it() -> None:
    team = an_animator("93")
    sheet = held(by=team)

    assert sheet.organisation is None
    assert add(sheet, agreed(), by=team).written_for is None
    assert add(sheet, agreed(), by=the_team())
    with pytest.raises(ActionRefused):
        add(sheet, agreed(), by=an_animator("69"))


def test_those_of_the_place_are_invited_to_a_debate_that_they_read() -> None:
    by, neighbour, far = a_contact(), a_contact(), far_away()

    a_sheet(by=by, place_reads=True)
    a_sheet(by=by)

    assert [party.organisation for party in SheetParty.objects.all()] == [neighbour.organisation]
    assert far.organisation != neighbour.organisation


def test_it_is_read_again_for_ten_days_then_closes_by_itself() -> None:
    by, holder = a_contact(), a_contact()
    sheet = held(by=by)
    point = add(sheet, apart(organisation=holder.organisation), by=by)
    sheet = have_it_read(sheet, by=by)
    assert sheet.correct_until == timezone.localdate() + TO_CORRECT

    change(point, apart(text="Ce n’est pas ce que j’ai dit.", organisation=holder.organisation), by=holder, read=0)
    close_sheets.call()
    sheet.refresh_from_db()
    assert sheet.state == State.CORRECTING

    ten_days_later(sheet)
    close_all()
    close_all()
    sheet.refresh_from_db()
    assert sheet.state == State.CLOSED
    with pytest.raises(ActionRefused, match="ajoutez une note"):
        change(point, apart(organisation=holder.organisation), by=holder, read=None)


def test_the_last_of_its_ten_days_is_one_of_them() -> None:
    by = a_contact()
    sheet = have_it_read(held(by=by), by=by)
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=timezone.localdate())

    assert close(sheet).state == State.CORRECTING


def test_a_mail_to_read_again_is_worth_sending_until_the_sheet_closes() -> None:
    by = a_contact()
    sheet = have_it_read(held(by=by), by=by)
    before = is_read_again(sheet=str(sheet.pk))

    close(ten_days_later(sheet))

    assert (before, is_read_again(sheet=str(sheet.pk))) == (True, False)


def test_a_sheet_shows_what_was_said_and_decided_there_and_waits_for_who_is_named_there_alone() -> None:
    by, doer, other = a_contact(), a_contact(), a_contact()
    sheet, elsewhere = held(by=by, wants_public=True), held(by=by, wants_public=True)
    point = add(sheet, apart(organisation=doer.organisation), by=by)
    decision = decide_there(sheet, facts(organisation=doer.organisation), by=by)
    add(elsewhere, agreed(), by=by)
    decide_there(elsewhere, facts(organisation=other.organisation), by=by)

    columns = columns_of(sheet)

    assert [[*column.points] for column in columns] == [[], [point], []]
    assert [[*column.decisions] for column in columns] == [[decision], [], []]
    assert [*waiting_for(sheet)] == [doer.organisation]
    assert named_in(sheet) == {doer.organisation.pk}
    agree(sheet, by=doer, yes=True)
    assert closed(sheet, by=by).is_public
    shown = {each.pk: each.audience for each in Decision.objects.all()}
    assert shown.pop(decision.pk) == "public"
    assert {*shown.values()} == {"between"}


def test_what_comes_late_is_a_dated_note() -> None:
    by, invited = a_contact(), a_contact(name="Le Lien (exemple)")
    sheet = held(by=by)
    invite(sheet, invited.organisation, by=by)
    sheet = closed(sheet, by=by)
    path = f"{sheet.get_absolute_url()}noter/"

    empty = browser_of(invited.person).post(path, {"text": " "}).content.decode()
    browser_of(invited.person).post(path, {"text": "La navette coûte le double (exemple)."})

    page = browser_of(by.person).get(sheet.get_absolute_url()).content.decode()
    assert "Écrivez ce que vous voulez ajouter." in empty
    assert "La navette coûte le double (exemple)." in page
    assert "Le Lien (exemple)" in page
    assert day(timezone.localdate()) in page
    with pytest.raises(ActionRefused, match="Écrivez"):
        add_note(sheet, by=by, text=" ")
    with pytest.raises(ActionRefused, match="participent"):
        add_note(sheet, by=a_contact(), text="Moi aussi.")


def test_to_try_opens_the_sheet_of_after() -> None:
    by = a_contact()
    sheet = closed(held(by=by, place_reads=True), by=by)

    answer = browser_of(by.person).post(f"{sheet.get_absolute_url()}apres/", follow=True)

    after = Sheet.objects.get(before=sheet)
    assert (after.stage, after.title, after.state, after.place_reads) == (
        Stage.AFTER,
        sheet.title,
        "prepared",
        True,
    )
    assert answer.status_code == 200
    page = browser_of(by.person).get(after.get_absolute_url()).content.decode()
    assert f'href="{sheet.get_absolute_url()}"' in page


def test_a_meeting_opens_on_what_was_to_be_done_and_the_next_date() -> None:
    by = a_contact()
    decision = a_decision(by=by, called="Fatou (exemple)")
    far = a_decision(by=a_contact(qpv=lyon()), called="Rosa", text="Ailleurs (exemple)", place=at_lyon())
    following = a_gathering(by, days=(10,))
    sheet = notes(by=by)
    decide_there(sheet, facts(text="Décidé aujourd’hui (exemple)"), by=by)

    page = browser_of(by.person).get(f"{sheet.get_absolute_url()}animer/").content.decode()
    before, _, parts = page.partition('id="agreed"')

    assert decision.text in before
    assert "Fatou (exemple)" in before
    assert following.title in before
    assert str(following.chosen) in before
    assert "Décidé aujourd’hui (exemple)" not in before
    assert "Décidé aujourd’hui (exemple)" in parts
    assert far.text not in page


def lyon() -> Any:
    return a_qpv(name="Loin", code="QN06901M")


def at_lyon() -> Any:
    return place_of(qpvs=[lyon()], department=None)


def test_the_notes_of_a_gathering_are_opened_from_its_page() -> None:
    gathering = a_gathering_held()
    by = organiser(gathering)
    browser = browser_of(by.person)
    organise = f"/espace/{by.organisation.slug}/rencontres/{gathering.pk}/"

    page = browser.get(organise).content.decode()
    asked = browser.get(f"{organise}notes/").content.decode()
    browser.post(f"{organise}notes/")
    sheet = Sheet.objects.get(gathering=gathering)
    after = browser.get(organise).content.decode()

    assert "Ouvrir les notes" in page
    assert gathering.title in asked
    assert (sheet.title, sheet.organisation, sheet.stage) == (gathering.title, by.organisation, "")
    assert sheet.get_absolute_url() in after
    assert "Ouvrir les notes" not in Client().get(gathering.get_absolute_url()).content.decode()


def test_only_its_organiser_takes_the_notes_of_a_gathering_that_has_a_date() -> None:
    asking = a_gathering()
    with pytest.raises(ActionRefused, match="Fixez d’abord la date"):
        take_notes(asking, by=organiser(asking))
    with pytest.raises(ActionRefused, match="Seule l’association"):
        take_notes(a_gathering(days=(10,)), by=a_contact())


def printed(browser: Client, sheet: Sheet) -> PdfReader:
    answer = browser.get(f"{sheet.get_absolute_url()}fiche.pdf")
    return PdfReader(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))


def test_notes_bear_the_day_of_the_gathering_even_typed_later_and_no_day_to_come() -> None:
    for days, held_on in ((-20, in_days(-20)), (3, in_days(0))):
        gathering = a_gathering(days=(10,))
        when = GatheringTime.objects.get(gathering=gathering)
        when.day = in_days(days)
        when.save()
        by = organiser(gathering)
        assert begin(take_notes(gathering, by=by), by=by).held_on == held_on


def test_notes_are_printed_on_one_sheet_with_who_came() -> None:
    gathering = a_gathering_held()
    by = organiser(gathering)
    sheet = begin(take_notes(gathering, by=by), by=by)
    add(sheet, apart(), by=by)
    decide_there(sheet, facts(organisation=by.organisation), by=by)

    read = printed(browser_of(by.person), sheet)

    text = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    said = ["14 habitantes et habitants", "Une de moins (exemple).", "Rosa (exemple)", by.organisation.name]
    assert [words for words in [*said, "Rien n’est écrit ici."] if words not in text] == []
    assert len(read.pages) == 1


def test_a_guest_reads_by_a_link_with_an_end() -> None:
    by, web = a_contact(), Client()
    sheet = held(by=by)
    data = {"called": "Le conseil citoyen (exemple)", "until": in_days(9).isoformat()}
    page = browser_of(by.person).post(f"{sheet.get_absolute_url()}inviter/", data).content.decode()
    link = page.partition("/debats/invitation/")[2].partition("<")[0]

    entered = web.get(f"/debats/invitation/{link}", follow=True)
    written = web.post(f"{sheet.get_absolute_url()}animer/", {"part": "agreed", "agreed-text": "Moi."})

    assert entered.status_code == 200
    assert sheet.title in entered.content.decode()
    assert "private" in entered["Cache-Control"]
    assert written.status_code == 302
    assert not Point.objects.exists()
    guest = SheetGuest.objects.get()
    browser_of(by.person).post(f"{sheet.get_absolute_url()}inviter/{guest.pk}/retirer/")
    assert web.get(sheet.get_absolute_url()).status_code == 404
    assert not SheetGuest.objects.exists()


def test_a_guest_of_one_sheet_reads_no_other_and_is_forgotten_with_time() -> None:
    by, web = a_contact(), Client()
    key = invite_guest(a_sheet(by=by), by=by, called="Le conseil (exemple)", until=in_days(1))
    web.get(f"/debats/invitation/{key.clear}/")

    assert web.get(a_sheet(by=by).get_absolute_url()).status_code == 404
    forget_old_guests()
    assert guests(key.target.sheet).get() == key.target
    SheetGuest.objects.update(until=in_days(-1))
    assert not guests(key.target.sheet).exists()
    forget_old_guests()
    assert not SheetGuest.objects.exists()


def test_a_guest_reads_the_sheet_that_she_is_invited_to_among_others() -> None:
    by, webs = a_contact(), [Client(), Client()]
    sheets = [a_sheet(by=by, title=f"{word} question (exemple)") for word in ("Une", "Autre")]
    for web, sheet in zip(webs, sheets, strict=True):
        key = invite_guest(sheet, by=by, called="Le conseil (exemple)", until=in_days(1))
        web.get(f"/debats/invitation/{key.clear}/")

    pages = [web.get(sheet.get_absolute_url()).content.decode() for web, sheet in zip(webs, sheets, strict=True)]

    assert [[sheet.title in page for sheet in sheets] for page in pages] == [[True, False], [False, True]]
    assert [web.get(sheets[0].get_absolute_url()).status_code for web in webs] == [200, 404]


def test_who_does_not_lead_ends_no_invitation() -> None:
    by = a_contact()
    guest = invite_guest(a_sheet(by=by), by=by, called="Le conseil (exemple)", until=in_days(1)).target

    with pytest.raises(ActionRefused, match="Seule l’association"):
        end_guest(guest, by=a_contact())


def test_an_association_is_invited_once() -> None:
    by, other = a_contact(), a_contact()
    sheet = a_sheet(by=by)
    path = f"{sheet.get_absolute_url()}inviter/"

    browser_of(by.person).post(path, {"association": str(other.organisation.pk)})
    invite(sheet, other.organisation, by=by)
    again = browser_of(by.person).get(path).content.decode()

    assert SheetParty.objects.count() == 1
    assert f'value="{other.organisation.pk}"' not in again


def test_its_readers_are_chosen_by_who_leads_it() -> None:
    by, neighbour = a_contact(), a_contact()
    sheet = held(by=by)
    decision = decide_there(sheet, facts(organisation=by.organisation), by=by)
    assert decision.audience == "between"

    browser_of(by.person).post(f"{sheet.get_absolute_url()}lecteurs/", {"place_reads": "on"})

    decision.refresh_from_db()
    assert decision.audience == "place"
    assert Sheet.objects.visible_to(neighbour).exists()
    assert browser_of(neighbour.person).get(f"{sheet.get_absolute_url()}lecteurs/").status_code == 404


def told(contact: Contact, period: Period = WEEK) -> list[tuple[LetterPart, str]]:
    return [(each.part, each.name) for each in LETTER.gather(contact, period) if each.name.startswith("debate")]


def test_the_letter_and_the_space_ask_to_read_again_and_to_agree() -> None:
    by, holder, neighbour, far = a_contact(), a_contact(), a_contact(), far_away()
    sheet = held(by=by, wants_public=True)
    add(sheet, apart(organisation=holder.organisation), by=by)
    assert told(holder) == []

    sheet = read_again(sheet, by=by)
    asked = [(LetterPart.ANSWER, f"debate.{what}:{sheet.pk}") for what in ("correct", "agree")]
    assert told(holder) == asked
    assert told(neighbour) == []
    waiting = [each.href for each in SPACE_WAITING.gather(holder) if "/debats/" in each.href]
    assert waiting == [sheet.get_absolute_url()] * 2

    agree(sheet, by=holder, yes=True)
    sheet = close(ten_days_later(sheet))
    assert sheet.is_public
    done = [(LetterPart.DONE, f"debate:{sheet.pk}")]
    assert told(holder) == told(neighbour) == done
    assert told(far) == []
    assert told(neighbour, Period(in_days(-7), in_days(0))) == []


@pytest.mark.parametrize(("pressed", "agreed"), [({}, True), ({"non": ""}, False)])
def test_it_says_yes_or_no_from_the_page_of_the_sheet(pressed: dict[str, str], agreed: bool) -> None:  # noqa: FBT001  # a table
    by, holder = a_contact(), a_contact()
    sheet = held(by=by, wants_public=True)
    add(sheet, apart(organisation=holder.organisation), by=by)
    agree(read_again(sheet, by=by), by=holder, yes=not agreed)

    browser_of(holder.person).post(f"{sheet.get_absolute_url()}accord/", pressed)

    assert (sheet.parties.get(organisation=holder.organisation).agreed_at is not None) is agreed


def test_who_leads_and_who_said_yes_are_not_waited_for() -> None:
    by, holder, other = a_contact(), a_contact(), a_contact()
    sheet = held(by=by, wants_public=True)
    for contact in (by, holder, other):
        add(sheet, apart(organisation=contact.organisation), by=by)
    agree(read_again(sheet, by=by), by=holder, yes=True)

    assert [*waiting_for(sheet)] == [other.organisation]


@pytest.mark.django_db(transaction=True)
def test_what_anybody_may_read_is_in_the_journal_and_on_the_neighbourhoods_page() -> None:
    by = a_contact()
    sheet = closed(held(by=by, wants_public=True), by=by)
    closed(held(by=by, title="Entre nous (exemple)"), by=by)

    news = [each.href for each in JOURNAL.gather(sheet.department, WEEK) if "/debats/" in each.href]

    assert news == [sheet.get_absolute_url()]
    page = Client().get("/quartiers/QN09331M/").content.decode()
    assert sheet.title in page
    assert "Entre nous (exemple)" not in page


def test_the_journal_of_a_territory_holds_what_was_closed_there_in_the_period() -> None:
    by = a_contact()
    sheet = closed(held(by=by, wants_public=True), by=by)

    def told(code: str, name: str, period: Period = WEEK) -> list[str]:
        department = a_commune(code=code, name=name).department
        return [each.href for each in JOURNAL.gather(department, period) if "/debats/" in each.href]

    assert told("93066", "Saint-Denis") == [sheet.get_absolute_url()]
    assert told("69123", "Lyon") == []
    assert told("93066", "Saint-Denis", Period(in_days(-7), in_days(0))) == []


def test_a_meeting_is_told_of_the_next_date_there_or_of_who_leads_it_and_of_no_other() -> None:
    by, other = a_contact(), a_contact()
    sheet = notes(by=by)
    cancel(a_gathering(other, days=(3,)), by=other, why="Pluie (exemple).")
    a_gathering(other, days=(4, 5))
    far = a_gathering(a_contact(qpv=lyon()), days=(16,), place=at_lyon())
    a_gathering(other, days=(7,), is_public=False)
    past = a_gathering(other, days=(8,))
    changed(past, first_at=timezone.now() - timedelta(days=2), last_at=timezone.now() - timedelta(days=2))
    assert next_gathering(sheet, by) is None

    there = a_gathering(other, days=(20,))
    assert next_gathering(sheet, by) == there
    elsewhere = a_gathering(by, days=(9,), place=at_lyon())
    assert next_gathering(sheet, by) == elsewhere

    own = begin(take_notes(elsewhere, by=by), by=by)
    assert next_gathering(own, by) == far


def test_a_decision_says_where_it_was_made_to_who_reads_that_and_the_day_to_the_others() -> None:
    by, other = a_contact(), a_contact()
    sheet = held(by=by)
    decision = decide_there(sheet, facts(organisation=other.organisation), by=by)
    invite(sheet, other.organisation, by=by)

    def origins(actor: Actor) -> list[tuple[str, str]]:
        return [(each.label, each.href) for each in ORIGIN.gather(decision, actor)]

    the_day = f"le {day(timezone.localdate())}"
    for actor in (by, other):
        assert origins(actor) == [(f"{sheet.title}, {the_day}", sheet.get_absolute_url())]
    a_sheet(by=(stranger := a_contact()))
    assert origins(Actor()) == origins(stranger) == [(the_day, "")]
    assert [*ORIGIN.gather(a_decision(by=by), by)] == []


def test_the_space_shows_the_sheets_that_it_takes_part_in_until_they_are_closed() -> None:
    by, invited, other = a_contact(), a_contact(), a_contact()
    sheet = held(by=by)
    invite(sheet, invited.organisation, by=by)

    def shown() -> list[list[Sheet]]:
        sections: list[Any] = [each.context for who in people for each in SPACE.gather(who)]
        return [[*context["sheets"]] for context in sections if "sheets" in context]

    people = (by, invited, other)
    before = shown()
    closed(sheet, by=by)

    assert (before, shown()) == ([[sheet], [sheet]], [])


def test_yes_is_asked_of_who_is_named_and_has_not_said_it_of_what_is_to_be_public() -> None:
    by, holder, doer, invited = a_contact(), a_contact(), a_contact(), a_contact()
    sheets = [held(by=by, wants_public=wanted) for wanted in (True, False)]
    for sheet in sheets:
        add(sheet, apart(organisation=holder.organisation), by=by)
        decide_there(sheet, facts(organisation=doer.organisation), by=by)
        invite(sheet, invited.organisation, by=by)

    def asked() -> list[list[Sheet]]:
        return [[*to_agree(contact)] for contact in (holder, doer, invited, by)]

    early = asked()
    for sheet in sheets:
        read_again(sheet, by=by)
    public = sheets[0]
    assert (early, asked()) == ([[], [], [], []], [[public], [public], [], []])
    agree(public, by=holder, yes=True)
    assert asked() == [[], [public], [], []]


def test_who_was_invited_until_a_day_that_is_over_is_forgotten_and_no_one_else() -> None:
    by = a_contact()
    sheet = held(by=by)
    gone, here = (
        invite_guest(sheet, by=by, called=f"{name} (exemple)", until=in_days(1)).target for name in ("Un", "Deux")
    )
    changed(gone, until=in_days(-1))

    forget_old_guests()

    assert [*SheetGuest.objects.all()] == [here]
    other = invite_guest(sheet, by=by, called="Trois (exemple)", until=in_days(1)).target
    end_guest(other, by=by)
    assert [*SheetGuest.objects.all()] == [here]


def test_the_neighbourhoods_page_shows_what_is_closed_to_who_takes_part_too() -> None:
    leader = a_contact()
    sheet = held(by=leader)

    shown = [str(each) for each in at(a_qpv(), leader)]
    closed(sheet, by=leader)

    assert shown == []
    assert [*at(a_qpv(), leader)] == [sheet]


def test_the_year_remembers_who_led_wrote_or_is_named() -> None:
    by, writer, named, silent = a_contact(), a_contact(), a_contact(), a_contact()
    sheet = held(by=by, place_reads=True)
    add(sheet, apart(organisation=named.organisation), by=writer)

    def evidence(organisation: Organisation, period: Period = WEEK) -> list[tuple[str, tuple[str, ...]]]:
        found = EVIDENCE.gather(organisation, period)
        return [(each.href, each.commitments) for each in found if "/debats/" in each.href]

    line = [(sheet.get_absolute_url(), ("debat",))]
    assert [evidence(each.organisation) for each in (by, writer, named, silent)] == [line, line, line, []]
    assert evidence(by.organisation, Period(in_days(-7), in_days(0))) == []


def test_the_list_answers_its_filters() -> None:
    by = a_contact()
    browser = browser_of(by.person)
    here, far = a_sheet(by=by, title="Avant (exemple)"), a_contact(qpv=lyon())
    a_sheet(by=far, place=at_lyon(), title="Là-bas (exemple)")
    after = closed(held(by=by, stage=Stage.AFTER, title="Après (exemple)"), by=by)
    meeting = notes(by=by)

    def shown(query: str = "") -> set[Sheet]:
        page = browser.get(f"/debats/{query}").content.decode()
        return {each for each in Sheet.objects.all() if f'href="{each.get_absolute_url()}"' in page}

    assert shown() == shown("?qpv=QN09331M") == {here, after, meeting}
    assert shown("?departement=69") == set()
    assert shown("?quand=avant") == {here}
    assert shown("?quand=rencontre") == {meeting}
    assert shown("?etat=closed") == {after}


def test_a_list_costs_as_many_queries_whatever_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    by = a_contact()

    costs_the_same_at_any_length(monkeypatch, browser_of(by.person), Sheets, "/debats/", partial(a_sheet, by=by))


def test_the_space_proposes_to_prepare_one_once_it_has_signed() -> None:
    def proposed(*, published: bool) -> bool:
        return any(
            step.label == "Préparer un débat" for step in SPACE_STEPS.gather(a_contact(published=published))
        )

    assert (proposed(published=True), proposed(published=False)) == (True, False)
    unsigned = a_contact(published=False)
    page = browser_of(unsigned.person).get(f"/espace/{unsigned.organisation.slug}/debats/").content.decode()
    assert "dès que sa signature sera publiée" in page


@pytest.mark.django_db(transaction=True)
def test_who_is_a_signatory_no_more_is_named_to_nobody() -> None:
    by, holder, web = a_contact(name="La Régie (exemple)"), a_contact(name="Le Lien (exemple)"), Client()
    sheet = held(by=by, wants_public=True)
    add(sheet, apart(organisation=holder.organisation), by=by)
    agree(sheet, by=holder, yes=True)
    sheet = closed(sheet, by=by)
    before = web.get(sheet.get_absolute_url()).content.decode()

    for each in (by, holder):
        withdraw(each.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")

    after = web.get(sheet.get_absolute_url()).content.decode()
    assert "La Régie (exemple)" in before
    assert "Le Lien (exemple)" in before
    assert "La Régie (exemple)" not in after
    assert "Le Lien (exemple)" not in after


def test_what_an_erased_association_wrote_is_read_no_more_and_the_rest_stays() -> None:
    by, other = a_contact(), a_contact()
    sheet = held(by=by, place_reads=True)
    mine, theirs = add(sheet, apart(), by=by), add(sheet, agreed("Autre (exemple)"), by=other)
    invite_guest(sheet, by=by, called="Le conseil (exemple)", until=in_days(1))
    add_note(closed(sheet, by=by), by=by, text="Plus tard (exemple).")

    forget_words_of(by.organisation)

    mine.refresh_from_db()
    theirs.refresh_from_db()
    sheet.refresh_from_db()
    assert (mine.text, mine.reason, theirs.text) == ("Débat", "Débat", "Autre (exemple)")
    assert (sheet.title, sheet.context, sheet.place_reads) == ("Débat", "", False)
    assert SheetNote.objects.get().text == "Débat"
    assert not SheetGuest.objects.exists()
