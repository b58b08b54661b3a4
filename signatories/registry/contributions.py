"""What the registry adds elsewhere."""

from qpv_charter.toolkit.personal import impersonal
from signatories.history.kinds import declare
from signatories.registry.models import RecordA, RecordB, RegistryPointer

declare({"registry.imported": "Répertoire national (RNA) importé"})
impersonal(RecordA, RecordB, RegistryPointer, why="the public registry of associations")
