"""Objects for tests, made by the roads the site itself takes: never an impossible one."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.text import fold
from signatories.charter.actions import load as load_charter
from signatories.charter.demo import DEMONSTRATION
from signatories.charter.models import CharterVersion
from signatories.moderation.actions import note_attempt, pause
from signatories.moderation.papers import PaperFacts, enter_from_paper, scan_name
from signatories.organisations.actions import update_identity
from signatories.organisations.models import Membership, Network, Organisation, ProposedChange, Theme
from signatories.outbox import actions as outbox
from signatories.outbox.limits import unlimited
from signatories.outbox.models import Message
from signatories.people.models import Role, User
from signatories.signatures.actions import MandateFacts, SigningFacts, publish, sign
from signatories.signatures.models import Mandate, Signature
from signatories.signing import screens
from signatories.signing.actions import drafting
from signatories.signing.models import SigningDraft
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.readers.rows import qpv_department, qpv_generation

_numbers = count(1)
BY_TESTS = "written by tests alone"
unlimited("test", "signing.reminder", "letter.weekly", "mystery.news", why=BY_TESTS)


def a_user(*, email: str = "", first_name: str = "Aminata", last_name: str = "Diallo") -> User:
    """A person with an account, member of nothing."""
    email = email or f"personne{next(_numbers)}@example.org"
    return User.objects.create_user(email, first_name=first_name, last_name=last_name)


def a_team_member(*, email: str = "") -> User:
    """A national animator; whether a second factor was used is the session's matter."""
    email = email or f"equipe{next(_numbers)}@example.org"
    return User.objects.create_superuser(email, first_name="Camille", last_name="Martin")


def a_colleague(kind: Role.Kind, *departments: Department) -> User:
    """Somebody who holds another role of the team."""
    user = User.objects.create_user(f"role{next(_numbers)}@example.org", first_name="Sacha", last_name="Roche")
    for department in departments or [None]:
        Role.objects.create(user=user, kind=kind, department=department)
    return user


def a_protected_colleague() -> User:
    """Another national animator, with an application and recovery codes."""
    user = a_team_member()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def a_message(
    *,
    to: str = "",
    subject: str = "Des nouvelles",
    secret: bool = False,
    about: Iterable[Model | None] = (),
    kind: str = "test",
    **more: Any,
) -> Message:
    """A mail waiting in the outbox."""
    return outbox.write(
        kind=kind,
        to=to or f"boite{next(_numbers)}@example.org",
        subject=subject,
        template="tests/mail",
        context={"code": "123 456", "name": "Les Amis & voisins (exemple)", "link": absolute("/espace/")},
        about=about,
        secret=secret,
        **more,
    )


def a_charter() -> CharterVersion:
    """The version in force; on first asking, our own text loaded as an official one."""
    text = DEMONSTRATION.read_bytes()
    official = text.replace(b"demonstration: true\n", b"").replace(b"version: demonstration", b"version: essai")
    official = official.replace(b"novembre 2026", b"mai 2020")  # as the official one
    return CharterVersion.objects.in_force() or load_charter(official)[0]


def a_newer_charter() -> CharterVersion:
    """Another text, loaded after the one in force, which it replaces."""
    return load_charter(another_text().encode(), in_force=True)[0]


def another_text(version: str = "nouvelle", *, words: str = "Nous gardons les deux yeux ouverts ensemble") -> str:
    """The text in force under another name, with other words in its first commitment."""
    source = a_charter().source.replace(f"version: {a_charter().version}", f"version: {version}", 1)
    return re.sub(r"(?<=\n- )Nous gardons [^\n]*?ensemble", words, source)


def a_commune(*, name: str = "Saint-Denis", code: str = "93066") -> Commune:
    """A commune with its department and region."""
    if known := Commune.objects.filter(code=code, kind=Commune.Kind.COMMUNE).first():
        return known
    region, _ = Region.objects.get_or_create(code="11", defaults={"name": "Île-de-France", "zone": "metro"})
    department, _ = Department.objects.get_or_create(
        code=code[:2], defaults={"name": f"Département {code[:2]}", "zone": "metro", "region": region}
    )
    return Commune.objects.create(code=code, kind=Commune.Kind.COMMUNE, name=name, department=department)


def a_qpv(*, name: str = "Franc-Moisin", code: str = "QN09331M", commune: Commune | None = None) -> Qpv:
    """A neighbourhood of the list that its code belongs to, in a commune of its department."""
    department = qpv_department(code)
    elsewhere = {} if department == "93" else {"name": f"Ville {department}", "code": f"{department}001"[:5]}
    commune = commune or a_commune(**elsewhere)
    qpv, created = Qpv.objects.get_or_create(
        code=code,
        defaults={"name": name, "generation": qpv_generation(code), "department": commune.department},
    )
    if created:
        qpv.communes.add(commune)
    return qpv


def an_organisation(
    *, name: str = "", contact: User | None = None, commune: Commune | None = None
) -> Organisation:
    """An association with one contact person, which signed nothing."""
    number = next(_numbers)
    organisation = Organisation.objects.create(
        slug=f"association-{number}",
        name=name or f"Les Amis du quartier {number} (exemple)",
        commune=commune or a_commune(),
    )
    Membership.objects.create(organisation=organisation, user=contact or a_user(), role="présidente")
    return organisation


def signing_facts(*, signer: User | None = None, signer_name: str = "Aminata Diallo") -> SigningFacts:
    """What a signature decided by a board in September is made of."""
    return SigningFacts(
        charter_version=a_charter(),
        signed_on=timezone.localdate(),
        mandate=mandate_facts(signer=signer, signer_name=signer_name),
    )


