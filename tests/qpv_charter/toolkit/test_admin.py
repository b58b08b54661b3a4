"""The admin opens itself to the pages of every slice, and to none that libraries bring."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qpv_charter.toolkit.admin import STATES
from qpv_charter.toolkit.admin_site import CharterAdminSite
from tests.factories import a_team_member
from tests.signin import team_browser


class EngagementAdmin(admin.ModelAdmin[Any]):
    """As a slice of another app of ours would write it."""


ENGLISH = ("Task Result", "Tasks Database", "Task path", "nqueued at", "tarted at", "inished at", "Successful")


def test_a_page_that_this_project_wrote_is_there_whatever_the_app_of_its_model() -> None:
    site = CharterAdminSite()

    site.register(Group, EngagementAdmin)
    site.register([Authenticator], AuthenticatorAdmin)
    site.register(EmailAddress)

    assert set(site._registry) == {Group}


def test_what_holds_secrets_is_not_in_the_admin_and_what_the_slices_wrote_is() -> None:
    shown = {model.__name__ for model in admin.site._registry}

    assert not shown & {"Authenticator", "EmailAddress", "Group", "Session", "Permission"}
    assert {"CharterVersion", "DBTaskResult", "Message", "Network", "Qpv", "Signature", "Theme"} <= shown


def a_failed_task() -> DBTaskResult[..., object]:
    return DBTaskResult.objects.create(
        task_path="signatories.outbox.tasks.deliver",
        args_kwargs={"args": [], "kwargs": {}},
        priority=0,
        queue_name="default",
        backend_name="default",
        status=TaskResultStatus.FAILED,
        exception_class_path="builtins.ValueError",
        traceback="ValueError: <rien>",
    )


@pytest.mark.django_db
def test_background_tasks_are_said_in_french() -> None:
    failed, browser = a_failed_task(), team_browser(a_team_member())
    listed = reverse("admin:django_tasks_database_dbtaskresult_changelist")

    pages = [browser.get(page).content.decode() for page in ("/admin/", listed, f"{listed}{failed.pk}/change/")]

    assert ["âches de fond" in page for page in pages] == [True] * 3
    assert [words for words in ENGLISH if any(words in page for page in pages)] == []
    found = [failed.task_path in browser.get(listed, {"status": state}).content.decode() for state in STATES]
    assert found == [state == TaskResultStatus.FAILED for state in STATES]


@pytest.mark.django_db
def test_the_team_reads_why_a_task_failed_and_changes_nothing() -> None:
    failed = a_failed_task()
    browser = team_browser(a_team_member())
    page = reverse("admin:django_tasks_database_dbtaskresult_change", args=[failed.pk])

    assert "ValueError: &lt;rien&gt;" in browser.get(page).content.decode()
    assert browser.get(reverse("admin:django_tasks_database_dbtaskresult_add")).status_code == 403
    browser.post(page, {"status": TaskResultStatus.SUCCESSFUL, "_save": "1"})
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.FAILED
    assert browser.post(page.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
