"""News of needs, for the slices above; sent inside the transaction, with `need`."""

from django.dispatch import Signal

need_moved = Signal()  # its state changed: shared, under way, answered, set aside, open again
