"""A name of its own: evaluations have questions too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagements", "0012_relays")]

    operations = [migrations.RenameModel("Question", "LetterQuestion")]
