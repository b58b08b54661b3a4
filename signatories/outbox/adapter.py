"""The mails of signing in, written like all others: in the transaction, sent after it."""

from typing import Any

from django.template.loader import render_to_string

from signatories.outbox.actions import write
from signatories.people.adapter import PeopleAdapter


class AccountAdapter(PeopleAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's one door for mail; `template_prefix` is `account/email/login_code` and the like."""
        known = {name: value for name, value in context.items() if name != "request"} | {"email": email}
        write(
            kind=template_prefix.rpartition("/")[2],
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", known),
            template=f"{template_prefix}_message",
            context=known,
            secret=True,
        )
