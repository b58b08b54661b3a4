"""One function a message."""

from collections.abc import Iterable

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.charter.models import CharterVersion
from signatories.organisations.places import WAYS_IN
from signatories.organisations.queries import Correspondent
from signatories.outbox.actions import write
from signatories.outbox.models import Message
from signatories.people.models import Role, User
from signatories.versions.models import Renewal

FOLDER = "signatories/versions/emails"


def proposed(version: CharterVersion, *, by: User) -> list[Message]:
    """To each person of the comité de suivi, who may adopt it."""
    context = {"version": version, "by": by, "link": absolute(reverse("versions:adopt", args=[version.version]))}
    return [
        write(
            kind="version.proposed",
            to=reader.email,
            person=reader,
            subject="Une version de la charte attend le comité de suivi",
            template=f"{FOLDER}/proposed",
            context=context | {"person": reader},
            about=[version, by],
            reply_to=by.email,
            condition="versions.still_proposed",
            condition_args={"version": version.pk},
        )
        for reader in User.objects.team(Role.Kind.COMMITTEE).order_by("email")
    ]


def invited(renewal: Renewal, text: CharterVersion, readers: Iterable[Correspondent]) -> list[Message]:
    """To each contact person, else to the address that its paper gave; not sent once it has answered."""
    organisation = renewal.organisation
    space = reverse("versions:changes", args=[organisation.slug])
    context = {
        "organisation": organisation,
        "text": text,
        "link": absolute(space),
        "way_in": next(iter(WAYS_IN.gather(organisation)), ""),
    }
    return [
        write(
            kind="version.invited",
            to=reader.address,
            person=reader.person,
            subject="La charte a changé\u202f: à vous de dire si vous signez la nouvelle version",
            template=f"{FOLDER}/invited",
            context=context | {"person": reader.person},
            about=[renewal, organisation],
            condition="versions.still_asked",
            condition_args={"renewal": renewal.pk},
        )
        for reader in readers
    ]
