"""Objects for tests, made by the roads the site itself takes: never an impossible one."""

from itertools import count

from qpv_charter.toolkit.links import absolute
from signatories.outbox import actions as outbox
from signatories.outbox.models import Message
from signatories.people.models import User

_numbers = count(1)


def a_user(*, email: str = "", first_name: str = "Aminata", last_name: str = "Diallo") -> User:
    """A person with an account, member of nothing."""
    email = email or f"personne{next(_numbers)}@example.org"
    return User.objects.create_user(email, first_name=first_name, last_name=last_name)


def a_team_member(*, email: str = "") -> User:
    """A member of the federation's team; whether a second factor was used is the session's matter."""
    email = email or f"equipe{next(_numbers)}@example.org"
    return User.objects.create_user(email, first_name="Camille", last_name="Martin", is_staff=True)


def a_message(*, to: str = "", subject: str = "Des nouvelles", secret: bool = False) -> Message:
    """A mail waiting in the outbox."""
    return outbox.write(
        kind="test",
        to=to or f"boite{next(_numbers)}@example.org",
        subject=subject,
        template="tests/mail",
        context={"code": "123 456", "name": "Les Amis & voisins (exemple)", "link": absolute("/espace/")},
        secret=secret,
    )