def mandate_facts(*, signer: User | None = None, signer_name: str = "Aminata Diallo") -> MandateFacts:
    return MandateFacts(
        signer=signer,
        signer_name=signer_name,
        signer_role="présidente",
        decided_by=Mandate.Decision.BOARD,
        decided_on=date(2026, 9, 1),
    )


def a_confirmed_signature(
    *, name: str = "", signer_name: str = "Aminata Diallo", organisation: Organisation | None = None
) -> Signature:
    """A signature that waits for the federation's review."""
    organisation = organisation or an_organisation(name=name)
    contact = organisation.memberships.current().select_related("user").first()
    return sign(
        organisation, facts=signing_facts(signer=contact.user if contact else None, signer_name=signer_name)
    )


def a_published_signature(
    *, name: str = "", signer_name: str = "Aminata Diallo", organisation: Organisation | None = None
) -> Signature:
    """A signature that the public sees."""
    signature = a_confirmed_signature(name=name, signer_name=signer_name, organisation=organisation)
    return publish(signature, by=a_team_member())


def a_signatory(
    name: str,
    *,
    acronym: str = "",
    commune: Commune | None = None,
    qpvs: Iterable[Qpv] = (),
    networks: Iterable[Network] = (),
    themes: Iterable[Theme] = (),
) -> Signature:
    """A published signatory with its places, networks and themes."""
    organisation = an_organisation(name=name, commune=commune)
    organisation.acronym = acronym
    organisation.save()
    organisation.qpvs.set(qpvs)
    organisation.networks.set(networks)
    organisation.themes.set(themes)
    return a_published_signature(organisation=organisation)


def a_network(name: str = "Réseau d’à côté", *, acronym: str = "RAC") -> Network:
    slug = slugify(fold(name))
    return Network.objects.get_or_create(slug=slug, defaults={"name": name, "acronym": acronym})[0]


def a_theme(label: str = "Santé") -> Theme:
    return Theme.objects.get_or_create(slug=slugify(fold(label)), defaults={"label": label})[0]


def a_paused_signature() -> Signature:
    """A signature paused as the team does: after three attempts."""
    team, signature = a_team_member(), a_published_signature()
    for _ in range(3):
        note_attempt(signature, by=team, text="Appel sans réponse.")
    return pause(signature, by=team, reason="Trois appels sans réponse.")


def paper_facts(*, contact_email: str = "") -> PaperFacts:
    """What a paper of 2020 says."""
    return PaperFacts(
        name=f"Les Anciens {next(_numbers)} (exemple)",
        kind=Organisation.Kind.ASSOCIATION,
        commune=a_commune(),
        contact_email=contact_email,
        charter_version=a_charter(),
        signed_on=date(2020, 10, 12),
        mandate=MandateFacts(
            signer_name="Jeanne Exemple", signer_role="présidente", decided_by=Mandate.Decision.BOARD
        ),
    )


def a_paper_signature(*, contact_email: str = "", scan: bytes = b"%PDF-1.7 %%EOF") -> Signature:
    """A published signature of 2020, entered from its paper: its association has no contact person."""
    file = ContentFile(scan, name=scan_name(".pdf"))
    return enter_from_paper(
        paper_facts(contact_email=contact_email), by=a_team_member(), scan=file, published=True
    )


def a_proposed_change(*, name: str = "Préfecture de l’Hérault") -> ProposedChange:
    """A published association wants another name."""
    organisation = a_published_signature().organisation
    contact = organisation.memberships.order_by("pk")[0].user
    update_identity(organisation, by=contact, name=name, acronym="", kind=Organisation.Kind.ASSOCIATION)
    return organisation.proposed_changes.get()


def association_answers(
    *, name: str = "Les Jardins du Moulin (exemple)", commune: str = "", **more: Any
) -> dict[str, Any]:
    """What screen 1 keeps; without a commune's code, one typed by hand."""
    typed = "" if commune else "Trifouilly"
    answers = {"name": name, "kind": "association", "commune": commune, "commune_typed": typed}
    return answers | {"together": False, "twins": []} | more


def person_answers(*, email: str = "", decided_by: str = "board", **more: Any) -> dict[str, Any]:
    """What screen 3 keeps."""
    person = {"first_name": "Aminata", "last_name": "Diallo", "role": "présidente"}
    decision = {"decided_by": decided_by, "decided_on": "", "meeting_on": ""}
    return person | {"email": email or f"signe{next(_numbers)}@example.org"} | decision | more


def a_draft(
    *, name: str = "Les Jardins du Moulin (exemple)", commune: str = "", email: str = "", **more: Any
) -> tuple[SigningDraft, str]:
    """A signing whose four screens are passed, ready to be confirmed, and the key of its address."""
    a_charter()
    draft, key = drafting.begin(association_answers(name=name, commune=commune), **more)
    nowhere = {"qpvs": [], "outside": True, "unknown": False, "qpv_typed": ""}
    drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers=nowhere)
    drafting.save_person(draft, answers=person_answers(email=email), key=key)
    return drafting.save_charter(draft, version=a_charter(), publish_name=False), key.clear


def a_waiting_draft(*, email: str = "", meeting_on: str = "") -> tuple[SigningDraft, str]:
    """A signing whose board has not decided yet."""
    draft, token = a_draft(email=email)
    answers = person_answers(email=draft.email, decided_by=screens.NOT_YET, meeting_on=meeting_on)
    return drafting.save_person(draft, answers=answers, key=None), token
