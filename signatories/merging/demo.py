"""A paper of 2020 entered as another association, then joined to the one that had signed online."""

from datetime import date

from signatories.charter.models import CharterVersion
from signatories.merging.actions import join
from signatories.merging.models import Union
from signatories.moderation.papers import PaperFacts, enter_from_paper
from signatories.organisations.models import Organisation
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team
from signatories.signatures.actions import MandateFacts
from signatories.signatures.models import Mandate

KEPT, JOINED = "Le Repair café du Blosne (exemple)", "Repair café Blosne, les bricoleuses (exemple)"


def load() -> None:
    team, version = member_of_the_team(), CharterVersion.objects.in_force()
    kept = Organisation.objects.filter(name=KEPT, joined_into=None).first()
    if team is None or version is None or kept is None or Union.objects.exists():
        return
    facts = PaperFacts(
        name=JOINED,
        kind=Organisation.Kind.ASSOCIATION,
        commune=kept.commune,
        qpvs=list(kept.qpvs.all()),
        contact_email="",
        charter_version=version,
        signed_on=date(2020, 11, 3),
        mandate=MandateFacts(
            signer_name="Yvonne Exemple", signer_role="présidente", decided_by=Mandate.Decision.BOARD
        ),
    )
    paper = enter_from_paper(facts, by=team, scan=None, published=True)
    join(kept, paper.organisation, by=member(team), chosen={})
