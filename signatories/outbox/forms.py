"""What the team adds to mails that leave by themselves."""

from typing import Any

from qpv_charter.toolkit.fields import Text
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.outbox.paragraphs import LONGEST, Automatic


class ParagraphForm(RevisedForm):
    text = Text(
        label="Votre mot",
        max_length=LONGEST,
        rows=6,
        required=False,
        help_text="Du texte simple, le même pour tout le monde. Laissez vide pour ne rien ajouter.",
    )

    def __init__(self, *args: Any, automatic: Automatic, **options: Any) -> None:
        said = automatic.paragraph
        options["initial"] = {"text": said.text if said else "", "revision": said.revision if said else 0}
        super().__init__(*args, **options)
