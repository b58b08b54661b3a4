"""What accounts add elsewhere: how they are forgotten."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import ACCOUNT, erased, erased_with_either, impersonal, kept
from signatories.people.forgetting import forget_account, forget_left, forget_sessions
from signatories.people.models import FormerAddress, Role, User
from signatories.people.places import FORGET_PERSON, Leaver
from signatories.territories.models import Commune, Department, Qpv, Region

erased(User, "email", "first_name", "last_name", "name_key", "phone")
kept(User, "password", why="nobody has one: what stands there lets nobody in")
kept(Role, "user", "given_by", "ended_by", why=ACCOUNT)
erased(EmailAddress, "user", "email")
erased(FormerAddress, "user", "email")
kept(EmailConfirmation, "key", why="a random word")
erased(Authenticator, "user", "data")
erased(Session, "session_data")
erased_with_either(LogEntry, "object_repr", "change_message")
kept(LogEntry, "user", why=ACCOUNT)
kept(LogEntry, "object_id", why="an identifier")
unions.stays(LogEntry, "object_id", why="what the admin says was done, as it was")
impersonal(Region, Department, Commune, Qpv, why="official territories")
impersonal(ContentType, Group, Permission, why="Django’s own")
impersonal(DBTaskResult, why="tasks are given identifiers only")


@FORGET_PERSON.contribute(order=1000)
def account(leaver: Leaver) -> None:
    forget_sessions(leaver.addresses, person=leaver.person)
    if leaver.person:
        forget_account(leaver.person)
    else:
        forget_left(leaver.addresses)
