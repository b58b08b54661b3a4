"""What freezing leaves behind, and that it leaves nothing when it fails."""

import pytest

from evaluations.reports import actions
from tests.evaluations.reports.scenes import (
    HALL,
    a_difficulty,
    a_quotable_answer,
    a_quotation,
    an_answered_year,
    an_edition,
)
from tests.evaluations.self_evaluations.scenes import a_national, a_signatory
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def freeze() -> Scene:
    campaign, by = an_answered_year(), a_national()
    return Scene(
        act=lambda: actions.freeze(campaign, by=by, words=""),
        events=(("campaign.reported", campaign, by.person), ("report.frozen", None, by.person)),
    )


def another_edition() -> Scene:
    first, by = an_edition(), a_national()
    return Scene(
        act=lambda: actions.freeze(first.campaign, by=by, words="Une coquille est corrigée (exemple)."),
        events=(("report.frozen", None, by.person),),
    )


def quote() -> Scene:
    row, by = a_quotable_answer(), a_national()
    organisation = row.look_back.organisation
    return Scene(
        act=lambda: actions.quote(row, by=by),
        events=(("quotation.chosen", None, by.person),),
        mails=(("quotation.chosen", organisation.memberships.get().user.email),),
    )


def leave_out() -> Scene:
    quotation, by = a_quotation(), a_national()
    return Scene(
        act=lambda: actions.leave_out(quotation, by=by), events=(("quotation.left_out", quotation, by.person),)
    )


def take_back() -> Scene:
    quotation = a_quotation(contact := a_signatory())
    return Scene(
        act=lambda: actions.take_back(quotation, by=contact),
        events=(("quotation.taken_back", quotation, contact.person),),
    )


def forget_quotations() -> Scene:
    organisation = a_quotation().answer.look_back.organisation
    return Scene(act=lambda: actions.forget_quotations(organisation))


def put_under() -> Scene:
    row, by = a_quotable_answer(), a_national()
    return Scene(
        act=lambda: actions.put_under(HALL, [row], by=by, campaign=row.look_back.campaign),
        events=(("difficulty.put", None, by.person),),
    )


def take_out() -> Scene:
    difficulty, by = a_difficulty(), a_national()
    answers, campaign = difficulty.answers.all(), difficulty.campaign
    return Scene(
        act=lambda: actions.take_out(difficulty.name, answers, by=by, campaign=campaign),
        events=(("difficulty.taken_out", difficulty, by.person),),
    )


def sort_again() -> Scene:
    answer = a_difficulty().answers.get()
    return Scene(act=lambda: actions.sort_again(answer))


SCENES: Scenes = {
    "sort_again": sort_again,
    "put_under": put_under,
    "take_out": take_out,
    "quote": quote,
    "leave_out": leave_out,
    "take_back": take_back,
    "forget_quotations": forget_quotations,
    "freeze": freeze,
    "freeze, another edition": another_edition,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
