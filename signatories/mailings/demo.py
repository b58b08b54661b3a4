"""A message that waits for somebody to read it again and send it."""

from signatories.mailings.actions import begin, write_text
from signatories.mailings.models import Mailing
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team

SUBJECT = "Un samedi ensemble, en mars"
TEXT = """Bonjour {{prénom}},

Le samedi 20 mars, nous nous retrouvons pour parler de ce que la charte change chez nous.
{{association}} est attendue, avec les habitantes et les habitants qui le souhaitent.

Dites-nous si vous venez, en répondant à ce message. Votre espace est toujours là :
{{lien vers l’espace}}

À bientôt !"""


def load() -> None:
    team = member_of_the_team()
    if team is None or Mailing.objects.exists():
        return
    actor = member(team)
    mailing = begin("?etat=published", by=actor)
    write_text(mailing, by=actor, subject=SUBJECT, text=TEXT, revision=mailing.revision)
