"""The wave: each association that signed an earlier text is invited once to sign the new one, block by block."""

from django.db import transaction

from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents
from signatories.versions import emails
from signatories.versions.models import Renewal
from signatories.versions.waves import to_invite

BLOCK = 50


@transaction.atomic
def invite_block(text: CharterVersion) -> int:
    """Invite the next ones; how many they were. Whoever is killed leaves whole blocks; two at once invite nobody
    twice, and a text that was replaced meanwhile invites nobody."""
    text = CharterVersion.objects.select_for_update(no_key=True).get(pk=text.pk)
    if not text.is_in_force:
        return 0
    due = [*to_invite(text).select_related("commune")[:BLOCK]]
    for organisation in due:
        _invite(organisation, text)
    if due:
        record("version.invited", text, by=None, about=due)
    return len(due)


def _invite(organisation: Organisation, text: CharterVersion) -> None:
    readers = correspondents(organisation)
    renewal = Renewal.objects.create(version_id=text.text_id, organisation=organisation, reached=bool(readers))
    emails.invited(renewal, text, readers)
