"""An association's own pages: open to its contacts alone."""

from signatories.organisations.actions import ask_to_join, invite
from signatories.organisations.models import InvitationKey
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    organisation = world.organisation
    membership = organisation.memberships.get()
    invitation = invite(organisation, by=world.contact, email="zoe@example.org")
    key = InvitationKey.objects.issue(target=invitation, expires_at=invitation.expires_at)
    asking = ask_to_join(
        organisation, email="nora@example.org", first_name="Nora", last_name="Benali", role="trésorière"
    )
    world.doors["contact"] = Door("member", only_for_its_contacts)
    world.samples |= {
        "organisations": {"pk": membership.pk, "part": "presentation", "name": "rien.png"},
        "organisations:invitation": {"pk": invitation.pk},
        "organisations:invitation_key": {"key": key.clear},
        "organisations:cancel_invitation": {"pk": invitation.pk},
        "organisations:answer_join": {"pk": asking.pk},
    }


def only_for_its_contacts(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith("/compte/connexion/"), address
    for person in answers.keys() - {"anonymous", "member"}:
        assert answers[person].status_code in {404, 405}, f"{address} is open to {person}"
    assert answers["member"].status_code in {200, 302, 400, 404, 405, 422}, address
