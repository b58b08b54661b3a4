"""News of the charter, for the slices and apps above; sent inside the transaction."""

from django.dispatch import Signal

version_in_force = Signal()  # with `version`: one signs it from now on
