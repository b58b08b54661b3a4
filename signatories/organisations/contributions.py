"""What associations add elsewhere: to their own space first, and to what is asked of a person."""

from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import (
    ACCOUNT,
    erased_with_association,
    erased_with_either,
    impersonal,
    kept,
)
from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.history.kinds import declare
from signatories.organisations import forgetting
from signatories.organisations.actors import Contact
from signatories.organisations.counted import ORGANISATION, TOMORROW, in_a_day
from signatories.organisations.models import (
    Invitation,
    InvitationKey,
    JoinRequest,
    Membership,
    Network,
    Organisation,
    ProposedChange,
    Theme,
)
from signatories.organisations.parts import PARTS
from signatories.organisations.places import (
    FORGET_ORGANISATION,
    SPACE,
    SPACE_ASIDE,
    SPACE_STEPS,
    SPACE_WAITING,
    Step,
)
from signatories.organisations.queries import (
    are_to_check,
    contacts_of,
    has_chosen,
    in_registry,
    pending_change,
    unanswered_handovers,
)
from signatories.organisations.rules import may_keep_networks
from signatories.outbox.conditions import condition
from signatories.outbox.limits import limited, unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import (
    ASKED_OF_PERSON,
    FORGET_PERSON,
    WORKSPACE_LINKS,
    Asked,
    Leaver,
    WorkspaceLink,
)

declare(
    {
        "organisation.created": "Fiche de l’association créée",
        "organisation.changed": "Fiche de l’association modifiée",
        "organisation.change_proposed": "Changement de nom, de forme ou de commune proposé",
        "organisation.change_taken_back": "Changement proposé, puis repris",
        "organisation.change_accepted": "Changement accepté par l’équipe",
        "organisation.change_refused": "Changement refusé par l’équipe",
        "organisation.taken_from_registry": "Reprise du répertoire national (RNA)",
        "organisation.registry_declined": "Ne se trouve pas dans le répertoire national (RNA)",
        "contact.added": "Nouvelle personne contact",
        "contact.role_changed": "Rôle d’une personne contact modifié",
        "contact.name_published": "Nom d’une personne contact publié",
        "contact.name_hidden": "Nom d’une personne contact masqué",
        "contact.ended": "Départ d’une personne contact",
        "contact.list_confirmed": "Liste des personnes contact confirmée",
        "contact.handed_over": "Une personne contact a passé la main",
        "handover.begun": "Invitation envoyée pour passer la main",
        "invitation.sent": "Invitation envoyée",
        "invitation.cancelled": "Invitation annulée",
        "join.asked": "Demande pour rejoindre l’association",
        "join.proved": "Adresse vérifiée par la personne qui demande",
        "join.accepted": "Demande acceptée",
        "join.declined": "Demande déclinée",
        "organisation.taken_over": "Fiche complétée par celle qui lui est réunie",
        "network_kept": "Réseau enregistré",
        "network.withdrawn": "Réseau retiré de la liste",
        "network.restored": "Réseau remis dans la liste",
        "theme_kept": "Thème enregistré",
    }
)

# What the contacts of an association ask for: nobody of it may fill another's mailbox, nor two of them together.
limited(
    "organisations.invitation",
    "organisations.handover",
    **in_a_day("invitations", to=5, share=3, by=20, about=20),
    otherwise=f"Beaucoup d’invitations sont parties aujourd’hui, à cette adresse ou de votre part. {TOMORROW}",
)
limited(
    "organisations.join_accepted",
    "organisations.join_declined",
    **in_a_day("join-answers", to=5, share=3, by=40, about=40),
    otherwise=f"Beaucoup de réponses sont parties aujourd’hui, à cette adresse ou de votre part. {TOMORROW}",
)
limited(
    "organisations.contact_ended",
    **in_a_day("contacts-ended", to=5, share=3, by=20, about=20),
    otherwise=f"Beaucoup de départs ont été annoncés aujourd’hui, à cette adresse ou de votre part. {TOMORROW}",
)
limited(
    "organisations.change_proposed",
    **in_a_day("changes", to=100, share=10, by=10, about=10),
    otherwise=f"Plusieurs changements ont été proposés à l’équipe aujourd’hui. {TOMORROW}",
)
# Whoever asks to join learns nothing of what is written, nor to whom: the request waits in the space all the same.
limited(
    "organisations.join_asked",
    "organisations.join_to_confirm",
    "organisations.join_asked_of_team",
    "organisations.join_told_former",
    to=[Limit("joins-to", times=60, seconds=DAY, share=20)],
    about={ORGANISATION: [Limit("joins-about", times=40, seconds=DAY, share=20)]},
)
limited(
    "organisations.join_received",
    to=[Limit("join-received-to", times=3, seconds=DAY, share=2)],
    about={ORGANISATION: [Limit("join-received-about", times=40, seconds=DAY, share=20)]},
)
limited(
    "organisations.nobody_left",
    to=[Limit("nobody-left-to", times=60, seconds=DAY)],
    about={ORGANISATION: [Limit("nobody-left-about", times=3, seconds=DAY)]},
)
unlimited(
    "organisations.welcome",
    "organisations.handed_over",
    why="to who has just accepted an invitation, which is counted, and to who handed over to her",
)
unlimited("organisations.change_accepted", "organisations.change_refused", why="the team decides, once a proposal")

