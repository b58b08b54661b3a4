"""The secrets of drafts become keys like the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signatories", "0012_longer_names"),
    ]

    operations = [
        migrations.RenameField(model_name="draftsecret", old_name="draft", new_name="target"),
        migrations.AlterField(
            model_name="draftsecret",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("access", "continuer"),
                    ("confirm_code", "code de confirmation"),
                    ("confirm_link", "lien de confirmation"),
                    ("resume_code", "code de reprise"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="draftsecret",
            name="digest",
            field=models.CharField(editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="draftsecret",
            name="revoked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveIndex(model_name="draftsecret", name="draft_secret_digest"),
        migrations.AddIndex(
            model_name="draftsecret",
            index=models.Index(fields=["digest"], name="draftsecret_digest"),
        ),
    ]
