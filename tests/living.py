"""A neighbourhood where much goes on: as many of each thing as its page shows, as long as may be written."""

from engagements.consultations.actions.calls import announce
from engagements.consultations.models import Call
from engagements.consultations.models.calls import LONGEST_CALL
from engagements.decisions.models import Audience
from engagements.needs.actions import close
from engagements.needs.models import LONGEST_TEXT as LONGEST_NEED
from engagements.participation.actions.asking import Words
from engagements.participation.models import LONGEST_TEXT, LONGEST_TITLE, LONGEST_WHERE, Rhythm
from signatories.organisations.actors import Contact
from tests.engagements.closures.scenes import a_closure
from tests.engagements.consultations.scenes import facts
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering, a_gathering_held, a_signatory_of_franc_moisin

SEVERAL = 6  # more than a page shows of anything
SAID = "La lumière de l’allée, le bus du soir, la crèche du matin, l’ascenseur, le repas de quartier et le banc. "


def long(number: int, length: int) -> str:
    """A text of that many characters, different for each number."""
    return (f"{number} " + SAID * (length // len(SAID) + 1))[:length].rstrip()


def a_full_neighbourhood() -> Contact:
    """Franc-Moisin, all told by one of its signatories."""
    by = a_signatory_of_franc_moisin(name="Les Amies et Amis de Franc-Moisin (exemple)")
    a_gathering_held(by, outcome=long(0, LONGEST_TEXT), words=_words(0))
    for number in range(1, SEVERAL + 1):
        a_gathering(by, days=(number,), words=_words(number), rhythm=Rhythm.WEEK)
        a_decision(by=by, text=long(number, 200), audience=Audience.PUBLIC)
        a_need(by=by, text=long(number, LONGEST_NEED), how_many=number)
        close(a_need(by=by, text=long(-number, LONGEST_NEED)), by=by, text="Un banc (exemple).", done=True)
        called = facts(name=long(number, LONGEST_CALL), link=f"https://example.org/{number}")
        announce(called, by=by, knowing=[*Call.objects.values_list("pk", flat=True)])
    a_closure(by)
    return by


def _words(number: int) -> Words:
    return Words(title=long(number, LONGEST_TITLE), where=long(number, LONGEST_WHERE), text="")