impersonal(Theme, Network, why="lists that the federation keeps")
erased_with_either(Organisation, "contact_email", "public_email", "public_phone")
erased_with_association(Organisation, "slug", "name", "acronym", "name_key", "commune_typed", "address")
erased_with_association(Organisation, "rna", "siren", "siret", "doubtful_rna", "doubtful_siren")
erased_with_association(
    Organisation, "alsace_moselle_register", "qpv_typed", "networks_typed", "description", "website", "logo"
)
kept(Organisation, "from_registry", why="names of fields and days, emptied with the association")
erased_with_association(ProposedChange, "name", "acronym", "commune_typed", "reason")
kept(ProposedChange, "fields", why="names of fields")
kept(ProposedChange, "proposed_by", "decided_by", why=ACCOUNT)
erased_with_either(Membership, "role")
kept(Membership, "user", why=ACCOUNT)
erased_with_either(Invitation, "email")
kept(Invitation, "invited_by", why=ACCOUNT)
kept(InvitationKey, "purpose", "digest", why="codes")
erased_with_either(JoinRequest, "email", "first_name", "last_name", "role", "corrections")
kept(JoinRequest, "decided_by", why=ACCOUNT)
automatic("organisations.welcome", words="Bienvenue, à une nouvelle personne contact")
unions.moves(Membership, "organisation")
unions.moves(Invitation, "organisation")
unions.moves(JoinRequest, "organisation")
unions.moves(ProposedChange, "organisation")
unions.moves(Organisation, "joined_into")
unions.chosen(
    Organisation,
    *("qpvs", "action_communes", "action_departments", "action_regions", "themes", "networks"),
)


@FORGET_PERSON.contribute(order=200)
def a_contact(leaver: Leaver) -> None:
    forgetting.forget_person(leaver)


@FORGET_ORGANISATION.contribute(order=1000)
def an_association(organisation: Organisation) -> None:
    forgetting.forget_organisation(organisation)


@WORKSPACE_LINKS.contribute(order=415)
def its_networks(actor: TeamMember) -> WorkspaceLink | None:
    if not may_keep_networks(actor):
        return None
    return WorkspaceLink("Les réseaux\u202f: en retirer un", reverse("organisations:networks"))


@SPACE_WAITING.contribute(order=100)
def people_who_ask_to_join(actor: Contact) -> Asked | None:
    number = actor.organisation.join_requests.filter(state=JoinRequest.State.PENDING).count()
    return _who_asks(number, actor.organisation, called=actor.organisation.words.your) if number else None


@SPACE_WAITING.contribute(order=110)
def people_to_check(actor: Contact) -> Asked | None:
    if not are_to_check(actor.organisation, on=timezone.localdate()):
        return None
    people = reverse("organisations:people", args=[actor.organisation.slug])
    return Asked(
        "La liste de vos personnes contact est-elle toujours juste\u202f?", "Vérifier, en un clic", people
    )


@SPACE_WAITING.contribute(order=115)
def nobody_came(actor: Contact) -> list[Asked]:
    """Who handed over waits for somebody who did not answer in time: she stays, and may name another."""
    page = reverse("organisations:hand_over", args=[actor.organisation.slug])
    return [
        Asked(f"{each.email} n’a pas répondu à temps pour prendre votre suite.", "Passer la main à nouveau", page)
        for each in unanswered_handovers(actor)
    ]


@ASKED_OF_PERSON.contribute(order=100)
def people_who_ask_to_join_hers(actor: Actor) -> list[Asked]:
    if actor.person is None:
        return []
    waiting = JoinRequest.objects.filter(
        state=JoinRequest.State.PENDING, organisation__in=Organisation.objects.of(actor.person)
    )
    numbers = dict(waiting.order_by().values_list("organisation").annotate(Count("pk")))
    return [
        _who_asks(numbers[organisation.pk], organisation, called=organisation.name)
        for organisation in Organisation.objects.filter(pk__in=numbers)
    ]


