"""The fields of every form: one of each, cleaned and refused the same way at every door."""

from qpv_charter.toolkit.fields.choices import Day, Hour, Month, Ticked
from qpv_charter.toolkit.fields.files import Document, Picture, PictureForm, Table, sent_by
from qpv_charter.toolkit.fields.lines import Line, Name, PersonName, Role, Text, Web
from qpv_charter.toolkit.fields.mail import Code, CodeInput, Email, EmailInput

__all__ = [
    "Code",
    "CodeInput",
    "Day",
    "Document",
    "Email",
    "EmailInput",
    "Hour",
    "Line",
    "Month",
    "Name",
    "PersonName",
    "Picture",
    "PictureForm",
    "Role",
    "Table",
    "Text",
    "Ticked",
    "Web",
    "sent_by",
]
