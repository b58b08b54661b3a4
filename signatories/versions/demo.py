"""A text that waits for the comité de suivi: one commitment says more, another is new."""

from signatories.charter.models import CharterVersion
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team
from signatories.versions.actions.preparing import begin, propose, write_text

MARK = "{#information .commitment .authorities}\n"
NEW = (
    "- Nous demandons que les comptes rendus des instances soient publics, et nous rendons publics les nôtres. "
    "{#comptes-rendus .commitment .authorities}\n"
)
HOURS = "aux jours et aux heures où ils peuvent venir"
CHANGES = {
    "version: demonstration\n": "version: demonstration-2\n",
    'dated: "novembre 2026"': 'dated: "20 novembre 2026"',
    f"{HOURS}.": f"{HOURS}, avec une garde d’enfants quand il le faut.",
    MARK: MARK + NEW,
}


def load() -> None:
    """Prepare and propose it, where the demonstration text is in force and nothing else was loaded."""
    team, versions = member_of_the_team(), CharterVersion.objects.all()
    base = versions.in_force()
    if team is None or base is None or not base.is_demonstration or versions.count() > 1:
        return
    source = base.source
    for before, after in CHANGES.items():
        source = source.replace(before, after)
    actor = member(team)
    written = write_text(begin(by=actor), by=actor, source=source, revision=0)
    propose(written, by=actor, revision=written.revision)
