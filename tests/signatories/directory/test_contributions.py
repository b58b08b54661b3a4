"""What the directory says in a territory's journal: who signed there, and is still shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatories.moderation.actions import note_attempt, pause
from signatories.people.places import JOURNAL, Period
from tests.factories import a_commune, a_signatory, a_team_member

pytestmark = pytest.mark.django_db


def test_new_signatories_are_news_of_their_department_for_as_long_as_they_are_shown() -> None:
    today = timezone.localdate()
    here, elsewhere = a_commune(), a_commune(name="Lyon", code="69123")
    shown = a_signatory("Les Amis (exemple)", commune=here).organisation
    a_signatory("Les Lointaines (exemple)", commune=elsewhere)
    paused = a_signatory("Les Discrètes (exemple)", commune=here)
    team = a_team_member()
    for _ in range(3):
        note_attempt(paused, by=team, text="Appel sans réponse.")
    pause(paused, by=team, reason="Sans nouvelles.")
    this_week, before = Period(today, today + timedelta(days=1)), Period(today - timedelta(days=7), today)

    found = JOURNAL.gather(here.department, this_week)

    assert [(news.title, news.href) for news in found] == [
        ("Les Amis (exemple) a signé la charte", f"/signataires/{shown.slug}/")
    ]
    assert len(JOURNAL.gather(None, this_week)) == 2
    assert JOURNAL.gather(here.department, before) == []
