"""The mails of signing in, written like all others: in the transaction, sent after it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from signatories.outbox.actions import write
from signatories.people.adapter import PeopleAdapter
from signatories.people.models import User
from signatories.people.queries import person_of

# Seconds that the codes of these mails last; the others hold none.
LIVES = {
    "login_code": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
    "email_confirmation": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "email_confirmation_signup": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
}


class AccountAdapter(PeopleAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's one door for mail; `template_prefix` is `account/email/login_code` and the like."""
        known = {name: value for name, value in context.items() if name != "request"} | {"email": email}
        kind = template_prefix.rpartition("/")[2]
        write(
            kind=kind,
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", known),
            template=f"{template_prefix}_message",
            context=known,
            about=(),  # these mails speak of nobody but the person they are sent to
            person=self._person(email, context),
            secret=True,
            until=timezone.now() + timedelta(seconds=LIVES[kind]) if kind in LIVES else None,
        )

    def _person(self, email: str, context: dict[str, Any]) -> User | None:
        """Whose mailbox it is: an address that is being left or taken is not yet, or no longer, the account's."""
        signed_in = getattr(self.request, "user", None)
        candidates = (context.get("user"), person_of(email), signed_in)
        return next((user for user in candidates if isinstance(user, User)), None)
