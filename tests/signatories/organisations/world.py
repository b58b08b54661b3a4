"""An association's own pages: open to its contacts alone."""

from django.urls import reverse

from signatories.organisations.actions import ask_to_join, change_role, invite, update_description
from signatories.organisations.models import InvitationKey, Organisation
from tests.factories import a_paper_signature, an_organisation
from tests.somebody import Somebody
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    organisation = world.organisation
    membership = organisation.memberships.get()
    invitation = invite(organisation, by=world.contact, email="zoe@example.org")
    key = InvitationKey.objects.issue(target=invitation, expires_at=invitation.expires_at)
    asking = ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )
    from_paper = a_paper_signature(contact_email="papier@example.org").organisation
    to_confirm = ask_to_join(
        from_paper, email="papier@example.org", first_name="Lou", last_name="Petit", role="présidente"
    )
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
    change_role(hers.memberships.get(), by=person, role="présidente (Zélie)")
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
