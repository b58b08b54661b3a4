"""Proving a mandate."""

from django.core.files.base import ContentFile
from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
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
    storage, former = locked.extract.storage, locked.extract.name
    locked.extract.save(extract.name or "", extract, save=True)
    if former:
        transaction.on_commit(lambda: storage.delete(former))
    record("mandate.extract_attached", locked.signature, by=by, mandate=locked.pk)
    return locked
