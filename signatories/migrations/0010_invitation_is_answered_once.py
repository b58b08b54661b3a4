"""An invitation no longer holds its own link, and is accepted or cancelled, not both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0009_invitation_keys"),
    ]

    operations = [
        migrations.RemoveField(model_name="invitation", name="token_hash"),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("cancelled_at", None), _connector="OR"),
                name="invitation_accepted_or_cancelled",
                violation_error_message="Cette invitation est déjà acceptée ou annulée.",
            ),
        ),
    ]
