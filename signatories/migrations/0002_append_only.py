from django.db import migrations

from signatories.history import append_only


class Migration(migrations.Migration):
    dependencies = [("signatories", "0001_initial")]

    operations = [migrations.RunPython(append_only.install, append_only.remove)]
