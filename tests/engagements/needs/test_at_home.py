"""« Chez moi aussi »: a resident without an account, counted on trust and within limits."""

import re

import pytest
from django.test import Client

from engagements.needs.actions import AT_HOME_IN_A_DAY, Line, close, say_at_home, second, take_up, withdraw
from engagements.needs.models import AtHome, Need
from engagements.needs.views import AT_HOME_PER_NETWORK
from engagements.voices.actions import Speaker, take_down
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused
from signatories.people.actors import Actor
from tests.engagements.needs.scenes import LIGHT, a_contact, a_need, franc_moisin, in_days, the_team

pytestmark = pytest.mark.django_db


def a_need_of_a_resident() -> Need:
    voice = take_down(Speaker(), by=Actor(), forget_on=in_days(365))
    return take_up(Line(text=LIGHT), voice=voice, by=the_team(), place=franc_moisin())


def code_of(page: str) -> str:
    found = re.search(r'class="big-code">([^<]+)<', page)
    assert found, page
    return found.group(1)


def test_its_code_is_shown_once_and_takes_it_back() -> None:
    need, phone = a_need(), Client()
    path = f"{need.get_absolute_url()}chez-moi/"

    asked = phone.get(path).content.decode()
    code = code_of(phone.post(path, {"moment": ""}).content.decode())
    counted = Client().get(need.get_absolute_url()).content.decode()
    wrong = Client().post(f"{path}retirer/", {"code": "7K3M9-QXT2B"}).content.decode()
    back = Client().post(f"{path}retirer/", {"code": code.lower()}, follow=True).content.decode()

    assert "nous vous faisons confiance" in asked
    assert code not in phone.get(path).content.decode()
    assert not phone.cookies
    assert "1 dit «\u202fchez moi aussi\u202f»" in counted
    assert "ne retire rien" in wrong
    assert "C’est retiré" in back
    assert not AtHome.objects.exists()
    assert Voice.objects.count() == 1


def test_the_code_of_one_need_takes_back_nothing_of_another() -> None:
    need, other = a_need(), a_need()
    code = say_at_home(need)
    say_at_home(other)

    Client().post(f"{other.get_absolute_url()}chez-moi/retirer/", {"code": code})

    assert AtHome.objects.count() == 2


def test_three_voices_of_any_kind_share_it() -> None:
    need = a_need()
    second(need, by=a_contact())
    before = Need.objects.get().state

    say_at_home(need)

    assert (before, Need.objects.get().state) == ("open", "shared")


def test_what_a_resident_wrote_is_public_once_shared_and_what_is_between_stays_so() -> None:
    written, between = a_need_of_a_resident(), a_need(is_public=False)
    for need in (written, between):
        for contact in (a_contact(), a_contact()):
            assert not Need.objects.get(pk=need.pk).is_public
            second(need, by=contact)

    public = {need.pk: need.is_public for need in Need.objects.all()}
    assert public == {written.pk: True, between.pk: False}


def test_a_need_that_this_visitor_may_not_read_has_no_such_page() -> None:
    need = a_need_of_a_resident()

    assert Client().get(f"{need.get_absolute_url()}chez-moi/").status_code == 404
    assert Client().post(f"{need.get_absolute_url()}chez-moi/", {"moment": ""}).status_code == 404


def test_an_answer_ends_it() -> None:
    contact = a_contact()
    need = close(a_need(by=contact), by=contact, text="Réparé.", done=True)

    page = Client().post(f"{need.get_absolute_url()}chez-moi/", {"moment": ""}).content.decode()

    assert "Une réponse est déjà écrite." in page
    assert "Chez moi aussi" not in Client().get(need.get_absolute_url()).content.decode()


def test_a_need_receives_so_many_in_a_day_and_so_many_from_one_wifi() -> None:
    need, other = a_need(), a_need()
    for _ in range(AT_HOME_PER_NETWORK.times):
        AT_HOME_PER_NETWORK.spend(f"127.0.0.1 {need.pk}")

    answers = [Client().post(f"{each.get_absolute_url()}chez-moi/", {"moment": ""}) for each in (need, other)]
    for _ in range(AT_HOME_IN_A_DAY.times):
        AT_HOME_IN_A_DAY.spend(str(other.pk))

    assert [answer.status_code for answer in answers] == [429, 200]
    with pytest.raises(ActionRefused, match="Réessayez demain"):
        say_at_home(other)


def test_who_takes_back_a_need_that_nobody_else_says_hides_it_once() -> None:
    alone, felt = a_need_of_a_resident(), a_need_of_a_resident()
    say_at_home(felt)

    for need in (alone, alone, felt):
        withdraw(need)

    assert [Need.objects.get(pk=need.pk).hidden_at is None for need in (alone, felt)] == [False, True]
