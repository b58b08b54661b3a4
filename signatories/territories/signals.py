"""What others may want to hear about territories."""

from django.dispatch import Signal

# kwargs: qpv, predecessor (Qpv), by (the person, or None for a command)
predecessor_linked = Signal()
predecessor_unlinked = Signal()
