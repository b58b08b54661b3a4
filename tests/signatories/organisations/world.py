"""An association's own pages: open to its contacts alone."""

from django.core.files.base import ContentFile
from django.urls import reverse

from signatories.organisations.actions import (
    ask_to_join,
    change_role,
    invite,
    refuse_change,
    update_address,
    update_description,
    update_identity,
    withdraw_network,
)
from signatories.organisations.models import InvitationKey, Organisation
from signatories.people.audiences import member
from tests.factories import a_network, a_paper_signature, an_organisation
from tests.somebody import Somebody
from tests.weavers import OTHER_RNA, OTHER_SIREN, RNA, SIREN, SIRET, Weavers
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    organisation = world.organisation
    membership = organisation.memberships.get(user=world.contact)
    invitation = invite(organisation, by=world.contact, email="zoe@example.org")
    key = InvitationKey.objects.issue(target=invitation, expires_at=invitation.expires_at)
    asking = ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )
    from_paper = a_paper_signature(contact_email="papier@example.org").organisation
    to_confirm = ask_to_join(
        from_paper, email="papier@example.org", first_name="Lou", last_name="Petit", role="présidente"
    )
    gone = withdraw_network(a_network("Réseau retiré"), by=member(world.team))
    world.judged |= dict.fromkeys(
        (f"organisations:{name}" for name in ("networks", "withdraw_network", "restore_network")), "national"
    )
    world.samples["organisations:withdraw_network"] = {"slug": a_network("Réseau à retirer").slug}
    world.samples["organisations:restore_network"] = {"slug": gone.slug}
    world.doors["contact"] = Door("member", only_for_its_contacts)
    world.samples |= {
        "organisations": {"pk": membership.pk, "part": "presentation", "name": "rien.png"},
        "organisations:invitation": {"pk": invitation.pk},
        "organisations:invitation_key": {"key": key.clear},
        "organisations:cancel_invitation": {"pk": invitation.pk},
        "organisations:confirm_join": {"pk": to_confirm.pk},
        "organisations:answer_join": {"pk": asking.pk},
    }
    world.links["organisations"] = [reverse("organisations:invitation_key", args=[key.clear])]


def only_for_its_contacts(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith("/compte/connexion/"), address
    for person in answers.keys() - {"anonymous", "member"}:
        assert answers[person].status_code in {404, 405}, f"{address} is open to {person}"
    assert answers["member"].status_code in {200, 302, 400, 404, 405, 422}, address


def put_somebody(zelie: Somebody) -> None:
    """Her role, the address and number she lent; invited here, asking to join there, on the paper of a third."""
    hers, person = zelie.organisation, zelie.person
    change_role(hers.memberships.get(user=person), by=person, role="présidente (Zélie)")
    update_description(
        hers, by=person, description="", website="", public_email=person.email, public_phone=person.phone
    )
    inviting = an_organisation()
    invite(inviting, by=inviting.memberships.get().user, email=person.email.upper())
    ask_to_join(
        an_organisation(),
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        role="trésorière, Zélie",
        corrections="Zélie Quarteron a remplacé Jeanne.",
    )
    Organisation.objects.filter(pk=inviting.pk).update(contact_email="Zelie.Quarteron@Example.org")


def put_association(weavers: Weavers) -> None:
    """All that its record may say, what it proposes and was refused, whom it invites, who asks to join it."""
    organisation, contact = weavers.organisation, weavers.contact
    said = {
        "acronym": "KERBIHAN",
        "address": "3 rue de Kerbihan",
        "commune_typed": "Kerbihan",
        "qpv_typed": "Le haut de Kerbihan",
        "networks_typed": "Le réseau de Kerbihan",
        "rna": RNA,
        "siren": SIREN,
        "siret": SIRET,
        "alsace_moselle_register": "Kerbihan, volume 92",
        "description": "Les Tisserandes tissent.",
        "website": "https://tisserandes.example.org",
        "public_email": "bonjour@tisserandes.example.org",
        "public_phone": "02 00 00 Kerbihan",
        "contact_email": "papier@tisserandes.example.org",
    }
    Organisation.objects.filter(pk=organisation.pk).update(**said)
    Organisation.objects.filter(pk=weavers.twin.organisation_id).update(
        doubtful_rna=OTHER_RNA, doubtful_siren=OTHER_SIREN
    )
    organisation.refresh_from_db()
    organisation.logo.save("logo.png", ContentFile(b"Les Tisserandes"))
    weavers.files.append((organisation.logo.storage, str(organisation.logo.name)))
    change_role(organisation.memberships.get(user=contact), by=contact, role="présidente des Tisserandes")
    kind = Organisation.Kind.ASSOCIATION
    for name in ("Les Tisserandes d’hier", "Les Tisserandes de demain"):
        update_identity(organisation, by=contact, name=name, acronym="TISSERANDES", kind=kind)
        update_address(
            organisation,
            by=contact,
            commune=None,
            commune_typed="Kerbihan-Neuf",
            address="3 rue de Kerbihan",
        )
        waiting = organisation.proposed_changes.pending().get()
        refuse_change(waiting, by=weavers.team, reason="Les Tisserandes le sont déjà.")
    invite(organisation, by=contact, email="lou@tisserandes.example.org")
    ask_to_join(
        organisation,
        email="noe@tisserandes.example.org",
        first_name="Tisserandes",
        last_name="Kerbihan",
        role="bénévole aux Tisserandes",
        corrections="Les Tisserandes ont déménagé à Kerbihan.",
    )