def _who_asks(number: int, organisation: Organisation, *, called: str) -> Asked:
    text = f"{number} personne{plural(number)} demande{plural(number, 'nt')} à rejoindre {called}."
    return Asked(text, "Répondre", reverse("organisations:people", args=[organisation.slug]))


@SPACE.contribute(order=150)
def a_change_waits(actor: Contact) -> Section | None:
    """What its people proposed to change of who it is, until the team answers."""
    proposal = pending_change(actor.organisation)
    if proposal is None:
        return None
    part = "adresse" if {*proposal.fields} <= {"commune", "commune_typed"} else "nom"
    href = reverse("organisations:edit", args=[actor.organisation.slug, part])
    return Section("", "signatories/organisations/_waits.html", {"proposal": proposal, "href": href})


@SPACE.contribute(order=200)
def is_it_you(actor: Contact) -> Section | None:
    """What the registry of associations knows of one like this."""
    records = in_registry(actor.organisation)
    context = {"organisation": actor.organisation, "records": records}
    return Section("", "signatories/organisations/_registry.html", context) if records else None


@SPACE_STEPS.contribute(order=100)
def a_second_person(actor: Contact) -> Step | None:
    organisation = actor.organisation
    invited = Invitation.objects.pending().filter(organisation=organisation)
    if len(contacts_of(organisation)) > 1 or invited.exists():
        return None
    return Step(
        "Une deuxième personne contact",
        "Si l’une part ou manque un message, l’autre reste.",
        f"{reverse('organisations:people', args=[organisation.slug])}#inviter",
    )


@SPACE_STEPS.contribute(order=200)
def numbers_and_address(actor: Contact) -> list[Step]:
    organisation = actor.organisation
    has_number = organisation.rna or organisation.siren or organisation.alsace_moselle_register
    missing = {
        "numeros": not has_number and organisation.kind != Organisation.Kind.COLLECTIVE,
        "adresse": not organisation.address,
    }
    return _steps(organisation, missing)


@SPACE_STEPS.contribute(order=400)
def what_its_page_says(actor: Contact) -> list[Step]:
    organisation, chosen = actor.organisation, has_chosen(actor.organisation)
    missing = {
        "territoire": not (organisation.outside_qpv or chosen["qpvs"] or chosen["action_communes"]),
        "reseaux": not (chosen["networks"] or organisation.networks_typed),
        "themes": not chosen["themes"] and Theme.objects.exists(),
        "presentation": not organisation.description,
        "logo": not organisation.logo,
    }
    return _steps(organisation, missing)


def _steps(organisation: Organisation, missing: dict[str, bool]) -> list[Step]:
    """A step for each part of the record that is missing, which leads to its page."""
    return [
        Step(PARTS[slug].title, PARTS[slug].why, reverse("organisations:edit", args=[organisation.slug, slug]))
        for slug, is_missing in missing.items()
        if is_missing
    ]


@SPACE_ASIDE.contribute(order=100)
def people(actor: Contact) -> Section:
    context = {"organisation": actor.organisation, "memberships": contacts_of(actor.organisation)}
    return Section("Personnes contact", "signatories/organisations/_people.html", context, key="personnes")


@SPACE_ASIDE.contribute(order=400)
def its_page(actor: Contact) -> Section:
    context = {"organisation": actor.organisation, "parts": list(PARTS.values())}
    return Section(
        f"La page de {actor.organisation.words.your}", "signatories/organisations/_parts.html", context, key="page"
    )


@condition(
    "organisations.invitation_pending",
    otherwise="L’invitation a été acceptée ou annulée entre-temps, ou n’a plus cours.",
)
def invitation_pending(*, invitation: int) -> bool:
    return Invitation.objects.pending().filter(pk=invitation).exists()


@condition(
    "organisations.change_pending", otherwise="Quelqu’un a déjà décidé, ou l’association propose autre chose."
)
def change_pending(*, proposal: int) -> bool:
    return ProposedChange.objects.pending().filter(pk=proposal).exists()


@condition("organisations.join_pending", otherwise="Quelqu’un a déjà répondu à cette demande.")
def join_pending(*, request: UUID) -> bool:
    return JoinRequest.objects.filter(pk=request, state=JoinRequest.State.PENDING).exists()
