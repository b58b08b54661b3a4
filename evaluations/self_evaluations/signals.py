"""News of look-backs, for the slices above; sent inside the transaction."""

from django.dispatch import Signal

words_changed = Signal()  # with `answer`: its text is another one than what was read of it
