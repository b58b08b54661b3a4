"""Sessions in the database: those of people who signed in last, those of passers-by are over the day after.

Anybody makes as many of the latter as she likes: each page that waits for a code holds one."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

PASSING_BY = timedelta(days=1)


class SessionStore(db.SessionStore):
    def get_session_cookie_age(self) -> int:
        """How long it lasts, where nothing else was said of this one."""
        return int(settings.SESSION_COOKIE_AGE if SESSION_KEY in self else PASSING_BY.total_seconds())
