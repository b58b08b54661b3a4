"""What people and robots send that does not hold: it is said plainly, nothing typed is lost, nothing written."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from engagements.consultations.actions.outcomes import conclude
from engagements.consultations.models import Call, Consultation, Line, Outcome, ResidentsView
from engagements.needs.models import Need, NeedStep
from engagements.participation import actions as gatherings
from engagements.participation.models import Answer, Gathering
from signatories.organisations.actors import Contact
from tests.engagements.consultations.scenes import a_call, a_contact, at, in_days, three
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering, a_resident_answers, long_ago, organiser
from tests.factories import a_qpv
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
BEFORE_CLOCKS_CHANGE = datetime(2027, 3, 1, tzinfo=UTC)
SKIPPED = {"day": "2027-03-28", "at": "02:30"}
MANY, FARM = "é" * 10_000, "gagnez sur https://gagner.example.com et www.encore.example"
KEPT = "Ce que j’avais écrit (exemple)"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A form sent by somebody; `said`, what its page says; `kept`, what was typed and is still there."""

    web: Client
    address: str
    data: dict[str, Any]
    said: str
    writes: type[Model]
    kept: str = KEPT
    files: dict[str, Any] = field(default_factory=dict)


def a_new_call(said: str, **more: Any) -> Sent:
    usual = {"name": "Quartiers d’été", "link": "https://example.org/ete", "launched_by": KEPT}
    data = {**usual, "last_on": in_days(60).isoformat(), **more}
    web = browser_of(a_contact().person)
    return Sent(web=web, address="/concertations/nouveau/", data=data, said=said, writes=Call)


def dates_out_of_order() -> Sent:
    return a_new_call("pré-dossier se remet avant", pre_file_on=in_days(61).isoformat())


def a_date_that_is_past() -> Sent:
    return a_new_call("est passée", last_on=in_days(-1).isoformat())


def a_call_of_ten_thousand_characters() -> Sent:
    return a_new_call("200", name=MANY)


def a_call_named_by_links() -> Sent:
    return a_new_call("sans adresse de site", name=FARM)


def a_call_that_leads_to_a_script() -> Sent:
    return a_new_call("URL valide", link="javascript:alert(1)")


def the_same_call_again() -> Sent:
    call = a_call()
    return a_new_call("peut-être déjà là", name=call.name, link=call.link)


def a_consultation_at_an_hour_that_clocks_skip() -> Sent:
    contact, call = a_contact(), a_call(last_on=BEFORE_CLOCKS_CHANGE.date().replace(month=6))
    data = {**SKIPPED, "where": KEPT, "reach": "qpv", "qpvs": [a_qpv().pk]}
    address = f"/concertations/{call.pk}/qui-depose-quoi/"
    return Sent(
        web=browser_of(contact.person), address=address, data=data, said="horloges avancent", writes=Consultation
    )


def a_line(said: str, **data: Any) -> Sent:
    those = three()
    address = f"{those.room.get_absolute_url()}ligne/"
    return Sent(
        web=browser_of(those.third.person),
        address=address,
        data={"said": "cherche", "audience": KEPT, **data},
        said=said,
        writes=Line,
    )


def a_line_of_ten_thousand_characters() -> Sent:
    sent = a_line("120", audience=MANY)
    return Sent(**{**vars(sent), "kept": MANY})


def a_line_once_it_is_concluded() -> Sent:
    sent = a_line("est conclue")
    line = Line.objects.all()[0]
    conclude(line.consultation, by=organised_by(line), outcome=Outcome.EACH)
    return sent


def organised_by(line: Line) -> Any:
    organisation = line.organisation
    assert organisation
    person = organisation.memberships.get().user
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def residents(said: str, **more: Any) -> Sent:
    those = three()
    month = in_days(-40).replace(day=1).isoformat()
    data = {"text": KEPT, "how_many": "3", "said_in": month, "how": "meeting", **more}
    address = f"{those.room.get_absolute_url()}ligne/{those.line.pk}/habitants/"
    return Sent(web=browser_of(those.first.person), address=address, data=data, said=said, writes=ResidentsView)


def residents_of_ten_thousand_characters() -> Sent:
    return Sent(**{**vars(residents("300", text=MANY)), "kept": MANY})


def residents_who_sell() -> Sent:
    return Sent(**{**vars(residents("adresse d’un site", text=FARM)), "kept": FARM})


def a_crowd_of_residents() -> Sent:
    return residents("500", how_many="100000")


def needs(said: str, *, kept: str = KEPT, **more: Any) -> Sent:
    contact = a_contact()
    month = in_days(-40).replace(day=1).isoformat()
    usual = {"reach": "qpv", "qpvs": [a_qpv().pk], "said_in": month, "how": "meeting", "text_1": KEPT}
    address = f"/espace/{contact.organisation.slug}/besoins/"
    web = browser_of(contact.person)
    return Sent(web=web, address=address, data={**usual, **more}, said=said, kept=kept, writes=Need)


def needs_of_a_month_to_come() -> Sent:
    return needs("choix valide", said_in=in_days(70).replace(day=1).isoformat())


def a_need_of_ten_thousand_characters() -> Sent:
    return needs("300", text_2=MANY)


def a_need_that_sells() -> Sent:
    return needs("adresse d’un site", text_2=FARM, kept=FARM)


def a_step_of_tomorrow() -> Sent:
    contact = a_contact()
    need = a_need(by=contact)
    data = {"kind": "told", "to": "Le bailleur", "on": in_days(1).isoformat(), "text": KEPT}
    return Sent(
        web=browser_of(contact.person),
        address=f"{need.get_absolute_url()}suite/",
        data=data,
        said="pas encore venue",
        writes=NeedStep,
    )


