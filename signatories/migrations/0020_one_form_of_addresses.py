"""Addresses kept in another spelling than that of their mailbox (IDN, invisible signs) are found by nobody."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from signatories.people.respelling import respell


def put_in_one_form(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What would make two rows one stays, and `manage.py respell_addresses` names it."""
    respell(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0019_team_holds_roles"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunPython(put_in_one_form, migrations.RunPython.noop, elidable=True)]
