"""A worker to run beside others: sends what is due, each mail a line of the file it is given."""

import os
import sys
import time
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class LineBackend(BaseEmailBackend):
    """A slow mail server that writes the Message-ID of what it accepts, one append a mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            time.sleep(0.01)
            file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(file, f"{email.extra_headers['Message-ID']}\n".encode())
            os.close(file)
        return len(email_messages)


if __name__ == "__main__":
    django.setup()
    settings.EMAIL_BACKEND = "tests.signatories.outbox.sender.LineBackend"
    from signatories.outbox import delivery  # Django had to be set up first

    delivery.deliver_due()
