"""What others may want to hear about territories."""

from django.dispatch import Signal

# kwargs: qpv, predecessor (Qpv), by (the person, or None for a command)
predecessor_linked = Signal()
predecessor_unlinked = Signal()

# kwargs: count (int: how many territories were created or changed), once for all the files of an import and after
# their transactions: official facts stand whatever becomes of what others derive from them
territories_imported = Signal()
