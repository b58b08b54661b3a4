"""What a resident writes: from a phone without an account, to who reads, to an answer or to nobody."""

import re
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from engagements.needs import actions as needs
from engagements.needs.actions import Line
from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.sayings import rules
from engagements.sayings.actions import (
    PER_NEIGHBOURHOOD,
    forget_address,
    forget_old,
    keep_closed,
    open_to_all,
    say,
    take_back,
    tell_who_waits,
)
from engagements.sayings.contributions import stands, waits
from engagements.sayings.highlight import parts
from engagements.sayings.models import LONGEST_SAYING, Saying, Told
from engagements.sayings.queries import waiting_for
from engagements.voices.models import Voice, VoiceContact, VoiceKey
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import bare_address
from signatories.history.models import Event
from signatories.organisations.models import Membership
from signatories.organisations.places import SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.places import WORKSPACE_LINES
from tests.constraints import changed
from tests.engagements.needs.scenes import a_contact, a_need, in_days, the_team
from tests.engagements.relays.scenes import TALK, an_animator, contact_of, relay_browser, the_comite
from tests.engagements.sayings.scenes import (
    EMAIL,
    TEXT,
    a_saying,
    an_opened_one,
    reader_of,
    somewhere_read,
    words,
)
from tests.factories import a_qpv, a_user
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
FORM, SEND = "/besoins/dire/?qpv=QN09331M", "/besoins/dire/envoyer/?qpv=QN09331M"
FIRST = {"wants": "wrong", "about": "street", "text": TEXT}


