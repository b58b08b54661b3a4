"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagements.flags import actions
from engagements.flags.models import Case, Reason
from tests.engagements.consultations.scenes import reported_line, three
from tests.engagements.flags.scenes import (
    a_case,
    a_report,
    appealed,
    author_of,
    here,
    hidden,
    of_needs,
    the_comite,
)
from tests.engagements.needs.scenes import a_need
from tests.factories import a_team_member
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db
READER = "lectrice@example.org"


def report() -> Scene:
    need = a_need()
    return Scene(
        act=lambda: actions.report(of_needs(), need, reason=Reason.FALSE), events=(("need.reported", need, None),)
    )


def hide() -> Scene:
    need, team = a_need(), here()
    case = a_report(need, email=READER).case
    return Scene(
        act=lambda: actions.hide(of_needs(), need, by=team, why="Nomme quelqu’un."),
        events=(("need.hidden", need, team.person),),
        mails=(("flags.hidden", author_of(case).person.email), ("flags.read", READER)),
    )


def keep() -> Scene:
    need, team = a_need(), here()
    case = a_report(need, email=READER).case
    return Scene(
        act=lambda: actions.keep(case, by=team),
        events=(("need.kept", need, team.person),),
        mails=(("flags.read", READER),),
    )


def appeal() -> Scene:
    need = a_need()
    case = hidden(need)
    author = author_of(case)
    return Scene(
        act=lambda: actions.appeal(case, by=author, words="Personne n’y est nommé."),
        events=(("need.appealed", need, author.person),),
    )


def answer() -> Scene:
    need, other = a_need(), the_comite()
    case = appealed(hidden(need))
    return Scene(
        act=lambda: actions.answer(case, by=other, shown=True, words="Personne n’y est nommé."),
        events=(("need.read_again", need, other.person),),
        mails=(("flags.answered", author_of(case).person.email),),
    )


def leave_unread() -> Scene:
    a_case(need := a_need())
    return Scene(act=lambda: actions.leave_unread(of_needs(), need))


def name_who_reads() -> Scene:
    gone = a_team_member()
    reported_line(those := three())
    gone.roles.update(ended_at=timezone.now())
    a_team_member()
    return Scene(act=actions.name_who_reads, events=(("line.named", those.room, None),))


def forget_address() -> Scene:
    a_report(email=READER)
    return Scene(act=lambda: actions.forget_address(READER))


def forget_old() -> Scene:
    hidden(a_need())
    a_report(need := a_need(), words="Un nom.")
    actions.hide(of_needs(), need, by=here(), why="Un nom.")
    Case.objects.update(decided_at=timezone.now() - timedelta(days=91))
    return Scene(act=actions.forget_old)


def forget_words_of() -> Scene:
    case = hidden()
    return Scene(act=lambda: actions.forget_words_of(author_of(case).organisation))


SCENES: Scenes = {
    "report": report,
    "hide": hide,
    "keep": keep,
    "appeal": appeal,
    "answer": answer,
    "leave_unread": leave_unread,
    "name_who_reads": name_who_reads,
    "forget_address": forget_address,
    "forget_old": forget_old,
    "forget_words_of": forget_words_of,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
