"""Somebody put everywhere a slice may hold a person, by a name and an address that nothing else has.

Beside each slice's tests, `world.py` puts her in what the slice holds, with `put_somebody(zelie)`: by the site's
own actions where there is one. `tests/test_forgotten.py` sees that no field was left out, and that none holds her
once she is erased."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.db.models import FileField, ForeignKey
from django.db.models.fields.files import FieldFile

from qpv_charter.toolkit.personal import Holding
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.models import Signature
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.worlds import said_by_slices

FIRST, LAST, PHONE = "Zélie", "Quarteron", "06 11 22 33 44"
ADDRESS = "zelie.quarteron@example.org"
WORDS = ("zélie", "zelie", "quarteron", PHONE)


@dataclass
class Somebody:
    """She looks after an association, whose signature she gave. `files` are what slices kept of her on disk."""

    person: User
    organisation: Organisation
    signature: Signature
    team: User
    files: list[tuple[Storage, str]] = field(default_factory=list)


def somebody_everywhere() -> Somebody:
    person = a_user(email=ADDRESS, first_name=FIRST, last_name=LAST)
    person.phone = PHONE
    person.save()
    organisation = an_organisation(contact=person)
    signature = a_published_signature(organisation=organisation, signer_name=f"{FIRST} {LAST}")
    somebody = Somebody(person, organisation, signature, a_team_member())
    for put in said_by_slices("put_somebody"):
        put(somebody)
    return somebody


def holds_her(holding: Holding, person: User) -> bool:
    """Whether a row, or a file that a row names, says her name, her address or her number."""
    model_field = holding.model._meta.get_field(holding.field)
    if isinstance(model_field, ForeignKey):
        return holding.model._default_manager.filter(**{holding.field: person}).exists()
    return any(map(says_her, values_of(holding)))


def says_her(text: object) -> bool:
    return any(word in str(text).casefold() for word in WORDS)


def values_of(holding: Holding) -> Iterator[Any]:
    """What a field holds in every row; for a file, what it says."""
    model_field = holding.model._meta.get_field(holding.field)
    for row in holding.model._default_manager.all():
        value = getattr(row, holding.field)
        if isinstance(row, Session):
            yield row.get_decoded()
        elif isinstance(model_field, FileField):
            yield _content(value) if value else ""
        else:
            yield value


def _content(file: FieldFile) -> str:
    with file.storage.open(str(file.name)) as opened:
        return str(opened.read().decode(errors="replace"))
