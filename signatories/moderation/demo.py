"""What the team did with invented signatures, and those that teach it its work: a look-alike, places typed by
hand, a paper of 2020, a conversation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from signatories.charter.models import CharterVersion
from signatories.moderation import actions
from signatories.moderation.papers import PaperFacts, enter_from_paper, scan_name
from signatories.organisations.actions import (
    add_contact,
    create,
    update_description,
    update_networks,
    update_numbers,
    update_themes,
)
from signatories.organisations.models import Network, Organisation, Theme
from signatories.people.actions import open_account
from signatories.people.demo import member_of_the_team
from signatories.people.models import User
from signatories.signatures.actions import MandateFacts, SigningFacts, publish, sign
from signatories.signatures.models import Mandate, Signature, Status
from signatories.territories.models import Commune, Qpv

Kind = Organisation.Kind
Decision = Mandate.Decision
Outcome = Callable[[Signature, User, User], object]  # signature, member of the team, contact person


@dataclass(frozen=True, kw_only=True)
class Example:
    """An invented association. `commune` is an Insee code; `person` is "first name, surname, role"."""

    name: str
    commune: str = ""
    commune_typed: str = ""
    qpvs: tuple[str, ...] = ()
    qpv_unknown: bool = False
    outside_qpv: bool = False
    kind: Kind = Kind.ASSOCIATION
    person: str
    email: str
    publish_name: bool = False
    decided_by: Decision = Decision.BOARD
    themes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    description: str = ""
    website: str = ""
    public_email: str = ""
    alsace_moselle_register: str = ""
    becomes: Outcome


def published(signature: Signature, team: User, _: User) -> object:
    return publish(signature, by=team)


def waiting(signature: Signature, _: User, __: User) -> object:
    return signature


def sent_back(signature: Signature, team: User, contact: User) -> object:
    actions.send_back(
        signature,
        by=team,
        reason="Votre page dit «\u202fservice municipal\u202f». La charte est signée par des associations et des "
        "collectifs\u202f: pouvez-vous nous dire qui vous êtes\u202f?",
    )
    return actions.reply(
        signature,
        by=contact,
        text="Nous sommes une association loi 1901, installée dans un local de la mairie. Le mot nous a échappé.",
    )


EXAMPLES = [
    Example(
        name="Centre social des Tilleuls (exemple)",
        commune="93066",
        qpvs=("QN09328M",),
        person="Aminata, Diallo, directrice",
        email="contact@example.org",
        publish_name=True,
        themes=("education", "sante"),
        networks=("centres-sociaux",),
        description="Un lieu ouvert à toutes et tous, au pied des tours\u202f: accueil des familles, "
        "aide aux devoirs, permanences de santé et repas de quartier le premier samedi du mois.",
        website="https://tilleuls.example.org/",
        public_email="bonjour@example.org",
        becomes=published,
    ),
    Example(
        name="Régie des Deux Rives (exemple)",
        commune="31555",
        qpvs=("QN03109M", "QN03107M"),
        person="Karim, Haddad, coordinateur",
        email="karim.haddad@example.org",
        networks=("mouvement-des-regies",),
        themes=("emploi", "cadre-de-vie"),
        description="Des chantiers d’insertion et un atelier vélo, dans deux quartiers de Toulouse.",
        becomes=published,
    ),
    Example(
        name="Entraide de la Place des Palmistes (exemple)",
        commune="97302",
        qpvs=("QN97301M",),
        person="Marie-Line, Horth, présidente",
        email="marie-line.horth@example.org",
        becomes=published,
    ),
    Example(
        name="Voisins des Abymes (exemple)",
        commune="97101",
        qpvs=("QN97101M",),
        person="Josette, Romain, secrétaire",
        email="josette.romain@example.org",
        becomes=published,
    ),
    Example(
        name="Ateliers de la Meinau (exemple)",
        commune="67482",
        qpvs=("QN06715M",),
        person="Anne, Schmitt, directrice",
        email="anne.schmitt@example.org",
        alsace_moselle_register="Strasbourg, volume 0, folio 0 (exemple)",
        becomes=published,
    ),
    Example(
        name="Ludothèque des Causses (exemple)",
        commune="48095",
        outside_qpv=True,
        person="Yves, Rouvière, président",
        email="yves.rouviere@example.org",
        becomes=published,
    ),
    Example(
        name="Nouvelles Voix de Maurepas (exemple)",
        commune="35238",
        qpvs=("QN03504M",),
        person="Nadia, Le Goff, présidente",
        email="nouvelle@example.org",
        becomes=waiting,
    ),
    Example(
        name="Centre social Les Tilleuls (exemple)",
        commune="93066",
        qpvs=("QN09335M",),
        person="Samir, Benali, animateur",
        email="samir.benali@example.org",
        becomes=waiting,
    ),
    Example(
        name="La Fabrique d’à côté (exemple)",
        commune_typed="Saint Deni sur Sène",
        qpv_unknown=True,
        person="Rose, Petit, bénévole",
        email="rose.petit@example.org",
        decided_by=Decision.BUREAU,
        becomes=waiting,
    ),
    Example(
        name="Foyer des jeunes du Val (exemple)",
        commune="78361",
        qpvs=("QN07801M",),
        person="Mehdi, Saïdi, directeur",
        email="mehdi.saidi@example.org",
        becomes=sent_back,
    ),
]
ATTEMPTS = ("Appel sans réponse.", "Message laissé au voisin du local.", "Courrier revenu.")
PAPER = "Amicale des Clochettes (exemple)"
PAPER_PDF = b"%PDF-1.4\n% Papier d'exemple\n%%EOF\n"


def load() -> None:
    """Make what is not there yet; needs the territories, the charter and the team."""
    version, team = CharterVersion.objects.in_force(), member_of_the_team()
    if version is None or team is None:
        return
    _send_one_back(team)
    _pause_one(team)
    for example in EXAMPLES:
        if not Organisation.objects.filter(name=example.name).exists():
            _make(example, version=version, team=team)
    if not Organisation.objects.filter(name=PAPER).exists():
        _enter_paper(version=version, team=team)


def _send_one_back(team: User) -> None:
    for signature in _still("Foot et devoirs (exemple)", Status.CONFIRMED):
        reason = "Il nous manque la date de votre assemblée générale. Pouvons-nous en parler au téléphone\u202f?"
        actions.send_back(signature, by=team, reason=reason)


def _pause_one(team: User) -> None:
    for signature in _still("Bastia en partage (exemple)", Status.PUBLISHED):
        if signature.exchanges.exists():
            continue  # paused once already: the association has given a sign since
        for attempt in ATTEMPTS:
            actions.note_attempt(signature, by=team, text=attempt)
        actions.pause(signature, by=team, reason="Nous avons essayé trois fois de vous joindre.")


def _still(name: str, status: Status) -> list[Signature]:
    """The example's signature, if nothing happened to it since it was made."""
    return list(Signature.objects.filter(organisation__name=name, status=status))


