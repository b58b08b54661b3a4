"""News of the outbox, sent once it is saved."""

from django.dispatch import Signal

mail_failed = Signal()  # with `message`: it was given up, after its last attempt or at a refusal for good
