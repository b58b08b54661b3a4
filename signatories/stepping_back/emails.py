"""Who is told of what an association asks of its signature. One function a message."""

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import Organisation
from signatories.organisations.queries import called_to_others
from signatories.outbox.actions import Mail, write_each
from signatories.outbox.models import Message
from signatories.people.queries import team_addresses
from signatories.stepping_back.models import StepBack
from signatories.team.answering import when_the_team_answers

FOLDER = "signatories/stepping_back/emails"


def asked(step: StepBack) -> list[Message]:
    """To all its contact persons: what one of them asks concerns them all."""
    called = "une pause" if step.is_pause else "le retrait de votre signature"
    mail = _while_waiting(step, "asked", f"{step.asked_by} demande {called}", answers=when_the_team_answers())
    return write_each(to=_contacts(step.signature.organisation), **mail)


def asked_of_team(step: StepBack) -> list[Message]:
    organisation = step.signature.organisation
    what = "demande une pause" if step.is_pause else "demande à retirer sa signature"
    subject = f"Une association {what}\u202f: {called_to_others(organisation)}"
    link = absolute(reverse("stepping_back:settle", args=[step.pk]))
    mail = _while_waiting(step, "asked_of_team", subject, link=link)
    return write_each(to=team_addresses(organisation.department_code), **mail)


def taken_back(step: StepBack) -> list[Message]:
    """To all its contact persons."""
    mail = _mail(step, "taken_back", "Rien ne change\u202f: votre signature reste")
    return write_each(to=_contacts(step.signature.organisation), **mail)


def _contacts(organisation: Organisation) -> list[str]:
    return list(organisation.memberships.current().values_list("user__email", flat=True))


def _while_waiting(step: StepBack, name: str, subject: str, **context: object) -> Mail:
    """As long as nobody did it, nor thought again."""
    mail = _mail(step, name, subject, **context)
    return mail | {"condition": "stepping_back.waiting", "condition_args": {"step": step.pk}}


def _mail(step: StepBack, name: str, subject: str, **context: object) -> Mail:
    organisation = step.signature.organisation
    space = absolute(reverse("organisations:space_detail", args=[organisation.slug]))
    return {
        "kind": f"stepping_back.{name}",
        "subject": subject,
        "template": f"{FOLDER}/{name}",
        "context": {"step": step, "organisation": organisation, "space": space} | context,
        "about": [step, step.signature, organisation, step.asked_by, step.settled_by],
    }