def a_gathering_proposed(said: str, *, day: str, hour: str = "18:30", **more: Any) -> Sent:
    contact = a_contact()
    usual = {"title": "Café des parents", "reach": "qpv", "qpvs": [a_qpv().pk], "where": KEPT}
    data = {**usual, "day_0": day, "at_0": hour, **more}
    address = f"/espace/{contact.organisation.slug}/rencontres/nouvelle/"
    return Sent(web=browser_of(contact.person), address=address, data=data, said=said, writes=Gathering)


def a_gathering_of_yesterday() -> Sent:
    return a_gathering_proposed("est passée", day=in_days(-1).isoformat())


def a_gathering_at_an_hour_that_clocks_skip() -> Sent:
    return a_gathering_proposed("horloges avancent", day=SKIPPED["day"], hour=SKIPPED["at"])


def a_gathering_of_ten_thousand_characters() -> Sent:
    return a_gathering_proposed("120", day=in_days(9).isoformat(), title=MANY)


def a_gathering_named_by_links() -> Sent:
    return a_gathering_proposed("sans adresse de site", day=in_days(9).isoformat(), title=FARM)


def answered(gathering: Gathering, said: str, **more: Any) -> Sent:
    usual = {f"time_{time.pk}": "yes" for time in gathering.asked()}
    address = reverse("participation:ask", args=[gathering.pk])
    return Sent(
        web=Client(),
        address=address,
        data={**usual, "called": KEPT, "kind": "resident", **more},
        said=said,
        writes=Answer,
    )


def an_answer_after_its_last_date() -> Sent:
    return answered(long_ago(a_gathering(), days=1), "On ne répond plus")


def an_answer_to_what_was_called_off() -> Sent:
    gathering = a_gathering()
    sent = answered(gathering, "On ne répond plus")
    gatherings.cancel(gathering, by=organiser(gathering), why="Il pleut.")
    return sent


def an_answer_of_ten_thousand_characters() -> Sent:
    return Sent(**{**vars(answered(a_gathering(), "300", called=MANY)), "kept": MANY})


TABLE: tuple[Callable[[], Sent], ...] = (
    dates_out_of_order,
    a_date_that_is_past,
    a_call_of_ten_thousand_characters,
    a_call_named_by_links,
    a_call_that_leads_to_a_script,
    the_same_call_again,
    a_consultation_at_an_hour_that_clocks_skip,
    a_line_of_ten_thousand_characters,
    a_line_once_it_is_concluded,
    residents_of_ten_thousand_characters,
    residents_who_sell,
    a_crowd_of_residents,
    needs_of_a_month_to_come,
    a_need_of_ten_thousand_characters,
    a_need_that_sells,
    a_step_of_tomorrow,
    a_gathering_of_yesterday,
    a_gathering_at_an_hour_that_clocks_skip,
    a_gathering_of_ten_thousand_characters,
    a_gathering_named_by_links,
    an_answer_after_its_last_date,
    an_answer_to_what_was_called_off,
    an_answer_of_ten_thousand_characters,
)


def as_if_before(make: Callable[[], Sent]) -> AbstractContextManager[None]:
    """A time from which the night when clocks change is to come, for what is sent of it."""
    return at(BEFORE_CLOCKS_CHANGE) if "clocks" in make.__name__ else nullcontext()


@pytest.mark.parametrize("make", TABLE, ids=lambda make: make.__name__)
def test_it_is_said_plainly_and_nothing_typed_is_lost(make: Callable[[], Sent]) -> None:
    with as_if_before(make):
        sent = make()
        before = sent.writes._default_manager.count()

        answer = sent.web.post(sent.address, sent.data)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sent.said in page
    assert sent.kept in page
    assert sent.writes._default_manager.count() == before


FILES = {
    "HEIC": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "a picture bomb": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [dates_out_of_order, a_step_of_tomorrow, a_gathering_of_yesterday])
def test_a_file_that_no_form_asks_for_is_kept_nowhere(make: Callable[[], Sent], name: str) -> None:
    before, sent = files(), make()
    picture = SimpleUploadedFile("photo.heic", FILES[name] * 5, content_type="image/heic")

    answer = sent.web.post(sent.address, {**sent.data, "picture": picture, "photo": picture})

    assert sent.kept in answer.content.decode()
    assert files() == before


def files() -> set[Path]:
    return {path for name in ("default", "private") for path in Path(storages[name].path("")).rglob("*")}


def test_somebody_elses_key_opens_nothing_and_a_key_is_in_no_referer() -> None:
    given, other = a_resident_answers(a_gathering(), called=KEPT), a_resident_answers(a_gathering())
    link, mine = reverse("participation:key", args=[given.key.clear]), given.answer.get_absolute_url()
    web, stranger, hers = Client(), Client(), Client()

    led = web.get(link)
    opened = web.get(led.headers.get("Location", mine), follow=True)
    hers.get(reverse("participation:key", args=[other.key.clear]), follow=True)

    assert KEPT in opened.content.decode()
    assert given.key.clear not in opened.content.decode()
    assert given.key.clear not in opened.request["PATH_INFO"]
    for answer in (led, opened):
        assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}
    for somebody in (stranger, hers):
        assert somebody.get(mine, HTTP_REFERER=f"https://testserver{link}").status_code == 404
        assert somebody.post(f"{mine}reprendre/", HTTP_REFERER=f"https://testserver{link}").status_code == 404
