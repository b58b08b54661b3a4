"""Proving a mandate."""

from django.core.files.base import ContentFile
from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.files import remove_once_committed
from signatories.history.actions import record
from signatories.people.models import User
from signatories.signatures.models import Mandate, Signature


@transaction.atomic
def attach_extract(mandate: Mandate, *, by: User, extract: ContentFile[bytes]) -> Mandate:
    """Keep the extract of the decision with its mandate, in place of a former one.

    Raises ActionRefused if the mandate was replaced meanwhile."""
    Signature.objects.locked(mandate.signature_id)  # as whoever renews it does
    locked = Mandate.objects.select_related("signature").get(pk=mandate.pk)
    if locked.ended_at:
        raise ActionRefused("Ce mandat vient d’être remplacé. Ajoutez l’extrait au nouveau.")
    remove_once_committed(locked.extract)
    locked.extract.save(extract.name or "", extract, save=True)
    record("mandate.extract_attached", locked.signature, by=by, mandate=locked.pk)
    return locked