def hidden(page: str) -> dict[str, str]:
    """What the second screen holds."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(fields)


def code_of(page: str) -> str:
    found = re.search(r'class="big-code">([^<]+)<', page)
    assert found, page
    return found.group(1)


def test_a_need_is_said_in_two_screens_without_account_cookie_or_address() -> None:
    somewhere_read()
    phone = Client()

    first = phone.get(FORM)
    second = phone.post(FORM, FIRST)
    nothing_yet = Saying.objects.exists()
    done = phone.post(SEND, hidden(second.content.decode()))

    page = first.content.decode()
    said = [
        "Danger, menaces, trafic\u202f: n’écrivez pas ici.",
        "dans votre langue",
        "ni la mairie ni le bailleur",
    ]
    assert [each for each in [*said, f"Vous préférez parler\u202f? {TALK}"] if each not in page] == []
    assert page.index("Danger") < page.index("<h1>")
    assert not nothing_yet
    assert code_of(done.content.decode())
    follow = absolute("/besoins/suivre/QN09331M/")
    assert f'<a href="{follow}">{bare_address(follow)}</a>' in done.content.decode(), (
        "whole: it is copied on paper"
    )
    assert not phone.cookies
    saying = Saying.objects.get()
    assert (saying.text, saying.state, saying.voice.called) == (TEXT, "waiting", "")
    assert not VoiceContact.objects.exists()


def test_forty_write_from_one_wifi() -> None:
    somewhere_read()
    for number in range(40):
        shown = hidden(Client().get(FORM).content.decode())
        typed = {**FIRST, **shown, "text": f"Besoin numéro {number} (exemple)"}
        screen = Client().post(FORM, typed).content.decode()
        assert Client().post(SEND, hidden(screen)).status_code == 200

    assert Saying.objects.count() == 40


def test_a_page_sent_twice_writes_once() -> None:
    somewhere_read()
    screen = hidden(Client().post(FORM, FIRST).content.decode())

    Client().post(SEND, screen)
    again = Client().post(SEND, screen).content.decode()

    assert "une fois suffit" in again
    assert Saying.objects.count() == 1


def test_what_is_wrong_keeps_what_was_typed() -> None:
    somewhere_read()

    page = Client().post(FORM, {"text": "Ma lampe (exemple)"}).content.decode()
    long = Client().post(FORM, {**FIRST, "text": "a" * (LONGEST_SAYING + 1)}).content.decode()
    wrong = Client().post(SEND, {**hidden(Client().post(FORM, FIRST).content.decode()), "email": "nora"})

    assert "Choisissez une image." in page
    assert "Ma lampe (exemple)" in page
    assert str(LONGEST_SAYING) in long
    assert TEXT in wrong.content.decode().replace("&#x27;", "'")
    assert not Saying.objects.exists()


@pytest.mark.parametrize("address", ["/besoins/dire/", "/besoins/dire/?qpv=QN00000M", FORM])
def test_where_nobody_reads_there_is_no_form(address: str) -> None:
    contact = a_contact(name="La Régie (exemple)")
    changed(contact.organisation, public_phone="01 23 45 67 89")

    page = Client().get(address).content.decode()

    assert "<textarea" not in page
    assert "Danger" in page
    if address == FORM:
        assert "La Régie (exemple)" in page
        assert 'href="tel:' in page
    assert Client().post(SEND, {**FIRST, "number": str(uuid.uuid4())}).status_code in {200, 302}
    assert not Saying.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_neighbourhoods_page_leads_to_the_form_or_to_doors() -> None:
    a_contact(name="La Régie (exemple)")
    before = Client().get("/quartiers/QN09331M/").content.decode()
    somewhere_read()

    after = Client().get("/quartiers/QN09331M/").content.decode()

    assert FORM not in before
    assert "Dites-le à une association d’ici" in before
    assert FORM in after
    assert TALK in after


def test_nobody_sees_what_waits_but_who_reads_there_and_the_team() -> None:
    saying = a_saying()
    relay = somewhere_read()
    actors = {
        "visitor": Actor(),
        "first": Actor(person=relay.first),
        "second": Actor(person=relay.second),
        "signatory of the place": a_contact(),
        "another reader": Actor(person=somewhere_read(a_qpv(name="Loin", code="QN06901M")).first),
        "person": Actor(person=a_user()),
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }

    seen = {name for name, actor in actors.items() if saying in Saying.objects.visible_to(actor)}

    assert seen == {"first", "second", "its animator", "national"}
    for address in ("/besoins/", "/quartiers/QN09331M/", "/besoins/?qpv=QN09331M"):
        assert TEXT not in Client().get(address).content.decode()


def test_who_reads_sees_doubtful_words_then_a_preview_and_only_its_button_opens() -> None:
    saying = a_saying(text="Chez nous Fatou attend, tel 06 12 34 56 78 (exemple)", email=EMAIL)
    browser, path = relay_browser(somewhere_read().second), f"/besoins/a-lire/{saying.pk}/"

    listed = browser.get("/besoins/a-lire/").content.decode()
    words_ = browser.get(path).content.decode()
    refused = browser.post(path, {"text": saying.text, "ouvrir": "oui"}).content.decode()
    preview = browser.post(path, {"text": "La lampe de Fatou est cassée (exemple)"}).content.decode()
    still = Need.objects.exists()
    opened = browser.post(path, {"text": "La lampe est cassée (exemple)", "ouvrir": "oui"}, follow=True)

    assert "Fatou" not in listed
    assert "<mark>Fatou</mark>" in words_
    assert "<mark>06 12 34 56 78</mark>" in words_
    assert "numéro de téléphone" in refused
    assert "<mark>Fatou</mark>" in preview
    assert not still
    need = Need.objects.get()
    assert opened.redirect_chain[-1][0] == need.get_absolute_url()
    assert (need.text, need.is_public, need.state) == ("La lampe est cassée (exemple)", False, "open")
    saying.refresh_from_db()
    assert saying.text.startswith("Chez nous Fatou")
    assert browser.get(path).status_code == 404


def test_what_is_opened_is_read_by_those_of_the_place_and_by_all_once_shared() -> None:
    _, need = an_opened_one()
    neighbours = [a_contact(), a_contact()]

    before = Client().get(need.get_absolute_url()).status_code
    near = browser_of(neighbours[0].person).get(need.get_absolute_url()).status_code
    for neighbour in neighbours:
        needs.second(need, by=neighbour)

    page = Client().get(need.get_absolute_url())
    assert (before, near, page.status_code) == (404, 200, 200)
    assert "Noté par" not in page.content.decode()
    assert Need.objects.get().state == "shared"


def test_reading_asks_for_a_sign_in_of_less_than_twelve_hours() -> None:
    saying = a_saying()
    relay = somewhere_read()
    path = f"/besoins/a-lire/{saying.pk}/"

    fresh = relay_browser(relay.first, ago=timedelta(hours=11, minutes=59)).get(path)
    stale = relay_browser(relay.first, ago=timedelta(hours=12, minutes=1)).get(path)
    never = browser_of(relay.first).get(path)
    team = team_browser(the_team().person).get(path)
    stranger = relay_browser(a_contact().person).get(path)

    assert (fresh.status_code, team.status_code, stranger.status_code) == (200, 200, 404)
    for answer in (stale, never):
        assert answer["Location"].startswith("/compte/de-nouveau/?next=%2Fbesoins%2Fa-lire")
    assert TEXT in fresh.content.decode()
    assert fresh["Cache-Control"] == "private, no-store"


def test_threats_are_told_to_nobody_and_the_numbers_to_who_wrote() -> None:
    saying = a_saying(text="On me menace (exemple)", email=EMAIL)
    browser = relay_browser(somewhere_read().first)

    browser.post(f"/besoins/a-lire/{saying.pk}/garder/", {"why": "danger"})

    saying.refresh_from_db()
    mail_ = Message.objects.get(kind="sayings.closed")
    assert (saying.state, saying.why, Need.objects.count()) == ("closed", "danger", 0)
    assert "17" in mail_.text
    assert "114" in mail_.text
    assert "menace (exemple)" not in mail_.text
    assert saying.voice.forget_on == in_days(90)
    assert not Event.objects.about(saying.qpv).filter(kind__startswith="saying").exists()


def test_it_is_followed_changed_and_taken_back_by_its_code() -> None:
    somewhere_read()
    phone = Client()
    code = code_of(phone.post(SEND, hidden(phone.post(FORM, FIRST).content.decode())).content.decode())
    other = Client()

    nobody = other.post("/besoins/suivre/QN09331M/", {"code": "7K3M9-QXT2B"}).content.decode()
    elsewhere = other.post(f"/besoins/suivre/{a_qpv(name='Loin', code='QN06901M').pk}/", {"code": code})
    mine = other.post("/besoins/suivre/QN09331M/", {"code": code}, follow=True)
    where = mine.redirect_chain[-1][0]
    changed_ = other.post(where, {"text": "Toujours éteinte (exemple)"}, follow=True).content.decode()
    text = Saying.objects.get().text
    other.post(f"{where}reprendre/")

    assert "n’ouvre rien" in nobody
    assert "n’ouvre rien" in elsewhere.content.decode()
    assert "Pas encore lu" in mine.content.decode()
    assert Client().get(where).status_code == 404
    assert "C’est changé" in changed_
    assert text == "Toujours éteinte (exemple)"
    assert not Saying.objects.exists()
    assert not Voice.objects.filter(noted_how="").exists()


def test_who_lost_the_cookie_while_writing_finds_the_page_again() -> None:
    saying = a_saying(email=EMAIL)
    link = re.search(r"/besoins/suivi/[\w-]+/", Message.objects.get(kind="sayings.received").text)
    assert link
    phone, mine = Client(), f"/besoins/suivi/{saying.voice_id}/"
    shown = hidden(phone.get(link.group(), follow=True).content.decode())

    phone.cookies.clear()
    page = phone.post(mine, {**shown, "text": "Toujours éteinte (exemple)"}, follow=True)

    assert "C’est changé" in page.content.decode()
    assert phone.get(mine).status_code == 200
    assert Saying.objects.get().text == "Toujours éteinte (exemple)"


def test_the_link_of_the_mail_says_what_became_of_it() -> None:
    saying, need = an_opened_one()
    needs.tell(need, by=the_team(), to="le bailleur", on=in_days(0), text="Sous un mois.")
    link = re.search(r"/besoins/suivi/[\w-]+/", Message.objects.get(kind="sayings.opened").text)
    assert link

    browser = Client()
    page = browser.get(link.group(), follow=True).content.decode()
    refused = browser.post(f"/besoins/suivi/{saying.voice_id}/", {"text": "Autre"}, follow=True).content.decode()

    assert "le bailleur" in page
    assert "Sous un mois." in page
    assert "C’est lu maintenant" in refused or "C’est lu" in refused
    assert Saying.objects.get().text == TEXT


def test_its_author_is_told_read_shared_and_done_and_nothing_between() -> None:
    _, need = an_opened_one()
    for contact in (a_contact(), a_contact()):
        needs.second(need, by=contact)
    needs.tell(need, by=the_team(), to="la mairie", on=in_days(0))
    needs.close(need, by=the_team(), text="Trois lampes changées.", done=True)

    told = list(Message.objects.filter(to=EMAIL).order_by("created_at").values_list("kind", "subject"))
    assert [kind for kind, _ in told] == ["sayings.received", "sayings.opened", "sayings.moved", "sayings.moved"]
    assert [subject for _, subject in told][2:] == ["D’autres le disent aussi", "Une réponse a été donnée"]
    assert "Trois lampes changées." in Message.objects.order_by("created_at").filter(to=EMAIL).last().text  # type: ignore[union-attr]  # there is one


def test_who_left_no_address_is_written_to_never() -> None:
    an_opened_one(email="")

    assert not Message.objects.filter(kind__startswith="sayings").exists()


def test_one_that_others_say_too_stays_and_nobody_knows_whose_it_was() -> None:
    saying, need = an_opened_one()
    needs.second(need, by=a_contact())

    take_back(saying)

    need.refresh_from_db()
    assert need.hidden_at is None
    assert not Saying.objects.exists()
    assert not VoiceContact.objects.exists()
    assert not VoiceKey.objects.filter(target=need.voice).exists()


def test_one_that_nobody_else_says_leaves_every_page() -> None:
    saying, need = an_opened_one()

    take_back(saying)

    need.refresh_from_db()
    assert need.hidden_at


def refusals() -> dict[str, object]:
    waiting = a_saying()
    opened = an_opened_one()[0]
    line = Line(text=TEXT)
    return {
        "Seules les deux personnes": lambda: open_to_all(waiting, line, by=a_contact()),
        "déjà lu": lambda: open_to_all(opened, line, by=the_team()),
        "Dites pourquoi": lambda: keep_closed(waiting, by=the_team(), why="parce que"),
        "Écrivez quelques mots": lambda: say(words(" "), qpv=waiting.qpv, number=uuid.uuid4()),
        "formulaire est fermé": lambda: say(words(), qpv=a_qpv(name="Loin", code="QN06901M"), number=uuid.uuid4()),
    }


@pytest.mark.parametrize(
    "said",
    ["Seules les deux personnes", "déjà lu", "Dites pourquoi", "Écrivez quelques mots", "formulaire est fermé"],
)
def test_what_cannot_be_is_refused_plainly(said: str) -> None:
    act = refusals()[said]

    with pytest.raises(ActionRefused, match=said):
        act()  # type: ignore[operator]  # a function

    assert Saying.objects.waiting().count() == 1


def test_a_neighbourhood_writes_so_much_in_a_day() -> None:
    relay = somewhere_read()
    for _ in range(PER_NEIGHBOURHOOD.times):
        PER_NEIGHBOURHOOD.spend(relay.qpv_id)

    with pytest.raises(ActionRefused, match="Réessayez demain"):
        say(words(), qpv=relay.qpv, number=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_a_page_sent_twice_at_once_is_sent_once() -> None:
    qpv, number = somewhere_read().qpv, uuid.uuid4()

    answers = side_by_side(*2 * [partial(say, words(), qpv=qpv, number=number)])

    assert raised(answers) == [ActionRefused]
    assert Saying.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_read_at_once_open_it_once() -> None:
    saying = a_saying()
    relay = somewhere_read()
    line, people = Line(text=TEXT), [Actor(person=person) for person in relay.readers]

    answers = side_by_side(*(partial(open_to_all, saying, line, by=each) for each in people))

    assert raised(answers) == [ActionRefused]
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "before", "after", "kinds"),
    [
        (0, Told.NOBODY, Told.FIRST, {"sayings.to_read"}),
        (6, Told.FIRST, Told.FIRST, set()),
        (7, Told.FIRST, Told.SECOND, {"sayings.late"}),
        (13, Told.SECOND, Told.SECOND, set()),
        (14, Told.SECOND, Told.AUTHOR, {"sayings.not_read"}),
        (30, Told.AUTHOR, Told.AUTHOR, set()),
    ],
)
def test_who_is_told_that_it_waits(days: int, before: Told, after: Told, kinds: set[str]) -> None:
    saying = a_saying(email=EMAIL, days_ago=days)
    changed(saying, told=before)
    known = {*Message.objects.values_list("pk", flat=True)}

    for _ in range(2):
        tell_who_waits()

    saying.refresh_from_db()
    mails = Message.objects.exclude(pk__in=known)
    assert saying.told == after
    assert {each.kind for each in mails} == kinds
    assert all(TEXT not in each.text for each in mails)
    readers = {each.to for each in mails if each.kind == "sayings.to_read"}
    assert readers in (set(), {somewhere_read().first.email})


def test_a_form_closes_after_fourteen_days_and_opens_again_once_it_is_read() -> None:
    saying = a_saying(days_ago=14)

    closed = rules.relay_of(saying.qpv)
    keep_closed(saying, by=reader_of(saying), why="other")

    assert closed is None
    assert rules.relay_of(saying.qpv)


def test_thirteen_days_close_nothing() -> None:
    assert rules.relay_of(a_saying(days_ago=13).qpv)


def test_when_nobody_reads_any_more_who_wrote_is_told_once() -> None:
    saying = a_saying(email=EMAIL)
    changed(somewhere_read(), ended_at=timezone.now())

    for _ in range(2):
        tell_who_waits()

    assert Message.objects.filter(kind="sayings.not_read").count() == 1
    assert not Relay.objects.serving().exists()
    assert Saying.objects.visible_to(the_team()).get() == saying


def test_the_space_says_it_to_the_two_people_alone() -> None:
    saying = a_saying()
    relay = somewhere_read(saying.qpv)
    third = a_user()

    def asked(person: object) -> int:
        actor = contact_of(relay.organisation, person)  # type: ignore[arg-type]  # a User
        return sum("à lire" in each.text for each in SPACE_WAITING.gather(actor))

    assert [asked(person) for person in (relay.first, relay.second, third)] == [1, 1, 0]


def test_the_space_counts_what_waits_where_this_association_reads() -> None:
    """Somebody who reads for two associations is told of each in its own space; what was read waits no more."""
    saying = a_saying()
    here, far = somewhere_read(saying.qpv), somewhere_read(a_qpv(name="Loin", code="QN06901M"))
    changed(far, first=here.first)
    Membership.objects.create(user=here.first, organisation=far.organisation)

    def told() -> list[int]:
        return [waiting_for(here.first, each.organisation) for each in (here, far)]

    before = told()
    keep_closed(saying, by=Actor(person=here.first), why="other")

    assert (before, told()) == ([1, 0], [0, 0])


def test_the_team_has_in_its_workspace_what_has_waited_seven_days_where_it_animates() -> None:
    late = a_saying(days_ago=7)
    a_saying(days_ago=6)
    keep_closed(a_saying(days_ago=8), by=the_team(), why="other")

    piles = {
        who: [[*pile.rows] for pile in WORKSPACE_LINES.gather(actor) if pile.slug == "messages-d-habitants"]
        for who, actor in {"here": an_animator("93"), "far": an_animator("69"), "comité": the_comite()}.items()
    }

    assert piles == {"here": [[late]], "far": [[]], "comité": []}


def test_each_reader_is_told_of_their_own_neighbourhood() -> None:
    new, far = a_saying(), a_qpv(name="Loin", code="QN06901M")
    relay = somewhere_read(far)
    late = a_saying(qpv=far, days_ago=8)

    tell_who_waits()

    told = {
        kind: {*Message.objects.filter(kind=f"sayings.{kind}").values_list("to", flat=True)}
        for kind in ("to_read", "late")
    }
    assert told["to_read"] == {somewhere_read(new.qpv).first.email, relay.first.email}
    assert relay.second.email in told["late"]
    assert somewhere_read(new.qpv).second.email not in told["late"]
    new.refresh_from_db()
    late.refresh_from_db()
    assert (new.told, late.told) == (Told.FIRST, Told.SECOND)


def test_it_is_opened_in_the_name_of_the_association_that_reads_there() -> None:
    saying = a_saying()
    here, far = somewhere_read(saying.qpv), somewhere_read(a_qpv(name="Loin", code="QN06901M"))
    changed(far, first=here.first)
    Membership.objects.create(user=here.first, organisation=far.organisation)
    elsewhere = a_saying(qpv=far.qpv)

    for each, relay in ((saying, here), (elsewhere, far)):
        keep_closed(each, by=Actor(person=here.first), why="other")
        assert Event.objects.of(each).get(kind="saying.closed").acts_for == relay.organisation_id


def test_a_mail_about_what_was_taken_back_or_read_is_not_worth_sending() -> None:
    saying, far = a_saying(), a_saying(qpv=a_qpv(name="Loin", code="QN06901M"))

    def worth() -> tuple[bool, bool]:
        return stands(saying=str(saying.pk)), waits(qpv=saying.qpv_id)

    before = worth()
    keep_closed(saying, by=the_team(), why="other")
    read = worth()
    pk = saying.pk
    take_back(saying)

    assert (before, read) == ((True, True), (True, False))
    assert not stands(saying=str(pk))
    assert waits(qpv=far.qpv_id)


def test_what_somebody_wrote_is_forgotten_by_their_address_and_nobody_elses_is() -> None:
    waiting, (opened, need) = a_saying(email=EMAIL), an_opened_one()
    other = a_saying(text="D’une autre (exemple)", email="awa@example.org")

    forget_address(EMAIL.upper())

    assert Saying.objects.get() == other
    assert Need.objects.get() == need
    assert {*VoiceKey.objects.filter(revoked_at=None).values_list("target", flat=True)} == {other.voice_id}
    assert not Voice.objects.filter(pk=waiting.voice_id).exists()
    assert Voice.objects.filter(pk=opened.voice_id).exists()


def test_what_is_old_is_forgotten_and_the_need_stays() -> None:
    waiting, (opened, need) = a_saying(), an_opened_one()
    recent = a_saying(text="Hier (exemple)")
    Voice.objects.filter(pk__in=[waiting.voice_id, opened.voice_id]).update(forget_on=in_days(-1))
    Voice.objects.filter(pk=recent.voice_id).update(forget_on=in_days(0))

    forget_old()

    assert Saying.objects.get() == recent
    assert Need.objects.get() == need
    assert not Voice.objects.filter(pk=waiting.voice_id).exists()


def test_who_wrote_is_known_for_a_year_without_news_and_three_months_after_the_end() -> None:
    saying, need = an_opened_one()

    def known_until() -> object:
        return Voice.objects.get(pk=saying.voice_id).forget_on

    first = known_until()
    needs.close(need, by=the_team(), text="Réparé.", done=True)
    ended = known_until()
    needs.reopen(need, by=the_team(), text="De nouveau.")

    assert (first, ended, known_until()) == (in_days(365), in_days(90), in_days(365))


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("La lumière est coupée.", []),
        ("Rien. Encore rien\u202f! Toujours rien", []),
        ("Mon voisin Karim crie", ["Karim"]),
        ("Mme dupont ne répond pas", ["Mme dupont"]),
        ("écrire à zoe@example.org", ["zoe@example.org"]),
        ("tél. +33 6.12.34.56.78", ["+33 6.12.34.56.78"]),
        ("depuis 2019, 12 fois", []),
    ],
)
def test_what_looks_like_a_name_or_a_number_is_marked(text: str, doubtful: list[str]) -> None:
    found = parts(text)

    assert [part.text for part in found if part.is_doubtful] == doubtful
    assert "".join(part.text for part in found) == text


def test_look_alikes_are_those_that_this_visitor_may_read() -> None:
    somewhere_read()
    contact = a_contact()
    a_need(by=contact, text="Plus de lumière dans l’allée B (exemple)")
    a_need(by=contact, text="La lumière du hall, entre nous (exemple)", is_public=False)
    a_need(by=contact, text="Un repas de quartier")

    page = Client().post(FORM, FIRST).content.decode()

    assert "Plus de lumière dans l’allée B" in page
    assert "entre nous" not in page
    assert "repas" not in page
    assert "Chez moi aussi" in page


def test_no_public_page_names_who_reads() -> None:
    _, need = an_opened_one()
    relay = somewhere_read()
    for number, person in enumerate(relay.readers):
        changed(person, first_name=f"Lectrice{number}", last_name="Discrète")
    for contact in (a_contact(), a_contact()):
        needs.second(need, by=contact)

    addresses = (FORM, "/quartiers/QN09331M/", need.get_absolute_url(), "/besoins/")
    pages = [Client().get(address).content.decode() for address in addresses]

    assert all("Lectrice" not in page and "Discrète" not in page for page in pages)