@transaction.atomic
def _make(example: Example, *, version: CharterVersion, team: User) -> None:
    first_name, last_name, role = example.person.split(", ")
    contact = open_account(email=example.email, first_name=first_name, last_name=last_name, verified=True)
    organisation = _organisation(example, by=contact)
    add_contact(organisation, user=contact, role=role, publish_name=example.publish_name)
    mandate = MandateFacts(
        signer=contact,
        signer_name=contact.full_name,
        signer_role=role,
        publish_name=example.publish_name,
        decided_by=example.decided_by,
        decided_on=date(2026, 9, 1),
        next_election=date(2027, 6, 1),
    )
    facts = SigningFacts(charter_version=version, mandate=mandate, signed_on=timezone.localdate(), by=contact)
    example.becomes(sign(organisation, facts=facts), team, contact)


def _organisation(example: Example, *, by: User) -> Organisation:
    organisation = create(
        name=example.name,
        kind=example.kind,
        commune=Commune.objects.current().filter(code=example.commune).first(),
        commune_typed=example.commune_typed,
        qpvs=Qpv.objects.filter(pk__in=example.qpvs),
        qpv_unknown=example.qpv_unknown,
        outside_qpv=example.outside_qpv,
        by=by,
    )
    register = example.alsace_moselle_register
    update_numbers(organisation, by=by, rna="", siren="", siret="", alsace_moselle_register=register)
    update_themes(organisation, by=by, themes=Theme.objects.filter(slug__in=example.themes))
    update_networks(organisation, by=by, networks=Network.objects.filter(slug__in=example.networks))
    return update_description(
        organisation,
        by=by,
        description=example.description,
        website=example.website,
        public_email=example.public_email,
        public_phone="",
    )


def _enter_paper(*, version: CharterVersion, team: User) -> None:
    facts = PaperFacts(
        name=PAPER,
        kind=Kind.ASSOCIATION,
        commune=Commune.objects.current().filter(code="69259").first(),
        qpvs=list(Qpv.objects.filter(pk="QN06913M")),
        contact_email="amicale.clochettes@example.org",
        charter_version=version,
        signed_on=date(2020, 10, 12),
        mandate=MandateFacts(signer_name="Jeanne Exemple", signer_role="présidente", decided_by=Decision.BOARD),
    )
    scan = ContentFile(PAPER_PDF, name=scan_name(".pdf"))
    enter_from_paper(facts, by=team, scan=scan, published=True)
