"""Private files, for the team alone, always as attachments."""

import uuid
from pathlib import PurePath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.files import opened
from signatories.moderation.queries import extract_of
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.signatures.models import Signature
from signatories.signatures.scans import readable_by


@animators
@require_safe
def scan(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> FileResponse:
    """The signed paper of a signature entered by the team; a session's sheet to who animates all that it shows."""
    signature = get_object_or_404(Signature.objects.visible_to(actor), pk=pk)
    if signature.pk not in readable_by(actor, signature):
        raise Http404
    return _attached(signature.paper_scan, "charte-signee")


@animators
@require_safe
def extract(request: HttpRequest, actor: TeamMember, pk: uuid.UUID, mandate: int) -> FileResponse:
    """The extract of the decision behind a mandate."""
    found = extract_of(get_object_or_404(Signature.objects.visible_to(actor), pk=pk), mandate)
    if found is None:
        raise Http404
    return _attached(found.extract, "extrait-de-la-decision")


def _attached(file: FieldFile, name: str) -> FileResponse:
    suffix = PurePath(file.name or "").suffix
    return FileResponse(opened(file), as_attachment=True, filename=f"{name}{suffix}")
